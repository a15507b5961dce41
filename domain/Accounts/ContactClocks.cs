namespace Pivotal.Domain.Accounts;

/// <summary>
/// The clocks that have to be inside a calling window before a contact is called, the one shown to people first: <c>America/Los_Angeles|America/New_York</c>.
/// One when address and number agree.
/// </summary>
public static class ContactClocks
{
    public const char Separator = '|';

    /// <param name="address">zone of the address; null when the address says nothing</param>
    /// <param name="e164">the number that will be dialled</param>
    /// <param name="otherwise">where neither says anything</param>
    public static string Of(string? address, string? e164, string otherwise)
    {
        var number = NumberZones.Of(e164);
        if (address is null)
            return number.Count == 0 ? otherwise : string.Join(Separator, number);
        return number.Count == 0 || number.Contains(address) ? address : string.Join(Separator, [address, .. number]);
    }

    public static string[] Split(string clocks) => clocks.Split(Separator);

    /// <summary>The one shown to people.</summary>
    public static string First(string clocks) => clocks.IndexOf(Separator) is > 0 and var end ? clocks[..end] : clocks;
}
