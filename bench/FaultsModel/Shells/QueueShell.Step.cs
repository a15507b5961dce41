using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Places;
using Pivotal.GrainInterfaces.Calls;

namespace Pivotal.Bench.FaultsModel.Shells;

/// <summary>The dialling step: outcomes stored, contacts claimed, tokens and places taken, intents stored, then dialled.</summary>
internal sealed partial class QueueShell
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500),
        DialWithin = TimeSpan.FromSeconds(10),
        PlaceLease = TimeSpan.FromHours(5);

    private readonly List<(Guid Contact, Guid CallId, EntryFate Fate)> _fates = [];
    private readonly Queue<(Guid Account, Guid CallId, bool Commit)> _caps = [];
    private readonly Dictionary<Guid, LeadCapState> _accounts = [];
    private bool _stepping;
    private bool _again;
    private int _timer;

    /// <summary>Nothing waits to be stored.</summary>
    public bool Settled => _fates.Count == 0 && _caps.Count == 0;

    public void Begin() => Sooner(_world.Between(0, 0.5));

    private void Kick()
    {
        if (_stepping)
            _again = true;
        else
            Sooner(TimeSpan.Zero);
    }

    private void Sooner(TimeSpan wait)
    {
        var mine = ++_timer;
        _world.After(wait, () => Tick(mine));
    }

    private void Tick(int mine)
    {
        if (mine != _timer)
            return;
        _world.After(Period, () => Tick(mine));
        if (!_stepping)
            _world.Begin(Step);
    }

    private async Task Step()
    {
        _stepping = true;
        do
        {
            _again = false;
            State.ReleaseHold(Now);
            await StoreFates();
            SettleCaps();
            await Dial();
        } while (_again);
        _stepping = false;
    }

    private async Task Dial()
    {
        await Claim();
        var wanted = Math.Min(State.Wanted(Now), State.HopperCount);
        if (wanted == 0)
            return;
        await _world.Hop();
        var (granted, wait) = centre.Tokens.Take(Names.Tenant, wanted, Now);
        await _world.Hop();
        if (granted < wanted)
            State.Hold(Now + (wait > TimeSpan.FromMilliseconds(100) ? wait : TimeSpan.FromMilliseconds(100)), "rate_limited");
        if (granted == 0)
            return;
        var (dials, returned) = State.Plan(Now, granted, centre.NewCall, granted: true);
        foreach (var r in returned)
            entries.Return(r.Entry.ContactId, r.Why.Reason, r.Why.NextAt, r.Why is { IsOpen: false, NextAt: null });
        if (dials.Count == 0)
            return;
        var allowed = TakePlaces(dials);
        await _world.Stored();
        if (State.Status != CampaignStatus.Active)
        {
            foreach (var dial in allowed)
                NotDialled(dial, null, null);
            return;
        }

        var notAfter = Now + DialWithin;
        var made = entries.StoreIntents(allowed, Now);
        await _world.Stored();
        foreach (var dial in allowed)
        {
            if (made.Contains(dial.CallId))
            {
                Send(dial, notAfter);
                continue;
            }

            State.OnNotDialed(dial.CallId);
            if (dial.Entry.AccountId is { } account)
                _caps.Enqueue((account, dial.CallId, false));
            _again = true;
        }
    }

    private async Task Claim()
    {
        var shortage = State.Shortage(Now);
        if (shortage == 0)
            return;
        var claimed = entries.Claim(shortage, Now);
        await _world.Stored();
        var back = State.Status == CampaignStatus.Active ? State.OnClaimed(claimed) : claimed;
        foreach (var entry in back)
            entries.Return(entry.ContactId, null, null, false);
    }

    private List<PlannedDial> TakePlaces(IReadOnlyList<PlannedDial> dials)
    {
        if (settings.Cap is not { PerCall: true } cap)
            return [.. dials];
        List<PlannedDial> allowed = [];
        foreach (var dial in dials)
        {
            if (
                dial.Entry.AccountId is not { } account
                || Places(account).Reserve(dial.CallId, cap.Value, PlaceLease, Now).Decision is { Granted: true }
            )
                allowed.Add(dial);
            else
                NotDialled(dial, EntryReason.CapReached, Now + TimeSpan.FromMinutes(1));
        }

        return allowed;
    }

    private void NotDialled(PlannedDial dial, string? reason, DateTimeOffset? nextAt)
    {
        State.OnNotDialed(dial.CallId, reason is null ? null : new GateVerdict(reason, nextAt));
        entries.Return(dial.Entry.ContactId, reason, nextAt, false);
        if (dial.Entry.AccountId is { } account)
            _caps.Enqueue((account, dial.CallId, false));
    }

    private void Send(PlannedDial dial, DateTimeOffset notAfter)
    {
        State.OnDialing(dial.CallId, Now);
        var entry = dial.Entry;
        var card = new CallCard(
            dial.CallId,
            settings.Id,
            "",
            CallStatus.Dialing,
            Now,
            null,
            null,
            entry.Phone,
            entry.TimeZone,
            entry.Contact,
            entry.Account,
            "",
            [],
            entry.Attempts + 1,
            null
        );
        var intent = new DialIntent(
            dial.CallId,
            settings.Id,
            entry.ContactId,
            entry.AccountId,
            entry.Phone,
            "+15550000000",
            settings.RingTimeoutSeconds,
            settings.DetectMachine,
            entry.Attempts + 1,
            entry.TimeZone,
            card,
            notAfter
        );
        centre.Attempts.Find(dial.CallId)!.Intent = intent;
        centre.Call(dial.CallId).Dial(intent);
        // Somebody dies between the stored intent and the carrier's answer: the order is given again under the same id.
        if (_world.Chance(0.01))
            _world.After(_world.Between(0, _world.Chance(0.7) ? 0.15 : 2), () => centre.Lose(dial.CallId));
    }

    private async Task StoreFates()
    {
        if (_fates.Count == 0)
            return;
        var batch = _fates.ToArray();
        await _world.Stored();
        foreach (var (contact, call, fate) in batch)
            entries.StoreFate(contact, call, fate);
        _fates.RemoveRange(0, batch.Length);
    }

    private void SettleCaps()
    {
        while (_caps.TryDequeue(out var place))
        {
            if (settings.Cap is not { } cap)
                continue;
            if (!place.Commit)
            {
                Places(place.Account).Release(place.CallId, Now);
                continue;
            }

            if (!Places(place.Account).Commit(place.CallId, cap.Value, Now).Decision.Granted)
                centre.Witness.Wrong($"cap: connected call {place.CallId} had no place any more");
            centre.Witness.Connected(settings.Id, place.Account, cap.Value);
        }
    }

    private LeadCapState Places(Guid account) => _accounts.TryGetValue(account, out var places) ? places : _accounts[account] = new();
}
