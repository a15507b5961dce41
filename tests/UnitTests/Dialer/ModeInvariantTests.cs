using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Xunit;
using Outcome = Pivotal.Domain.Shared.Outcome;

namespace Pivotal.UnitTests.Dialer;

public sealed class ModeInvariantTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);
    private static readonly string[] Modes =
    [
        DialMode.Preview,
        DialMode.Manual,
        DialMode.Progressive,
        DialMode.Power,
        DialMode.Predictive,
        DialMode.Agentless,
    ];

    /// <summary>Random days with every mode in them, checked against what must hold after every step.</summary>
    [Property(MaxTest = 1500, EndSize = 200)]
    public Property Whatever_the_mode_nobody_and_nothing_is_in_two_places_and_a_call_dialled_for_somebody_is_for_nobody_else()
    {
        var step = from verb in Gen.Choose(0, 15) from n in Gen.Choose(0, 1000) from wait in Gen.Choose(0, 20) select (verb, n, wait);
        return Prop.ForAll(
            Gen.ListOf(step).ToArbitrary(),
            steps =>
            {
                var day = new Day();
                foreach (var (verb, n, wait) in steps)
                {
                    day.Step(verb, n, wait);
                    if (day.Wrong() is { } wrong)
                        throw new InvalidOperationException($"{wrong} after {verb}/{n}");
                }

                return true;
            }
        );
    }

    private sealed class Day
    {
        private readonly QueueState _queue = new(Settings(DialMode.Preview), CampaignStatus.Active);
        private readonly HashSet<Guid> _claimed = [];
        private DateTimeOffset _now = Now;
        private int _id = 5000;

        public void Step(int verb, int n, int wait)
        {
            _now = _now.AddSeconds(wait);
            var agent = Some.Id(1 + (n % 5));
            var talking = _queue.Calls.Any(c => c.AgentId == agent);
            var preview = _queue.Previews.Count > 0 ? _queue.Previews.ElementAt(n % _queue.Previews.Count) : null;
            var call = _queue.Calls.Count > 0 ? _queue.Calls.ElementAt(n % _queue.Calls.Count) : null;
            switch (verb)
            {
                case 0 or 1 when !talking:
                    _queue.OnAgentAvailable(new(agent, "x", _now, $"leg-{n % 5}", PreviewCallId: n % 3 == 0 ? Some.Id(n) : null));
                    break;
                case 2:
                    _queue.OnAgentUnavailable(agent);
                    break;
                case 3:
                    foreach (var entry in new[] { Some.Entry(1 + (n % 9)), Some.Entry(10 + (n % 7)) })
                    {
                        if (!_claimed.Add(entry.ContactId))
                            continue;
                        foreach (var back in _queue.OnClaimed([entry]))
                            _claimed.Remove(back.ContactId);
                    }

                    break;
                case 4 or 5:
                    _queue.ExpirePreviews(_now);
                    _queue.OfferPreviews(_now, Next);
                    break;
                case 6 or 7:
                    var (_, returned) = _queue.Plan(_now, 1 + (n % 4), Next);
                    foreach (var (entry, _) in returned)
                        _claimed.Remove(entry.ContactId);
                    break;
                case 8 when preview is not null:
                    _queue.OnPreviewDial(preview.AgentId, preview.CallId, _now);
                    break;
                case 9 when preview is not null:
                    _queue.OnPreviewSkip(preview.AgentId, preview.CallId, _now);
                    break;
                case 10 when _claimed.Add(Some.Entry(20 + (n % 4)).ContactId):
                    if (!_queue.OnPicked(agent, Next(), Some.Entry(20 + (n % 4)), _now))
                        _claimed.Remove(Some.Entry(20 + (n % 4)).ContactId);
                    break;
                case 11:
                    _queue.OnSettings(Settings(Modes[n % Modes.Length]));
                    break;
                case 12 when call is { AgentId: null, Agentless: false }:
                    var to = _queue.Route(call.CallId, _now).AgentId;
                    if (call.ForAgent is { } only && to is not null && to != only)
                        throw new InvalidOperationException("A call for one went to another");
                    break;
                case 13 when call is { AgentId: { } given }:
                    _queue.OnRouteFailed(call.CallId, given, _now);
                    break;
                case 14 when call is not null:
                    _queue.OnCallEnded(
                        new(
                            call.CallId,
                            call.ContactId,
                            call.AgentId is not null ? Outcome.Connected
                                : n % 2 == 0 ? Outcome.NoAnswer
                                : Outcome.Cancelled,
                            call.AgentId,
                            _now
                        )
                    );
                    _claimed.Remove(call.ContactId);
                    break;
                case 15 when call is { Status: CallStatus.Intent }:
                    _queue.OnNotDialed(call.CallId);
                    _claimed.Remove(call.ContactId);
                    break;
            }

            foreach (var order in _queue.TakeOrders())
                if (order is QueueOrder.GiveBack back && !_claimed.Remove(back.Entry.ContactId))
                    throw new InvalidOperationException("A contact went back twice");
        }

        public string? Wrong()
        {
            var calls = _queue.Calls;
            Guid[] busy = [.. calls.Where(c => c.AgentId is not null).Select(c => c.AgentId!.Value)];
            Guid[] contacts = [.. calls.Select(c => c.ContactId), .. _queue.Previews.Select(p => p.Entry.ContactId)];
            Guid[] free = [.. _queue.Free.Select(a => a.AgentId)],
                held = [.. _queue.Held.Select(a => a.AgentId)];
            return contacts.Distinct().Count() != contacts.Length ? "A contact is in two places"
                : busy.Distinct().Count() != busy.Length ? "An agent has two calls"
                : free.Intersect(busy).Any() || free.Intersect(held).Any() || held.Intersect(busy).Any() ? "An agent is in two places"
                : _queue.Previews.Any(p => !held.Contains(p.AgentId)) ? "A preview without its agent"
                : held.Any(h => !_queue.Previews.Any(p => p.AgentId == h) && !calls.Any(c => c.ForAgent == h && c.AgentId is null))
                    ? "An agent is held for nothing"
                : calls.Count > 6 ? "More lines than allowed"
                : _claimed.Count != contacts.Length + _queue.HopperCount
                    ? $"A contact was lost: {_claimed.Count} claimed, {contacts.Length + _queue.HopperCount} known"
                : null;
        }

        private Guid Next() => Some.Id(_id++);

        private static CampaignSettings Settings(string mode) =>
            Some.Settings(maxConcurrent: 6) with
            {
                DialMode = mode,
                Rules = new() { Agents = new AgentRules { Preview = new() { Seconds = 10 } } },
            };
    }
}
