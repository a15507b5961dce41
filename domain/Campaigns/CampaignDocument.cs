using System.Text.Json.Serialization;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Leads;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Campaigns;

/// <summary>
/// Everything that can be set about a campaign, with its defaults. One document on the campaign's row, the body of a request, the answer's settings and what the dialer goes by are all this record, so a
/// new setting is a property here (or of one of the <see cref="Rules"/>) and a line of its Check (docs/adr/0020-campaign-document.md).
/// </summary>
public record CampaignDocument
{
    /// <summary>Unique in the tenant, 1–200 characters.</summary>
    public string Name { get; init; } = "";

    /// <summary>Telemarketing, <c>call</c>, is the only one there is.</summary>
    public string Type { get; init; } = "call";

    /// <summary>The contacts that are called. A draft may lack it; fixed once the campaign has started.</summary>
    public Guid? ListId { get; init; }

    /// <summary>What the agent reads, at most 50,000 characters. Tags such as {{contact.first_name}} are filled in on the desk.</summary>
    public string Script { get; init; } = "";

    /// <summary>What is asked in the call, at most 50.</summary>
    public IReadOnlyList<Question> Questions { get; init; } = [];

    /// <summary>What a reviewer confirms of each lead, at most 50. Empty: the product's own list.</summary>
    public IReadOnlyList<ChecklistItem> Checklist { get; init; } = [];

    /// <summary>manual, preview, power, progressive, predictive or agentless.</summary>
    public string DialMode { get; init; } = Campaigns.DialMode.Progressive;

    /// <summary>The number the campaign calls from, with country code, in any spelling; kept as E.164. A draft may lack it.</summary>
    public string? CallerId { get; init; }

    /// <summary>A call that nobody answers is given up after so many seconds, 15–120.</summary>
    public int RingTimeoutSeconds { get; init; } = 25;

    /// <summary>Answering machines are detected.</summary>
    [JsonPropertyName("amdEnabled")]
    public bool DetectMachine { get; init; } = true;

    /// <summary>Calls at the same time, 1–1,000.</summary>
    public int MaxConcurrent { get; init; } = 50;

    /// <summary>Calls to a contact altogether, 1–20.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Until a contact who was not reached is called again, 1–43,200 minutes.</summary>
    public int RetryMinutes { get; init; } = 120;

    /// <summary>Time to note the outcome after a call, 0–3,600.</summary>
    public int WrapUpSeconds { get; init; } = 60;

    /// <summary>When the campaign calls.</summary>
    public CampaignWindow Window { get; init; } = CampaignWindow.Office;

    /// <summary>How much a company may get of the campaign; null: no cap.</summary>
    public LeadCap? Cap { get; init; }

    /// <summary>So many leads and no more, 1–1,000,000; null: as many as there are.</summary>
    public int? LeadGoal { get; init; }

    /// <summary>Lines per free agent in mode power, 1–10.</summary>
    public double PowerRatio { get; init; } = 1.5;

    /// <summary>Abandoned calls ÷ calls a person answered, per day on the campaign's clock; 0.005–0.03, the law's cap, so that a campaign can only be stricter.</summary>
    public double AbandonCap { get; init; } = 0.03;

    /// <summary>What the campaign decides about its dialling beyond these; absent parts have their defaults.</summary>
    public CampaignRules Rules { get; init; } = CampaignRules.Default;

    /// <summary>In the form in which it is kept: telephone numbers as E.164, days in their order. What is no number stays for <see cref="Check"/> to refuse.</summary>
    public CampaignDocument Normalized() =>
        this with
        {
            Name = Name.Trim(),
            CallerId = Kept(CallerId),
            Window = Window.Normalized(),
            Rules = Rules.Compliance.Message is { } message
                ? Rules with
                {
                    Compliance = Rules.Compliance with { Message = message with { Number = Kept(message.Number) } },
                }
                : Rules,
        };

    /// <summary>Everything that is impossible about it, each with its field. A draft may still lack list and caller id; what the chosen laws say is judged beside it.</summary>
    /// <param name="before">what is changed; null for a new campaign</param>
    public Validation Check(CampaignDocument? before = null)
    {
        var check = ScriptTags
            .Check(new Validation(), Script, before?.Script)
            .Text("/name", Name, 200)
            .OptionalText("/script", Script, 50_000)
            .That(Type == "call", "/type", "campaigns.type_unavailable", "Only telemarketing campaigns (call) are available.")
            .That(
                Campaigns.DialMode.All.Contains(DialMode),
                "/dialMode",
                "campaigns.dial_mode_unavailable",
                $"One of {string.Join(", ", Campaigns.DialMode.All)}."
            )
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
        Window.Check(check, "/window");
        Cap?.Check(check, "/cap");
        CampaignForm.Check(check, Questions, Checklist);
        Rules.Check(check, "/rules", this);
        return check;
    }

    private static string? Kept(string? number) => PhoneNumbers.Normalize(number) ?? number;
}
