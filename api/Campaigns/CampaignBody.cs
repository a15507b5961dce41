using System.Globalization;
using System.Text.Json;
using Pivotal.Api.Campaigns.Rules;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Modes;
using Pivotal.Domain.Leads;

namespace Pivotal.Api.Campaigns;

/// <summary>What can be set about a campaign. A draft may still lack list and caller id; what is there must be possible.</summary>
/// <param name="CallerId">with country code, in any spelling; kept as E.164</param>
/// <param name="RingTimeoutSeconds">15–120</param>
/// <param name="RetryMinutes">1–43,200</param>
/// <param name="WrapUpSeconds">0–3,600</param>
/// <param name="PowerRatio">lines per free agent in mode power, 1–10</param>
/// <param name="AbandonCap">abandoned ÷ answered by a person, per day; 0.005–0.03, the law's cap, so that a campaign can only be stricter</param>
/// <param name="Rules">absent parts have their defaults</param>
internal sealed record CampaignBody(
    string? Name = null,
    string Type = "call",
    Guid? ListId = null,
    string Script = "",
    IReadOnlyList<Question>? Questions = null,
    IReadOnlyList<ChecklistItem>? Checklist = null,
    string DialMode = DialMode.Progressive,
    string? CallerId = null,
    int RingTimeoutSeconds = 25,
    bool AmdEnabled = true,
    int MaxConcurrent = 50,
    int MaxAttempts = 3,
    int RetryMinutes = 120,
    int WrapUpSeconds = 60,
    CampaignWindow? Window = null,
    CampaignCap? Cap = null,
    int? LeadGoal = null,
    double PowerRatio = 1.5,
    double AbandonCap = 0.03,
    CampaignRules? Rules = null
)
{
    private static readonly string[] Modes = [.. DialModes.All.Select(m => m.Name)];

    private static readonly string[] Kinds = ["text", "choice", "yes_no", "number", "date"];

    public static CampaignBody Of(Campaign c) =>
        new(
            c.Name,
            c.Type,
            c.ListId,
            c.Script,
            c.Questions,
            c.Checklist,
            c.DialMode,
            c.CallerId,
            c.RingTimeoutSeconds,
            c.AmdEnabled,
            c.MaxConcurrent,
            c.MaxAttempts,
            c.RetryMinutes,
            c.WrapUpSeconds,
            c.Window,
            c.Cap,
            c.LeadGoal,
            c.PowerRatio,
            c.AbandonCap,
            c.Rules
        );

    /// <summary>Its telephone numbers in the form in which they are kept; what is none stays for <see cref="Check"/> to refuse.</summary>
    public CampaignBody Normalized() =>
        this with
        {
            CallerId = Kept(CallerId),
            Rules = Rules is { Compliance.Message: { } message }
                ? Rules with
                {
                    Compliance = Rules.Compliance with { Message = message with { Number = Kept(message.Number) } },
                }
                : Rules,
        };

    /// <param name="before">what is changed; null for a new campaign</param>
    public Validation Check(CampaignBody? before = null)
    {
        var check = ScriptTags
            .Check(new Validation(), Script, before?.Script)
            .Text("/name", Name, 200)
            .OptionalText("/script", Script, 50_000)
            .That(Type == "call", "/type", "campaigns.type_unavailable", "Only telemarketing campaigns (call) are available.")
            .That(Modes.Contains(DialMode), "/dialMode", "campaigns.dial_mode_unavailable", $"One of {string.Join(", ", Modes)}.")
            .That(
                PowerRatio is >= 1 and <= 10,
                "/powerRatio",
                "campaigns.power_ratio",
                "Dial at least 1 and at most 10 lines per free agent."
            )
            .That(
                AbandonCap is >= 0.005 and <= 0.03,
                "/abandonCap",
                "campaigns.abandon_cap",
                "Between 0.5 % and 3 %; a campaign can be stricter than the law, never laxer."
            )
            .That(
                CallerId is null || PhoneNumbers.IsE164(CallerId),
                "/callerId",
                "campaigns.caller_id",
                "Write the number with country code, such as +1 202 555 0190."
            )
            .Range("/ringTimeoutSeconds", RingTimeoutSeconds, 15, 120)
            .Range("/maxConcurrent", MaxConcurrent, 1, 1000)
            .Range("/maxAttempts", MaxAttempts, 1, 20)
            .Range("/retryMinutes", RetryMinutes, 1, 43_200)
            .Range("/wrapUpSeconds", WrapUpSeconds, 0, 3600)
            .Range("/leadGoal", LeadGoal, 1, 1_000_000);
        if (Window is not null)
            CheckWindow(check, Window);
        if (Cap is not null)
        {
            check
                .OneOf("/cap/mode", Cap.Mode, [CapMode.QueueSize, CapMode.ConnectedCalls, CapMode.PositiveDispositions])
                .That(
                    Cap.Value is >= 1 and <= 100_000,
                    "/cap/value",
                    "campaigns.cap_zero",
                    "A cap lets at least 1 and at most 100000 through."
                );
        }

        CheckQuestions(check);
        RulesCheck.Run(check, this);
        return check;
    }

    /// <summary>Columns as parameters; the window's times are valid after <see cref="Check"/>.</summary>
    public object Parameters(Guid id, long version, Guid by) =>
        new
        {
            id,
            version,
            by,
            name = Name!.Trim(),
            type = Type,
            list = ListId,
            script = Script,
            questions = new Jsonb(JsonSerializer.Serialize(Questions ?? [], Json.Options)),
            checklist = new Jsonb(JsonSerializer.Serialize(Checklist ?? [], Json.Options)),
            mode = DialMode,
            caller = CallerId,
            ring = RingTimeoutSeconds,
            amd = AmdEnabled,
            concurrent = MaxConcurrent,
            attempts = MaxAttempts,
            retry = RetryMinutes,
            wrap = WrapUpSeconds,
            days = Window!.Days.Distinct().Order().ToArray(),
            start = Time(Window.Start)!.Value,
            end = Time(Window.End)!.Value,
            zone = Window.TimeZone,
            contactZone = Window.UseContactZone,
            capMode = Cap?.Mode,
            capValue = Cap?.Value,
            goal = LeadGoal,
            ratio = (decimal)PowerRatio,
            abandonCap = (decimal)AbandonCap,
            rules = new Jsonb(JsonSerializer.Serialize(Rules ?? CampaignRules.Default, Json.Options)),
        };

    private static void CheckWindow(Validation check, CampaignWindow window)
    {
        var (start, end) = (Time(window.Start), Time(window.End));
        check
            .That(
                window.Days is { Count: > 0 } && window.Days.All(d => d is >= 1 and <= 7),
                "/window/days",
                "campaigns.window_never_opens",
                "Choose at least one day from 1 (Monday) to 7 (Sunday)."
            )
            .That(start is not null, "/window/start", "field.time", "Write a time such as 09:00.")
            .That(end is not null, "/window/end", "field.time", "Write a time such as 17:00.")
            .That(
                start is null || end is null || end == TimeOnly.MinValue || start < end,
                "/window/end",
                "campaigns.window_never_opens",
                "The end has to come after the start."
            )
            .TimeZone("/window/timeZone", window.TimeZone);
    }

    private void CheckQuestions(Validation check)
    {
        foreach (var (question, i) in (Questions ?? []).Select((q, i) => (q, i)))
        {
            check
                .Text($"/questions/{i}/id", question.Id, 100)
                .Text($"/questions/{i}/text", question.Text, 500)
                .OneOf($"/questions/{i}/kind", question.Kind, Kinds)
                .That(
                    question.Kind != "choice" || question.Options is { Count: > 1 },
                    $"/questions/{i}/options",
                    "field.required",
                    "A choice has at least two answers."
                )
                .That(
                    question.Options is null || question.Options.Count <= 100 && question.Options.All(o => o is { Length: <= 500 }),
                    $"/questions/{i}/options",
                    "field.too_long",
                    "At most 100 answers of 500 characters."
                );
        }

        foreach (var (item, i) in (Checklist ?? []).Select((c, i) => (c, i)))
            check.Text($"/checklist/{i}/id", item.Id, 100).Text($"/checklist/{i}/text", item.Text, 500);
        check
            .That(
                (Questions ?? []).Select(q => q.Id).Distinct().Count() == (Questions?.Count ?? 0),
                "/questions",
                "field.duplicate",
                "Each question has an id of its own."
            )
            .That(
                (Checklist ?? []).Select(c => c.Id).Distinct().Count() == (Checklist?.Count ?? 0),
                "/checklist",
                "field.duplicate",
                "Each item has an id of its own."
            )
            .That((Questions?.Count ?? 0) <= 50 && (Checklist?.Count ?? 0) <= 50, "/questions", "field.too_long", "At most 50.");
    }

    private static string? Kept(string? number) => PhoneNumbers.Normalize(number) ?? number;

    private static TimeOnly? Time(string? text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
