using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pivotal.Domain.Calls;

/// <summary>
/// The id of a carrier command follows from what it is for, so that a repeat after a crash is recognised as the same command:
/// the first 128 bits of SHA-256 over subject, step and attempt.
/// </summary>
public static class CommandId
{
    /// <param name="subject">call attempt or agent</param>
    /// <param name="step">dial, bridge, hangup …</param>
    /// <param name="attempt">counts deliberate new tries of the same step</param>
    public static string Of(Guid subject, string step, int attempt = 0)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{subject:N}|{step}|{attempt}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
