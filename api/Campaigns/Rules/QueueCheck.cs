using Pivotal.Api.Shared;
using Pivotal.GrainInterfaces.Dialer.Rules;

namespace Pivotal.Api.Campaigns.Rules;

internal static class QueueCheck
{
    public static void Run(Validation check, QueueRules queue) =>
        check.OneOf("/rules/queue/order", queue.Order, [QueueRules.ByPriority]);
}
