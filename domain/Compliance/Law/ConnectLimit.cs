namespace Pivotal.Domain.Compliance.Law;

/// <summary>By when somebody of ours has to be on the line of a person who answered. A call that is connected later counts as abandoned, whatever becomes of the talk.</summary>
/// <param name="Seconds">0.5–30</param>
/// <param name="FromPickUp">counted from the pick-up, detection included; otherwise from when it was clear that a person is on the line</param>
public sealed record ConnectLimit(double Seconds, bool FromPickUp)
{
    /// <summary>Where no profile says anything: the two seconds that all of them give (reference dialer.md C4).</summary>
    public static readonly ConnectLimit Usual = new(2, false);

    public static ConnectLimit Of(EffectiveCompliance law) =>
        new(law.ConnectSeconds?.Value ?? Usual.Seconds, law.Clock?.Value == ConnectRule.PickUp);

    public DateTimeOffset By(DateTimeOffset pickedUp, DateTimeOffset known) => (FromPickUp ? pickedUp : known).AddSeconds(Seconds);
}
