using Pivotal.Simulator.Telnyx;
using Pivotal.Simulator.Telnyx.Script;

namespace Pivotal.Simulator.Control;

/// <summary>What the carrier saw. Agent legs (SIP) are counted apart; every other figure is about called numbers.</summary>
/// <param name="Answered">Calls picked up by anyone or anything.</param>
/// <param name="HumansAnswered">Calls picked up by a person.</param>
/// <param name="HumansAbandoned">People who were hung up on or gave up before they were connected to an agent.</param>
/// <param name="MostAtOncePerNumber">The most calls alive to one number at the same time; above 1 somebody was dialled twice at once.</param>
/// <param name="AnswerToBridgeMedianMs">Median of the wait from a person's answer to the bridge, milliseconds, real time.</param>
public sealed record SimStats(
    int Dials,
    int RefusedDials,
    int Alive,
    int Answered,
    int HumansAnswered,
    int HumansBridged,
    int HumansAbandoned,
    int DistinctNumbers,
    int MostAtOncePerNumber,
    int AgentLegs,
    int AgentLegsAlive,
    double? AnswerToBridgeMedianMs,
    IReadOnlyDictionary<string, int> HangupCauses
)
{
    internal static SimStats Count(IReadOnlyList<Leg> legs, IReadOnlyCollection<NumberCount> numbers, int refused)
    {
        var calls = legs.Where(l => l.Script.Kind != CalleeKind.Agent).ToList();
        var agents = legs.Where(l => l.Script.Kind == CalleeKind.Agent).ToList();
        var people = calls.Where(l => l is { Script.Kind: CalleeKind.Human, AnsweredAt: not null }).ToList();
        var called = numbers.Where(n => !CallScript.IsSip(n.Number)).ToList();
        return new(
            calls.Count,
            refused,
            calls.Count(l => l.IsAlive),
            calls.Count(l => l.AnsweredAt is not null),
            people.Count,
            people.Count(l => l.BridgedAt is not null),
            people.Count(l => !l.IsAlive && l.BridgedAt is null),
            called.Count,
            called.Select(n => n.MostAtOnce).DefaultIfEmpty(0).Max(),
            agents.Count,
            agents.Count(l => l.IsAlive),
            Median([
                .. people.Where(l => l.BridgedAt is not null).Select(l => (l.BridgedAt!.Value - l.AnsweredAt!.Value).TotalMilliseconds),
            ]),
            calls.Where(l => l.HangupCause is not null).CountBy(l => l.HangupCause!).ToDictionary()
        );
    }

    private static double? Median(double[] values)
    {
        if (values.Length == 0)
            return null;
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
