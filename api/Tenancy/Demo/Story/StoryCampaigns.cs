using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Leads;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Leads;

namespace Pivotal.Api.Tenancy.Demo.Story;

/// <summary>A campaign of the demo: what a manager would have typed, and in which days of the month it was worked.</summary>
/// <param name="From">first day, in days before today</param>
/// <param name="To">last day, in days before today; 0 goes on today</param>
/// <param name="Shifts">who sits on each workday</param>
/// <param name="RoundTheClock">its window never closes: so that robots and visitors have calls at whatever hour somebody looks. Its numbers are all fiction.</param>
internal sealed record StoryCampaign(
    Guid Id,
    string Key,
    string Name,
    string ListName,
    string Status,
    string Mode,
    string Seller,
    int From,
    int To,
    StoryShift[] Shifts,
    bool RoundTheClock,
    int LeadGoal
)
{
    public const int MaxAttempts = 5,
        RetryMinutes = 2_880,
        WrapUpSeconds = 120,
        RingSeconds = 25,
        LockOutHours = 72;

    public const double AbandonCap = 0.03;

    public const int WindowStart = 9,
        WindowEnd = 17;

    public const string CallerId = "+12025550190";

    public const string Finished = "finished",
        Running = "running",
        Preview = "preview",
        Draft = "draft";

    public static readonly IReadOnlyList<Question> Questions =
    [
        new(
            "project",
            "Is a project planned in the next twelve months?",
            "choice",
            ["yes, this quarter", "yes, this year", "not yet"],
            true
        ),
        new("budget", "Which budget is set aside?", "choice", ["none yet", "under 50,000", "50,000 to 250,000", "above 250,000"], true),
        new("seats", "How many people would use it?", "number", [], true),
        new("today", "What do they use today?", "text", [], false),
    ];

    public static readonly IReadOnlyList<ChecklistItem> Checklist =
    [
        new("fields", "Name, job title, e-mail and company are complete and belong together"),
        new("fit", "The person and the company fit the order"),
        new("answers", "Every required question is answered"),
        new("consent", "The person agreed on the call to be contacted"),
    ];

    public string Script =>
        $"Hello {{{{contact.first_name}}}}, this is {{{{agent.first_name}}}} on behalf of {Seller}. As {{{{contact.job_title}}}} at {{{{account.name}}}} you will know the subject; may I ask you three short questions about your plans?";

    public bool Dials => Mode == DialMode.Predictive;

    /// <param name="sellers">whose leads are made</param>
    public static IReadOnlyList<StoryCampaign> Four(StoryDice dice, DateTimeOffset at, IReadOnlyList<string> sellers)
    {
        var (first, second) = (sellers[0], sellers[^1]);
        // Pages show the newest first: that is the one that runs.
        return
        [
            new(
                dice.Id(at.AddMinutes(1)),
                Finished,
                "Cloud cost review: US Central and West",
                "US Central and West: operations and IT",
                CampaignStatus.Completed,
                DialMode.Predictive,
                first,
                StoryDays.Length,
                6,
                [StoryShift.Late],
                false,
                250
            ),
            new(
                dice.Id(at.AddMinutes(3)),
                Running,
                "Supply chain visibility: US East",
                "US East: decision makers",
                CampaignStatus.Active,
                DialMode.Predictive,
                first,
                5,
                0,
                [StoryShift.Morning, StoryShift.Afternoon],
                true,
                200
            ),
            new(
                dice.Id(at.AddMinutes(2)),
                Preview,
                "Key accounts: United Kingdom",
                "UK: key accounts",
                CampaignStatus.Active,
                DialMode.Preview,
                first,
                5,
                0,
                [StoryShift.Morning],
                false,
                60
            ),
            new(
                dice.Id(at.AddMinutes(0)),
                Draft,
                "Renewals: next quarter",
                "US East: renewals next quarter",
                CampaignStatus.Draft,
                DialMode.Progressive,
                second,
                -1,
                -1,
                [],
                false,
                80
            ),
        ];
    }
}
