using Microsoft.Extensions.Logging;

namespace Pivotal.Grains.Tenancy;

internal static partial class TenancyLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The chore {Chore} of tenant {Tenant} failed; its next time comes.")]
    public static partial void ChoreFailed(ILogger log, string chore, Guid tenant, Exception reason);
}
