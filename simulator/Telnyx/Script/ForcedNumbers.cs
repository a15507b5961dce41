namespace Pivotal.Simulator.Telnyx.Script;

/// <summary>
/// Numbers whose callee always does the same, for tests. 555-01xx is the range kept for fiction in every North American area code,
/// and area codes with a 9 in the middle are unassigned: nobody can own one of these. Where a hundred are not enough, the exchanges 560 to 569
/// of the same area codes behave alike.
/// <list type="table">
/// <item><term>+1 290 555 01xx</term><description>a person; answers, waits long, talks until hung up on</description></item>
/// <item><term>+1 291 555 01xx</term><description>an answering machine</description></item>
/// <item><term>+1 391 555 01xx</term><description>an answering machine whose greeting has no end that anybody reports</description></item>
/// <item><term>+1 292 555 01xx</term><description>busy</description></item>
/// <item><term>+1 293 555 01xx</term><description>no answer</description></item>
/// <item><term>+1 294 555 01xx</term><description>a fax</description></item>
/// <item><term>+1 295 555 01xx</term><description>not a number</description></item>
/// <item><term>+1 296 555 01xx</term><description>a person who hangs up when nobody speaks within 300 ms</description></item>
/// <item><term>+1 396 555 01xx</term><description>a person who hangs up after 300 ms, long before the detection could tell</description></item>
/// <item><term>+1 297 555 01xx</term><description>rejects the call</description></item>
/// <item><term>+1 298 555 01xx</term><description>a person; the end of the call is never reported</description></item>
/// <item><term>+1 299 555 01xx</term><description>a person who says 5 seconds' worth and hangs up</description></item>
/// </list>
/// </summary>
public static class ForcedNumbers
{
    private static readonly TimeSpan Ring = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Amd = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly CallScript Person = new(CalleeKind.Human, Ring, Amd, AmdVerdict.Human, Minute, CallScript.Forever);

    private static readonly Dictionary<string, CallScript> ByArea = new()
    {
        ["+1290"] = Person,
        ["+1291"] = new(CalleeKind.Machine, Ring, Amd, AmdVerdict.Machine, CallScript.Forever, Minute),
        ["+1391"] = new(CalleeKind.Machine, Ring, Amd, AmdVerdict.Machine, CallScript.Forever, CallScript.Forever)
        {
            GreetingFor = CallScript.Forever,
        },
        ["+1292"] = Person with { Kind = CalleeKind.Busy },
        ["+1293"] = Person with { Kind = CalleeKind.NoAnswer, RingFor = Minute },
        ["+1294"] = new(CalleeKind.Fax, Ring, Amd, AmdVerdict.Fax, CallScript.Forever, Minute),
        ["+1295"] = Person with { Kind = CalleeKind.Invalid },
        ["+1296"] = Person with { Patience = TimeSpan.FromMilliseconds(300) },
        ["+1396"] = Person with { AmdAfter = Minute, Patience = TimeSpan.FromMilliseconds(300) },
        ["+1297"] = Person with { Kind = CalleeKind.Rejects },
        ["+1298"] = Person with { LosesHangup = true },
        ["+1299"] = Person with { TalkFor = TimeSpan.FromSeconds(5) },
    };

    public static CallScript? Find(string to) =>
        to.Length == 12 && (to[5..10] == "55501" || to[5..7] == "56") && ByArea.TryGetValue(to[..5], out var script) ? script : null;
}
