using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Pivotal.Domain.Shared;

namespace Pivotal.Data.Shared;

/// <summary>JSON from somebody who cannot be asked to send it better, so that it can be read and stored.</summary>
public static partial class SoundJson
{
    /// <summary>Whatever is no character (see <see cref="UnicodeText.IsSound"/>) becomes U+FFFD, escaped or not; broken UTF-8 too.</summary>
    public static string Clean(ReadOnlySpan<byte> json) => Escapes().Replace(Encoding.UTF8.GetString(json).Sound(), Mend);

    private static string Mend(Match match)
    {
        var escaped = match.Value;
        if (escaped[1] != 'u')
            return escaped;
        // A pair is matched as a whole, so one of its halves here is alone.
        if (escaped.Length == 12)
            return escaped;
        var unit = (char)int.Parse(escaped.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return unit is '\0' or '\ufffe' or '\uffff' || char.IsSurrogate(unit) ? @"\ufffd" : escaped;
    }

    [GeneratedRegex(@"\\u[dD][89aAbB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", RegexOptions.CultureInvariant)]
    private static partial Regex Escapes();
}
