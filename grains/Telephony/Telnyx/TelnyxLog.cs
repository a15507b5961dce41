using Microsoft.Extensions.Logging;

namespace Pivotal.Grains.Telephony.Telnyx;

internal static partial class TelnyxLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Telnyx gave no usable answer (try {Tries}, status {Status}, code {Code}); sending the command again")]
    public static partial void TelnyxRetry(this ILogger log, int tries, int status, string code);
}
