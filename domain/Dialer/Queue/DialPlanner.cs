using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Modes;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Pacing;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>How many lines are dialled now, to whom, and which of those that ring would not be dialled any more.</summary>
internal sealed class DialPlanner(
    QueueTerms terms,
    Hopper hopper,
    CallsInFlight calls,
    Roster roster,
    AgentPreviews previews,
    Routing routing,
    DayAhead day,
    LateConnections late,
    PredictivePacer pacer
)
{
    private readonly AgentlessPacing _agentless = new();
    private readonly HashSet<string> _suppressed = [];
    private readonly HashSet<Guid> _takenBack = [];

    public int Wanted(DateTimeOffset now) => terms.MayDial(now) ? Math.Min(late.Probing(Pace(now), now), terms.GoalLeft) : 0;

    public int Shortage(DateTimeOffset now)
    {
        if (!terms.MayDial(now) || terms.Mode.AgentsToClaimFor(View(now)) == 0)
            return 0;
        var target = Math.Clamp(2 * Math.Max(roster.Free.Count, Pace(now)), 5, 500);
        return Math.Max(0, target - hopper.Count);
    }

    public (IReadOnlyList<PlannedDial> Dials, IReadOnlyList<Returned> Returned) Plan(
        DateTimeOffset now,
        int limit,
        Func<Guid> newId,
        bool granted
    )
    {
        List<PlannedDial> dials = [];
        List<Returned> returned = [];
        limit = Math.Min(limit, terms.GoalLeft);
        if (granted ? terms.IsActive : terms.MayDial(now))
            PlanPreviews(now, limit, dials, returned);
        var wanted = Math.Min(limit - dials.Count, granted && terms.IsActive ? late.Probing(Pace(now), now) : Wanted(now));
        var (mode, own) = (terms.Mode, terms.Mode.LinesWithAgent(View(now)));
        for (var line = 0; line < wanted && Next(now, returned) is { } entry; line++)
        {
            var planned = new PlannedDial(newId(), entry, Agentless: !mode.NeedsAgents)
            {
                Admission = line < own ? null : Admit(line - own, now),
            };
            Put(planned, now);
            mode.OnDialed(View(now));
            dials.Add(planned);
        }

        return (dials, returned);
    }

    /// <summary>The next of the hopper that may be dialled now; what a gate keeps back is put on the list.</summary>
    /// <param name="looked">what the rows say; who is not in it stays where he is</param>
    public HopperEntry? Next(DateTimeOffset now, List<Returned> returned, IReadOnlyDictionary<Guid, GateVerdict>? looked = null)
    {
        while (hopper.Next is { } entry)
        {
            var known = GateVerdict.Open;
            if (looked?.TryGetValue(entry.ContactId, out known) == false)
                return null;
            hopper.RemoveNext();
            var verdict = known.IsOpen ? Judge(entry, now) : known;
            if (verdict.IsOpen)
                return entry;
            returned.Add(new(entry, verdict));
        }

        return null;
    }

    public void Suppress(IReadOnlySet<string> phones) => _suppressed.UnionWith(phones);

    public void OnCallable(IEnumerable<string> phones) => _suppressed.ExceptWith(phones);

    public bool IsSuppressed(string phone) => _suppressed.Contains(phone);

    /// <summary>The youngest ringing lines that nobody would dial for the team as it is now. Each is named once.</summary>
    public IReadOnlyList<Guid> TakeBack(DateTimeOffset now)
    {
        var surplus = terms.Mode.Surplus(View(now));
        if (surplus == 0)
            return [];
        var ringing = calls.All.Where(c => c.WantsAnybody && c.Status == CallStatus.Dialing && !routing.Waits(c.CallId));
        Guid[] youngest = [.. ringing.OrderByDescending(c => c.Since).ThenBy(c => c.CallId).Take(surplus).Select(c => c.CallId)];
        return [.. youngest.Where(_takenBack.Add)];
    }

    public void OnEnded(Guid callId) => _takenBack.Remove(callId);

    private int Pace(DateTimeOffset now)
    {
        pacer.Budget.Advance(now);
        pacer.Budget.OnCredit(day.Credit(now));
        return terms.Mode.Dials(View(now));
    }

    private ModeView View(DateTimeOffset now) =>
        new(
            terms.Settings,
            pacer,
            _agentless,
            roster.Free.Count,
            roster.Kept,
            calls.AwaitingAgent,
            routing.WaitingForAnybody,
            calls.Count,
            now
        );

    private void PlanPreviews(DateTimeOffset now, int limit, List<PlannedDial> dials, List<Returned> returned)
    {
        foreach (var preview in previews.NextWanted())
        {
            if (dials.Count >= limit || calls.Count >= terms.Settings.MaxConcurrent)
                return;
            if (Judge(preview.Entry, now) is { IsOpen: false } closed)
            {
                previews.Release(preview, closed.Reason!, closed.NextAt);
                returned.Add(new(preview.Entry, closed));
                continue;
            }

            previews.OnPlanned(preview);
            var planned = new PlannedDial(preview.CallId, preview.Entry, preview.AgentId);
            Put(planned, now);
            dials.Add(planned);
        }
    }

    private void Put(PlannedDial dial, DateTimeOffset now)
    {
        calls.Put(
            new(
                dial.CallId,
                dial.Entry.ContactId,
                dial.Entry.AccountId,
                dial.Entry.Phone,
                dial.Entry.Attempts + 1,
                CallStatus.Intent,
                now,
                null,
                null,
                dial.ForAgent,
                dial.Agentless
            )
        );
        if (dial.ForAgent is { } agent)
            previews.OnRings(agent, dial.CallId);
    }

    private GateVerdict Judge(HopperEntry entry, DateTimeOffset now) => GateChain.AtDial(entry, terms.Settings, _suppressed, now);

    /// <summary>Why a line is dialled that has no free agent of its own.</summary>
    /// <param name="beyond">how many lines without an agent were planned before it in the same instant</param>
    private Admission Admit(int beyond, DateTimeOffset now)
    {
        var (window, answered, abandoned, cap) = pacer.Budget.Decides();
        var (share, risk) = (answered == 0 ? 0 : Math.Round((double)abandoned / answered, 5), terms.Mode.Risk(View(now), beyond));
        return new(answered, abandoned, share, window, cap, Math.Round(pacer.Budget.Threshold(), 5), risk, roster.Free.Count)
        {
            Credit = Math.Round(pacer.Budget.Credit, 1),
        };
    }
}
