using Pivotal.Data.Accounts;
using Pivotal.Data.Compliance.Law;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Dialer.Rules;
using Pivotal.Grains.Dialer.Pacing;

namespace Pivotal.Grains.Dialer;

/// <summary>What the dialer needs to know of a campaign; read from its row on activation and on Refresh.</summary>
/// <param name="PowerRatio">lines per free agent in mode power, 1–10</param>
/// <param name="AbandonCap">abandoned calls ÷ calls a person answered, per day on the campaign's clock; 0.005–0.03</param>
/// <param name="Zone">IANA name; the campaign's own clock, and the contacts' where nothing better is known</param>
public sealed record CampaignSettings(
    Guid Id,
    string Name,
    Guid? ListId,
    string Script,
    IReadOnlyList<Question> Questions,
    string DialMode,
    string? CallerId,
    int RingTimeoutSeconds,
    bool DetectMachine,
    int MaxConcurrent,
    int MaxAttempts,
    int RetryMinutes,
    int WrapUpSeconds,
    CallingWindow Window,
    string Zone,
    bool UseContactZone,
    LeadCap? Cap,
    double PowerRatio,
    double AbandonCap)
{
    /// <summary>What the abandon budget steers by.</summary>
    public AbandonLimits Abandon { get; } = AbandonLimits.ForCap(AbandonCap);

    /// <summary>What the campaign decides about its dialling beyond these.</summary>
    public CampaignRules Rules { get; init; } = CampaignRules.Default;

    /// <summary>What the law asks of its calls: the strictest of the profiles it has chosen and of its own limits.</summary>
    public EffectiveCompliance Compliance { get; init; } = EffectiveCompliance.None;

    /// <summary>The clock that is shown for an entry. A zone name nobody knows falls back to the campaign's.</summary>
    public TimeZoneInfo ZoneOf(string entryZone) =>
        (UseContactZone ? ContactZone.Find(ContactClocks.First(entryZone)) : null) ?? ContactZone.Find(Zone) ?? TimeZoneInfo.Utc;

    /// <summary>May somebody who lives by these clocks be called at that moment?</summary>
    /// <param name="clocks">queue_entries.time_zone, see <see cref="ContactClocks"/></param>
    public bool IsOpen(DateTimeOffset at, string clocks) => Hours.IsOpen(at, ClocksOf(clocks));

    public DateTimeOffset? NextOpen(DateTimeOffset at, string clocks) => Hours.NextOpen(at, ClocksOf(clocks));

    /// <param name="address">zone of the contact's address; null when that says nothing</param>
    public string ClocksFor(string? address, string phone) => UseContactZone && Compliance.StrictZones ? ContactClocks.Of(address, phone, Zone) : address ?? Zone;

    public OpenHours Hours => new(Window, Compliance);

    private IReadOnlyList<TimeZoneInfo> ClocksOf(string clocks) => UseContactZone && clocks.Contains(ContactClocks.Separator)
        ? [.. ContactClocks.Split(clocks).Select(ZoneOf).Distinct()] : [ZoneOf(clocks)];
}

/// <param name="Mode">queue_size, connected_calls, positive_dispositions</param>
public sealed record LeadCap(string Mode, int Value)
{
    /// <summary>These modes reserve per call; queue_size reserves when the contact enters the queue.</summary>
    public bool PerCall => Mode is CapMode.ConnectedCalls or CapMode.PositiveDispositions;
}
