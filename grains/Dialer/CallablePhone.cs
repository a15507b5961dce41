namespace Pivotal.Grains.Dialer;

/// <summary>The one number a contact is called on: direct before mobile before the company's main line (product inventory 4.4).</summary>
/// <param name="Kind">direct, mobile, hq</param>
public readonly record struct CallablePhone(string E164, string Kind)
{
    public static CallablePhone? Choose(string? direct, string? mobile, string? headquarters) =>
        IsE164(direct) ? new(direct!, "direct")
        : IsE164(mobile) ? new(mobile!, "mobile")
        : IsE164(headquarters) ? new(headquarters!, "hq")
        : null;

    /// <summary>+ and 7 to 15 digits, the first not zero (ITU-T E.164).</summary>
    public static bool IsE164(string? number) =>
        number is { Length: >= 8 and <= 16 } && number[0] == '+' && number[1] is >= '1' and <= '9' && !number.AsSpan(1).ContainsAnyExceptInRange('0', '9');
}
