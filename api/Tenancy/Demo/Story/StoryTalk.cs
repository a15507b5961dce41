using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;

namespace Pivotal.Api.Tenancy.Demo.Story;

/// <summary>What a talk comes to: how it ends, how long it lasts, what the agent writes down. The robots of the running campaign talk by it, too.</summary>
/// <param name="Talk">on the line with the person</param>
/// <param name="WrapUp">from the end of the call to the disposition</param>
internal sealed record StoryTalk(
    string Disposition,
    TimeSpan Talk,
    TimeSpan WrapUp,
    string Notes,
    IReadOnlyDictionary<string, string> Answers
)
{
    private const double MostTalk = 600,
        MostWrapUp = 110;

    private static readonly Dictionary<string, (double Seconds, string[] Notes)> Kinds = new()
    {
        [Domain.Shared.Disposition.Qualified] = (
            370,
            [
                "Project confirmed, wants to see an offer.",
                "Decides together with finance; asked for a call by a consultant.",
                "Contract runs out soon, is comparing now.",
            ]
        ),
        [Domain.Shared.Disposition.CallbackRequested] = (
            70,
            ["In a meeting, asked to be called again.", "Travelling today; better another time.", "Wants to look into it first."]
        ),
        [Domain.Shared.Disposition.NotInterested] = (
            110,
            ["No project in sight.", "Just signed with somebody else.", "Not their department, no referral."]
        ),
        [Domain.Shared.Disposition.Connected] = (
            190,
            ["Talked, no decision either way.", "Asked for information by e-mail.", "Referred to a colleague who is on leave."]
        ),
        [Domain.Shared.Disposition.DncRequest] = (35, ["Does not want to be called again."]),
        [Domain.Shared.Disposition.WrongNumber] = (25, ["The number belongs to somebody else."]),
        [Domain.Shared.Disposition.InvalidData] = (45, ["Left the company."]),
        [Domain.Shared.Disposition.Voicemail] = (14, ["Mailbox, was not recognised as one."]),
    };

    /// <param name="skill">of the agent, 1 is the usual</param>
    public static StoryTalk Draw(StoryDice dice, double skill) =>
        Of(
            dice,
            dice.PickBy(
                (Domain.Shared.Disposition.Qualified, 0.085 * skill),
                (Domain.Shared.Disposition.CallbackRequested, 0.12),
                (Domain.Shared.Disposition.NotInterested, 0.41),
                (Domain.Shared.Disposition.Connected, 0.25),
                (Domain.Shared.Disposition.DncRequest, 0.03),
                (Domain.Shared.Disposition.WrongNumber, 0.045),
                (Domain.Shared.Disposition.InvalidData, 0.015),
                (Domain.Shared.Disposition.Voicemail, 0.025)
            )
        );

    public static StoryTalk Of(StoryDice dice, string disposition)
    {
        var (seconds, notes) = Kinds[disposition];
        return new(
            disposition,
            dice.About(seconds, seconds / 5, MostTalk),
            dice.About(40, 6, MostWrapUp),
            dice.Pick(notes),
            disposition == Domain.Shared.Disposition.Qualified
                ? StoryCampaign.Questions.ToDictionary(q => q.Id, q => Answer(dice, q))
                : new Dictionary<string, string>()
        );
    }

    public static string Answer(StoryDice dice, Question question) =>
        question.Kind switch
        {
            "choice" => question.Options[dice.Between(0, Math.Max(1, question.Options.Count - 1))],
            "number" => $"{5 * dice.Between(2, 80)}",
            "yes_no" => "yes",
            "date" => "2027-01-15",
            _ => dice.Pick(["Spreadsheets", "A system of their own", "A competitor's product", "Nothing so far"]),
        };
}
