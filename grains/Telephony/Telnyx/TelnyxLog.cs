using Microsoft.Extensions.Logging;

namespace Pivotal.Grains.Telephony.Telnyx;

internal static partial class TelnyxLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Telnyx did not carry out {Command} (status {Status}, code {Code})")]
    public static partial void TelnyxRefused(this ILogger log, string command, int status, string code);
}
