using Orleans;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Telephony;

namespace Pivotal.Grains.Calls;

/// <summary>The dial, until somebody answers: what the carrier says to the order, and for how long it may ring.</summary>
internal sealed class Dialling(
    ICarrier carrier,
    CarrierAccounts accounts,
    CallTerms terms,
    CallState state,
    AttemptStore store,
    CustomerLeg leg,
    CallNews news,
    WatchTimer timer,
    CallWatchOptions watch,
    IGrainFactory grains,
    CarryOut carryOut,
    TimeProvider time
)
{
    /// <summary>From the stored intent. The carrier recognises a repeated order for 60 s, counted from the order itself, which came later than the intent.</summary>
    private static readonly TimeSpan OrderKnown = TimeSpan.FromSeconds(40);

    private static readonly TimeSpan CarrierPause = TimeSpan.FromSeconds(5);
    private const string CarrierAway = "carrier_unavailable";

    /// <summary>The carrier's answer to the dial said nothing about it (5xx, no answer in time).</summary>
    private bool _unanswered;

    /// <summary>When the law's least ring time is over. Counted from the dial, which is before the ringing by less than the watch is slow.</summary>
    public DateTimeOffset RangEnoughAt => (state.Facts.InitiatedAt ?? state.Facts.DialedAt ?? terms.CreatedAt) + terms.LeastRing;

    private DateTimeOffset Now => time.GetUtcNow();

    /// <param name="again">The carrier may have the order already and then finds it by its id. Whatever else it answers says nothing about the first one.</param>
    public async Task Order(string to, string from, bool again = false)
    {
        timer.Start();
        var order = new DialOrder(
            to,
            from,
            CommandId.Of(terms.CallId, "dial"),
            LegKind.Customer,
            terms.Tenant,
            terms.CallId,
            terms.RingTimeoutSeconds,
            terms.DetectMachine
        );
        switch (await carrier.Dial(order, CancellationToken.None))
        {
            case CarrierReply.Accepted accepted:
                ProductMeter.OnDialled();
                await carryOut(state.OnDialed(accepted.LegId, Now));
                break;
            case not CarrierReply.Accepted when again:
                OnUncertain();
                break;
            case CarrierReply.RateLimited limited:
                await Refuse("rate_limited", limited.RetryAfter);
                break;
            case CarrierReply.Rejected:
                await Refuse(DialRefused.CarrierRejected, TimeSpan.FromMinutes(15));
                break;
            case CarrierReply.Unavailable { MayHaveStarted: true }:
                // It may be ringing somewhere: events or the watch will tell. Meanwhile nobody else is dialled into the same trouble.
                _unanswered = true;
                OnUncertain();
                await grains.Carrier(accounts.Of(terms.Tenant)).BackOff(CarrierPause, CarrierAway);
                break;
            default:
                await Refuse(CarrierAway, CarrierPause);
                break;
        }
    }

    /// <summary>
    /// Somebody died between the stored intent and the carrier's answer: nobody knows whether it was dialled, except the carrier. Asked once more while the carrier still knows the order's id, so that nobody
    /// is dialled twice.
    /// </summary>
    public async Task OrderAgain(AttemptFound row)
    {
        if (row is { MayBeUnordered: true, From: { } from } && Now < terms.CreatedAt + OrderKnown)
            await Order(row.To, from, again: true);
    }

    public async Task Refuse(string reason, TimeSpan retryAfter)
    {
        store.OnRefused(reason);
        timer.Stop();
        store.Save();
        await news.Refused(reason, retryAfter);
    }

    /// <summary>By the clock, while nobody has answered.</summary>
    public async Task Watch()
    {
        if (state.RingsOn && Now >= RangEnoughAt)
        {
            await carryOut(state.OnRangEnough());
            return;
        }

        var limit = (state.Facts.DialedAt ?? terms.CreatedAt).AddSeconds(terms.RingTimeoutSeconds) + watch.RingGrace;
        if (Now <= limit)
            return;
        if (state.Facts.LegId is not null)
        {
            if (!await leg.IsOver("timeout"))
                await carryOut(state.OnCancel(CallState.RingTimeout));
        }
        else if (Now > limit + watch.RingGrace)
        {
            // Nothing was ever heard of this dial: it never rang, or the carrier lost it. Where the carrier was away when it was asked, it never took it.
            if (_unanswered)
                await Refuse(CarrierAway, CarrierPause);
            else
                await leg.OnLost(HangupCause.Lost);
        }
    }

    private void OnUncertain()
    {
        state.OnDialUncertain(Now);
        store.Save();
    }
}
