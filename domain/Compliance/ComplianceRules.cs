using Pivotal.Domain.Accounts;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Compliance;

/// <summary>Which law holds for the campaign's calls, and where the campaign is stricter than it; it is never laxer. The cap on abandoned calls is the campaign's <c>abandonCap</c>.</summary>
public sealed record ComplianceRules
{
    /// <summary>Jurisdiction profiles that hold at once, the product's own by name, the tenant's by id; of each rule the strictest counts.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>Own limit until somebody speaks, 0.5–30 s; it counts from where the profiles count from.</summary>
    public double? ConnectSeconds { get; init; }

    /// <summary>Own least ring time, 5–60 s; the campaign's ring time-out may not be below it.</summary>
    public int? RingSeconds { get; init; }

    /// <summary>A number whose call was abandoned rests so long, 1–720 h.</summary>
    public int? LockOutHours { get; init; }

    /// <summary>Estimate, from listening to a sample: of the calls that answering machine detection ended as machines, the share that was people, 0–0.5. Needed where a profile counts them.</summary>
    public double? DetectionErrorShare { get; init; }

    /// <summary>Holiday calendars on whose days nobody is called.</summary>
    public IReadOnlyList<string> Holidays { get; init; } = [];

    /// <summary>Further days without calls, on the clock of the person called.</summary>
    public IReadOnlyList<DateOnly> ClosedDates { get; init; } = [];

    /// <summary>
    /// True: the number's area and country code count beside the address, and where they disagree all of their clocks must be inside the window. With a profile it is so in any case.
    /// False: the number counts only where the address says nothing.
    /// </summary>
    public bool StrictZones { get; init; } = true;

    /// <summary>What somebody hears who answers while no agent is there in time; null: nothing, unless a profile asks for a message.</summary>
    public MessageRules? Message { get; init; }

    /// <summary>Whom the campaign calls, for the record: <c>business</c> or <c>consumer</c>.</summary>
    public string Called { get; init; } = "business";

    /// <summary>What can be said without the profiles; whether it is laxer than they are is judged where they are known.</summary>
    internal void Check(Validation check, string at)
    {
        check
            .That(Profiles.Distinct().Count() == Profiles.Count, $"{at}/profiles", "field.duplicate", "Name each profile once.")
            .That(Profiles.Count <= 10, $"{at}/profiles", "field.too_long", "At most 10.")
            .That(ConnectSeconds is null or (>= 0.5 and <= 30), $"{at}/connectSeconds", "field.out_of_range", "From 0.5 to 30 seconds.")
            .Range($"{at}/ringSeconds", RingSeconds, 5, 60)
            .Range($"{at}/lockOutHours", LockOutHours, 1, 720)
            .That(DetectionErrorShare is null or (>= 0 and <= 0.5), $"{at}/detectionErrorShare", "field.out_of_range", "From 0 to 50 %.")
            .That(
                Holidays.All(h => HolidayCalendars.Find(h) is not null),
                $"{at}/holidays",
                "field.unknown_value",
                "Name calendars of the product."
            )
            .That(ClosedDates.Count <= 100, $"{at}/closedDates", "field.too_long", "At most 100 days.")
            .OneOf($"{at}/called", Called, ["business", "consumer"]);
        Message?.Check(check, $"{at}/message");
    }
}

/// <summary>What is said to somebody who answers while no agent is there in time.</summary>
/// <param name="Text">with the placeholders {seller}, {number} and {opt_out}; null: the product's own text</param>
/// <param name="Seller">on whose behalf the call is made</param>
/// <param name="Number">E.164, where the person can call back; null: the campaign's caller id</param>
/// <param name="Language">of the voice, BCP 47</param>
/// <param name="OptOutKey">0–9, * or #: whoever presses it while the message is spoken is never called again; null: 9 where a profile asks for an automated opt-out, otherwise no key has an effect</param>
public sealed record MessageRules(
    string? Text = null,
    string Seller = "",
    string? Number = null,
    string Language = "en-US",
    string? OptOutKey = null
)
{
    internal void Check(Validation check, string at) =>
        check
            .OptionalText($"{at}/text", Text, 1_000)
            .Text($"{at}/seller", Seller, 100)
            .Text($"{at}/language", Language, 20)
            .That(
                Number is null || PhoneNumbers.IsE164(Number),
                $"{at}/number",
                "campaigns.caller_id",
                "Write the number with country code, such as +1 202 555 0190."
            )
            .That(
                OptOutKey is null || OptOut.IsKey(OptOutKey),
                $"{at}/optOutKey",
                "compliance.opt_out_key",
                "One of the keys 0 to 9, * and #."
            )
            .That(
                OptOutKey is null || Text is not { Length: > 0 } || Text.Contains(OptOut.Placeholder, StringComparison.Ordinal),
                $"{at}/text",
                "compliance.message_incomplete",
                "The message has to tell the key: write {opt_out} where it does."
            )
            .That(
                SafeHarbour.Unknown(Text ?? "").Count == 0,
                $"{at}/text",
                "compliance.unknown_placeholder",
                "The placeholders are {seller}, {number} and {opt_out}."
            );
}
