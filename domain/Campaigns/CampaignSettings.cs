using Pivotal.Domain.Accounts;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Dialer.Pacing;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Campaigns;

/// <summary>What the dialer needs to know of a campaign: its document under its law; read from its row on activation and on Refresh.</summary>
public sealed record CampaignSettings : CampaignDocument
{
    public CampaignSettings(Guid id, CampaignDocument document)
        : base(document) => Id = id;

    public Guid Id { get; init; }

    /// <summary>What the abandon budget steers by.</summary>
    public AbandonLimits Abandon => AbandonLimits.ForCap(AbandonCap);

    /// <summary>IANA name; the campaign's own clock, and the contacts' where nothing better is known.</summary>
    public string Zone => Window.TimeZone;

    public bool UseContactZone => Window.UseContactZone;

    /// <summary>What the law asks of its calls: the strictest of the profiles it has chosen and of its own limits.</summary>
    public EffectiveCompliance Compliance { get; init; } = EffectiveCompliance.None;

    /// <summary>The digest under which <see cref="Compliance"/> is kept as evidence, and its text; null where it was not read from rows.</summary>
    public (Guid Id, string Body)? Law { get; init; }

    /// <summary>The same campaign under that law. Calls to a person within 24 hours are capped by the stricter of the law and the campaign's own cap, with the same rule of the chain.</summary>
    public CampaignSettings Under(EffectiveCompliance law)
    {
        if (law.Attempts.FirstOrDefault(a => a.Value.Hours == AttemptRule.OneDay) is not { } attempts)
            return this with { Compliance = law };
        var caps = Rules.Recycle.Caps ?? new AttemptCaps();
        var contact = caps.Contact ?? new AttemptCap();
        contact = contact with { Per24Hours = Math.Min(contact.Per24Hours ?? int.MaxValue, attempts.Value.Most) };
        return this with
        {
            Compliance = law,
            Rules = Rules with { Recycle = Rules.Recycle with { Caps = caps with { Contact = contact } } },
        };
    }

    /// <summary>No call is given up before.</summary>
    public int LeastRingSeconds => Compliance.RingSeconds?.Value ?? 0;

    /// <summary>A person who is given an agent later counts as abandoned.</summary>
    public ConnectLimit Connect => ConnectLimit.Of(Compliance);

    /// <summary>
    /// How long a person on the line may still wait for an agent. The rules give two seconds (reference dialer.md C4); a little of them is for the way to the carrier and back.
    /// Where they count from the pick-up, the time that answering machine detection took is part of them, and what it left is what remains. Nobody waits longer than
    /// <see cref="MostPatience"/> after it was clear that he is a person.
    /// </summary>
    /// <param name="person">null: on the line since this moment</param>
    public TimeSpan Patience(PersonOnLine? person, DateTimeOffset now)
    {
        var (pickedUp, known) = (Elapsed(person?.PickedUpAt), Elapsed(person?.KnownAt));
        var left = MostPatience - known;
        if (Compliance.ConnectSeconds is { } limit)
        {
            var byLaw = TimeSpan.FromSeconds(limit.Value - Way) - (Compliance.Clock?.Value == ConnectRule.PickUp ? pickedUp : known);
            if (byLaw < left)
                left = byLaw;
        }

        return left > TimeSpan.Zero ? left : TimeSpan.Zero;

        // The carrier's clock may be a little ahead of ours.
        TimeSpan Elapsed(DateTimeOffset? since) => since is { } at && at < now ? now - at : TimeSpan.Zero;
    }

    /// <summary>Seconds from the decision until the agent is heard.</summary>
    private const double Way = 0.2;

    private static readonly TimeSpan MostPatience = TimeSpan.FromMilliseconds(1800);

    /// <summary>The clock that is shown for an entry. A zone name nobody knows falls back to the campaign's.</summary>
    public TimeZoneInfo ZoneOf(string entryZone) =>
        (UseContactZone ? ContactZone.Find(ContactClocks.First(entryZone)) : null) ?? ContactZone.Find(Zone) ?? TimeZoneInfo.Utc;

    /// <summary>May somebody who lives by these clocks be called at that moment?</summary>
    /// <param name="clocks">queue_entries.time_zone, see <see cref="ContactClocks"/></param>
    public bool IsOpen(DateTimeOffset at, string clocks) => Hours.IsOpen(at, ClocksOf(clocks));

    /// <summary>Until when an order to dial that is given now may still be carried out: not longer than the limit, and not after the clocks have closed.</summary>
    public DateTimeOffset DialUntil(DateTimeOffset now, DateTimeOffset limit, string clocks)
    {
        if (IsOpen(limit, clocks))
            return limit;
        var (open, closed) = (now, limit);
        while (closed - open > TimeSpan.FromMilliseconds(1))
        {
            var middle = open + ((closed - open) / 2);
            if (IsOpen(middle, clocks))
                open = middle;
            else
                closed = middle;
        }

        return open;
    }

    public DateTimeOffset? NextOpen(DateTimeOffset at, string clocks) => Hours.NextOpen(at, ClocksOf(clocks));

    /// <param name="address">zone of the contact's address; null when that says nothing</param>
    public string ClocksFor(string? address, string phone) =>
        !UseContactZone ? address ?? Zone
        : Compliance.StrictZones || address is null ? ContactClocks.Of(address, phone, Zone)
        : address;

    /// <summary>Places of the account's cap are shared with other campaigns of the tenant.</summary>
    public bool SharesCap => Rules.Recycle.AccountCapScope == RecycleRules.TenantScope;

    /// <summary>When the window opens on a later day of the contact's clock; null when it never does.</summary>
    public DateTimeOffset? NextWindow(DateTimeOffset at, string clocks)
    {
        var zone = ZoneOf(clocks);
        return NextOpen(LocalDay.Start(LocalDay.Of(at, zone).AddDays(1), zone), clocks);
    }

    public OpenHours Hours => new(Window.Hours(), Compliance);

    private IReadOnlyList<TimeZoneInfo> ClocksOf(string clocks) =>
        UseContactZone && clocks.Contains(ContactClocks.Separator)
            ? [.. ContactClocks.Split(clocks).Select(ZoneOf).Distinct()]
            : [ZoneOf(clocks)];
}
