using System.Globalization;
using System.Text;

namespace Pivotal.Domain.Accounts;

/// <summary>What of a name is compared when people write it in many ways.</summary>
internal static class Letters
{
    /// <summary>The letters alone, small and without accents: "Côte d'Ivoire" → cotedivoire. Empty for what is no text at all.</summary>
    public static string Of(string? name)
    {
        // What .NET refuses to take apart into letter and accent, by throwing: half a surrogate pair, and the mirrored byte order mark. Nothing beyond the basic plane is in a name that is compared here.
        if (string.IsNullOrEmpty(name) || name.AsSpan().ContainsAnyInRange('\ud800', '\udfff') || name.Contains('\ufffe'))
            return "";
        var letters = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetter(c))
                letters.Append(char.ToLower(c, CultureInfo.InvariantCulture));
        }

        return letters.ToString();
    }
}
