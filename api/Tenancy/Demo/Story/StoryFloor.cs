using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Idle;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;

namespace Pivotal.Api.Tenancy.Demo.Story;

/// <summary>
/// Tells a campaign's month workday by workday: agents sit down, dial whoever is due, talk, dispose, take their breaks. What the reports add up comes from one course of events, so it agrees by itself.
/// </summary>
internal sealed class StoryFloor(
    StoryDice dice,
    StoryDays days,
    StoryCampaign campaign,
    IReadOnlyList<StoryAgent> team,
    IReadOnlyList<StoryEntry> entries
)
{
    /// <summary>Lines that are dialled for one free agent in a predictive campaign.</summary>
    private const int Lines = 2;

    /// <summary>Who has had nobody to call for so long is given other work.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10),
        Glance = TimeSpan.FromMinutes(5);

    private readonly StoryQueue _queue = new(campaign, entries);
    private int _answered;
    private int _abandoned;

    public List<StoryCall> Calls { get; } = [];

    public List<StoryStatus> Statuses { get; } = [];

    public List<StoryIdle> Idle { get; } = [];

    public void Run()
    {
        if (campaign.Shifts.Length == 0)
            return;
        foreach (var day in days.Workdays(campaign.From, campaign.To))
            Work(day);
    }

    private void Work(DateOnly day)
    {
        (_answered, _abandoned) = (0, 0);
        var seats = new PriorityQueue<Seat, DateTimeOffset>();
        foreach (var (agent, shift) in dice.Shuffled(team).Zip(campaign.Shifts))
        {
            if (days.Shift(dice, day, shift) is not { Count: > 0 } blocks)
                continue;
            seats.Enqueue(new(agent, blocks), blocks[0].Start);
        }

        while (seats.TryDequeue(out var seat, out var at))
        {
            if (Next(seat, at) is { } free)
                seats.Enqueue(seat, free);
        }
    }

    /// <summary>From a moment in which the agent is free until the next one; null: the shift is over.</summary>
    private DateTimeOffset? Next(Seat seat, DateTimeOffset at)
    {
        var block = seat.Block;
        if (!seat.Came)
        {
            Log(seat, AgentStatus.Available, null, at);
            seat.Came = true;
        }

        if (Dial(seat, at, out var left) is not { } talk)
            return Leave(seat, left);
        Log(seat, AgentStatus.OnCall, null, talk.BridgedAt!.Value, talk.Id);
        Log(seat, AgentStatus.WrapUp, null, talk.EndedAt, talk.Id);
        if (talk.DisposedAt >= block.End)
            return Leave(seat, talk.DisposedAt!.Value);
        Log(seat, AgentStatus.Available, null, talk.DisposedAt!.Value);
        return talk.DisposedAt;
    }

    private DateTimeOffset? Leave(Seat seat, DateTimeOffset at)
    {
        // Who leaves before his break is due has other things to learn.
        var pause =
            seat.Block.Break is null ? null
            : at < seat.Block.End ? StoryDays.Training
            : seat.Block.Break;
        if (pause is null || !seat.NextBlock())
        {
            Log(seat, AgentStatus.Offline, null, at);
            return null;
        }

        Log(seat, AgentStatus.Break, pause, at);
        return seat.Block.Start > at ? seat.Block.Start : at.AddMinutes(2);
    }

    /// <summary>Dials until somebody talks with the agent; null: nobody did before the block was over, or there is nobody left to call.</summary>
    /// <param name="left">when the agent gave up</param>
    private StoryCall? Dial(Seat seat, DateTimeOffset from, out DateTimeOffset left)
    {
        left = seat.Block.End;
        var (at, end, empty) = (from, seat.Block.End, TimeSpan.Zero);
        while (at < end)
        {
            if (!campaign.Dials)
                at += dice.About(25, 8, 90);
            if (_queue.Take(at) is not { } entry)
            {
                var until = at + Glance < end ? at + Glance : end;
                Wait(seat, IdleReason.NoLead, from, until);
                (from, at, empty) = (until, until, empty + Glance);
                if (empty < Patience)
                    continue;
                left = until;
                return null;
            }

            empty = TimeSpan.Zero;

            var call = Ring(seat, entry, at);
            Calls.Add(call);
            StoryFate.Apply(entry, call);
            _queue.Back(entry);
            if (call.BridgedAt is { } bridged)
            {
                Wait(seat, campaign.Dials ? IdleReason.Waiting : IdleReason.OwnPace, from, bridged);
                Abandon(call);
                return call;
            }

            at += campaign.Dials ? (call.EndedAt - call.DialedAt) / Lines : call.EndedAt - call.DialedAt;
        }

        Wait(seat, campaign.Dials ? IdleReason.Waiting : IdleReason.OwnPace, from, end);
        return null;
    }

    private StoryCall Ring(Seat seat, StoryEntry entry, DateTimeOffset at)
    {
        var call = new StoryCall(
            dice.Id(at),
            campaign,
            entry.Contact,
            entry.Attempts + 1,
            Outcome.NoAnswer,
            "timeout",
            "caller",
            at,
            at.AddSeconds(StoryCampaign.RingSeconds)
        )
        {
            ForAgent = campaign.Dials ? null : seat.Agent.Id,
        };
        if (entry.Contact.Line == StoryLine.Disconnected)
            return call with
            {
                Outcome = Outcome.InvalidNumber,
                Cause = "unallocated_number",
                EndedBy = "callee",
                EndedAt = at.AddSeconds(1.2),
            };
        var answer = at + dice.About(11, 3, 22);
        if (entry.Contact.Line == StoryLine.Fax)
            return Machine(call, Outcome.Fax, "fax", answer);
        // Who asked to be called again is there more often.
        var person =
            StoryDays.AnswerRate(TimeZoneInfo.ConvertTime(at, entry.Clocks[0]).Hour) * (entry.Reason == EntryReason.Callback ? 4 : 1);
        var rest = 1 - person;
        return dice.PickBy((0, person), (1, rest * 0.44), (2, rest * 0.05), (3, rest * 0.01), (4, rest * 0.5)) switch
        {
            0 when dice.Chance(0.012) => call with
            {
                Outcome = Outcome.HungUp,
                Cause = "normal_clearing",
                EndedBy = "callee",
                AnsweredAt = answer,
                EndedAt = answer.AddSeconds(0.9),
            },
            0 => Talk(seat, entry, call, answer),
            1 => Machine(call, Outcome.Voicemail, "machine", answer),
            2 => call with { Outcome = Outcome.Busy, Cause = "user_busy", EndedBy = "callee", EndedAt = at.AddSeconds(2.5) },
            3 => call with { Outcome = Outcome.Failed, Cause = "unspecified", EndedBy = "unknown", EndedAt = at.AddSeconds(1.5) },
            _ => call,
        };
    }

    private StoryCall Machine(StoryCall call, string outcome, string heard, DateTimeOffset answer) =>
        campaign.Dials || outcome == Outcome.Fax
            ? call with
            {
                Outcome = outcome,
                Amd = heard,
                Cause = "normal_clearing",
                EndedBy = "caller",
                AnsweredAt = answer,
                EndedAt = answer.AddSeconds(3.4),
            }
            // Without detection it is the agent who hears the mailbox and rings off.
            : call with
            {
                Cause = "timeout",
                EndedBy = "caller",
            };

    private StoryCall Talk(Seat seat, StoryEntry entry, StoryCall call, DateTimeOffset answer)
    {
        _answered++;
        var talk = StoryTalk.Draw(dice, seat.Agent.Skill);
        var callback = talk.Disposition == Disposition.CallbackRequested ? Promise(entry, answer) : null;
        if (talk.Disposition == Disposition.CallbackRequested && callback is null)
            talk = StoryTalk.Of(dice, Disposition.Connected);
        var bridged = answer.AddSeconds(campaign.Dials ? dice.Between(0.7, 1.4) : 0.3);
        var ended = bridged + talk.Talk;
        return call with
        {
            Outcome = Outcome.Connected,
            Cause = "normal_clearing",
            EndedBy = dice.Chance(0.7) ? "callee" : "caller",
            Amd = campaign.Dials ? "human" : null,
            AgentId = seat.Agent.Id,
            AnsweredAt = answer,
            BridgedAt = bridged,
            EndedAt = ended,
            Disposition = talk.Disposition,
            Notes = talk.Notes,
            Answers = talk.Answers,
            CallbackAt = callback,
            DisposedAt = ended + talk.WrapUp,
        };
    }

    /// <summary>A quarter of an hour in one of the next workdays in which somebody sits and the window is open; null: the campaign is over by then.</summary>
    private DateTimeOffset? Promise(StoryEntry entry, DateTimeOffset talk)
    {
        var last = campaign.To == 0 ? days.Today.AddDays(7) : days.Today.AddDays(-campaign.To);
        for (var tries = 0; tries < 12; tries++)
        {
            var at = days.At(DateOnly.FromDateTime(talk.UtcDateTime).AddDays(dice.Between(1, 5)), dice.Between(37, 66) / 4.0);
            var day = DateOnly.FromDateTime(at.UtcDateTime);
            if (day <= last && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && _queue.IsOpen(entry, at))
                return at;
        }

        return null;
    }

    /// <summary>Now and then somebody picks up while everybody talks; never so often that a day is over the campaign's cap.</summary>
    private void Abandon(StoryCall talk)
    {
        if (
            !campaign.Dials
            || _abandoned + 1 > StoryCampaign.AbandonCap * (_answered + 1)
            || talk.EndedAt - talk.BridgedAt < TimeSpan.FromSeconds(60)
            || !dice.Chance(0.3)
        )
            return;
        var at = talk.BridgedAt!.Value.AddSeconds(5);
        if (_queue.Take(at) is not { } entry)
            return;
        if (entry.Contact.Line != StoryLine.Desk || entry.Reason == EntryReason.Callback)
        {
            _queue.Back(entry);
            return;
        }

        _abandoned++;
        _answered++;
        var answer = at + dice.About(11, 3, 22);
        var call = new StoryCall(
            dice.Id(at),
            campaign,
            entry.Contact,
            entry.Attempts + 1,
            Outcome.Abandoned,
            "normal_clearing",
            "caller",
            at,
            answer.AddSeconds(7)
        )
        {
            Amd = "human",
            AnsweredAt = answer,
        };
        Calls.Add(call);
        StoryFate.Apply(entry, call);
        _queue.Back(entry);
    }

    private void Log(Seat seat, string status, string? reason, DateTimeOffset at, Guid? call = null) =>
        Statuses.Add(new(dice.Id(at), seat.Agent.Id, status, reason, campaign.Id, call, at));

    private void Wait(Seat seat, string reason, DateTimeOffset from, DateTimeOffset to)
    {
        if (to > from)
            Idle.Add(new(seat.Agent.Id, campaign.Id, reason, from, to));
    }

    private sealed class Seat(StoryAgent agent, IReadOnlyList<StoryBlock> blocks)
    {
        private int _at;

        public StoryAgent Agent => agent;

        public StoryBlock Block => blocks[_at];

        /// <summary>Is at work in this block.</summary>
        public bool Came { get; set; }

        public bool NextBlock()
        {
            if (_at + 1 == blocks.Count)
                return false;
            _at++;
            Came = false;
            return true;
        }
    }
}
