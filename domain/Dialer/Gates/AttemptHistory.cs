namespace Pivotal.Domain.Dialer.Gates;

/// <summary>Calls that were dialled, or are being dialled, to a contact, its number and its account in any campaign. Newest first; times back to two days, more in the total.</summary>
public sealed record AttemptHistory(CallsTo Contact, CallsTo Phone, CallsTo Account)
{
    public static readonly AttemptHistory None = new(CallsTo.Nobody, CallsTo.Nobody, CallsTo.Nobody);
}

/// <param name="Total">ever</param>
/// <param name="Recent">moments within the last 48 hours, newest first</param>
public sealed record CallsTo(int Total, IReadOnlyList<DateTimeOffset> Recent)
{
    public static readonly CallsTo Nobody = new(0, []);

    public CallsTo And(DateTimeOffset call) => new(Total + 1, [call, .. Recent]);
}
