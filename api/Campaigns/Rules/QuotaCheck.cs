using Pivotal.Api.Shared;
using Pivotal.GrainInterfaces.Dialer.Rules;

namespace Pivotal.Api.Campaigns.Rules;

internal static class QuotaCheck
{
    public static void Run(Validation check, IReadOnlyList<DemographicQuota> quotas)
    {
        foreach (var (quota, i) in quotas.Select((q, i) => (q, i)))
        {
            check.Text($"/rules/quotas/{i}/name", quota.Name, 100).OneOf($"/rules/quotas/{i}/field", quota.Field, QueueFilter.Fields)
                .That(quota.Values.Count > 0, $"/rules/quotas/{i}/values", "field.required", "Name at least one value.")
                .Range($"/rules/quotas/{i}/goal", quota.Goal, 1, 1_000_000);
        }

        check.That(quotas.DistinctBy(q => q.Id).Count() == quotas.Count, "/rules/quotas", "field.duplicate", "Each quota has an id of its own.");
    }
}
