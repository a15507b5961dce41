namespace Pivotal.Demo;

/// <summary>The campaign the demonstration runs: what a manager would type into the wizard.</summary>
internal static class DemoCampaign
{
    public const string Script =
        "Hello {{contact.first_name}}, this is {{agent.first_name}} for Fabrikam. You are {{contact.job_title}} at {{account.name}}; may I ask you three short questions about your plans for next year?";

    public static readonly object[] Questions =
    [
        new
        {
            id = "project",
            text = "Is a project planned in the next twelve months?",
            kind = "yes_no",
            options = Array.Empty<string>(),
            required = true,
        },
        new
        {
            id = "budget",
            text = "Which budget is set aside?",
            kind = "choice",
            options = new[] { "none yet", "under 50,000", "50,000 to 250,000", "above 250,000" },
            required = true,
        },
        new
        {
            id = "seats",
            text = "How many people would use it?",
            kind = "number",
            options = Array.Empty<string>(),
            required = true,
        },
    ];

    public static readonly object[] Checklist =
    [
        new { id = "fields", text = "Name, job title, e-mail and company are complete" },
        new { id = "fit", text = "Person and company fit the order" },
        new { id = "consent", text = "The person agreed to be contacted" },
    ];

    /// <summary>More than the client ordered, because the review rejects some; near its goal a campaign calls fewer at a time.</summary>
    public static int GoalFor(int ordered) => ordered + Math.Max(20, ordered / 2);

    public static object Body(string name, Guid list, int leadGoal, DateTimeOffset now) =>
        new
        {
            name,
            type = "call",
            listId = list,
            script = Script,
            questions = Questions,
            checklist = Checklist,
            dialMode = "progressive",
            callerId = "+12025550100",
            ringTimeoutSeconds = 25,
            amdEnabled = true,
            maxConcurrent = 60,
            maxAttempts = 2,
            retryMinutes = 60,
            wrapUpSeconds = 30,
            window = new
            {
                days = new[] { 1, 2, 3, 4, 5, 6, 7 },
                start = "09:00",
                end = "17:00",
                timeZone = NoonZone(now),
                useContactZone = false,
            },
            cap = new { mode = "positive_dispositions", value = 2 },
            leadGoal,
        };

    /// <summary>A zone where it is about noon, so that the calling window is open at whatever hour somebody runs the demonstration. (In these names the sign is turned round: Etc/GMT+5 is five hours behind.)</summary>
    private static string NoonZone(DateTimeOffset now)
    {
        var behind = now.UtcDateTime.Hour - 12;
        return behind == 0 ? "Etc/GMT" : $"Etc/GMT{(behind > 0 ? '+' : '-')}{Math.Abs(behind)}";
    }
}
