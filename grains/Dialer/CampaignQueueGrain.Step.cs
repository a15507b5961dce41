using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using Pivotal.Data.Shared;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.GrainInterfaces.Telephony;

namespace Pivotal.Grains.Dialer;

/// <summary>The dialling step: on a timer and whenever something happened. Order matters: what is at hand is dialled, outcomes are stored, contacts claimed; of each dial first places and tokens are taken and the intent stored.</summary>
internal sealed partial class CampaignQueueGrain
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ClaimLease = TimeSpan.FromMinutes(5);

    /// <summary>From the stored intent, unless the person's hours end before. Shorter than the least time after which somebody else may take the call for lost and its contact for free.</summary>
    private static readonly TimeSpan DialWithin = TimeSpan.FromSeconds(10);

    /// <summary>After an empty claim the table is asked again only then: with the timer's period a contact becomes dialable at most a second late.</summary>
    private static readonly TimeSpan ClaimPause = TimeSpan.FromMilliseconds(500);

    private readonly List<EntryWrite> _fates = [];
    private readonly List<PlannedDial> _undialled = [];
    private readonly List<(Guid Contact, string? Reason, DateTimeOffset? NextAt, bool Never)> _returns = [];
    private readonly List<(HopperEntry Entry, bool Never)> _left = [];
    private IGrainTimer? _timer;
    private bool _stepping;
    private bool _again;
    private DateTimeOffset _nextClaim;
    private IReadOnlyList<string>? _zones;
    private string? _arranged;
    private ListMix? _mix;
    private int _alone;

    private void EnsureTicking()
    {
        _timer ??= this.RegisterGrainTimer(_ => Step(), new GrainTimerCreationOptions(TimeSpan.Zero, Period) { Interleave = true, KeepAlive = true });
        _countTimer ??= this.RegisterGrainTimer(_ => Count(), new GrainTimerCreationOptions(TimeSpan.Zero, Period) { Interleave = true });
    }

    /// <summary>Something changed: do not wait for the timer.</summary>
    private void Kick()
    {
        _dirty = true;
        if (_stepping) _again = true;
        else _timer?.Change(TimeSpan.Zero, Period);
    }

    private async Task Step()
    {
        if (_stepping || _lost || _state is null) return;
        _stepping = true;
        try
        {
            do
            {
                _again = false;
                _failedNow = false;
                State.ReleaseHold(Now);
                State.ExpirePreviews(Now);
                await Part("news", ReadNews);
                await Part("orders", CarryOut);
                // First what is at hand: an agent who is free need not wait until the last calls' outcomes are stored and the next contacts claimed.
                await Part("callbacks", ClaimOwnCallbacks);
                await Part("dial", Dial);
                await Part("calls", AskUntold);
                await Part("outcomes", StoreFates);
                await Part("caps", SettleCaps);
                await Part("claim", Fetch);
                await Part("dial", Dial);
                await Part("orders", CarryOut);
                _failing = _failedNow;
                await Part("idle", LookAtIdle);
                await Part("push", PushWhenDue);
            }
            while (_again && !_failedNow);

            await Part("complete", CompleteWhenQuiet);
        }
        catch (FenceLostException)
        {
            // Noted where it was lost; this activation is ending.
        }
        catch (DatabaseUnavailableException e)
        {
            DialerLog.StorageAway(log, _key.Id, e);
            State.Hold(Now + TimeSpan.FromSeconds(1), "storage_unavailable");
        }
        catch (Exception e)
        {
            OnFailed("step", e);
        }
        finally
        {
            _stepping = false;
        }
    }

    private async Task Fetch()
    {
        await Claim();
        await OfferPreviews();
        await CarryOut();
    }

    private async Task Dial()
    {
        var wanted = Math.Min(State.Wanted(Now), State.HopperCount) + State.PreviewsWanted(Now);
        if (wanted == 0) return;
        var tokens = await GrainFactory.Carrier(carriers.Of(_key.Tenant)).Take(_key.Tenant, wanted);
        if (tokens.Granted < wanted) State.Hold(Now + tokens.RetryAfter, tokens.Reason ?? "rate_limited");
        if (tokens.Granted == 0) return;
        // Tokens were granted for this very moment, so the hold just set must not stop them.
        var (dials, returned) = State.Plan(Now, tokens.Granted, Ids.New, granted: true);
        foreach (var r in returned) NoteFault(r.Entry.ContactId, r.Why);
        _returns.AddRange(returned.Select(r => (r.Entry.ContactId, r.Why.Reason, r.Why.NextAt, Never: r.Why is { IsOpen: false, NextAt: null })));
        if (dials.Count == 0) return;
        var allowed = await TakeQuotas(await TakePlaces(dials));
        if (State.Status != CampaignStatus.Active)
        {
            DialNone(allowed);
            return;
        }

        var now = Now;
        var campaign = State.Settings;
        foreach (var dial in await StoreIntents(campaign, allowed)) await Send(campaign, dial, campaign.DialUntil(now, now + DialWithin, dial.Entry.TimeZone));
    }

    /// <summary>The campaign was stopped while places and tokens were taken.</summary>
    private void DialNone(IReadOnlyList<PlannedDial> dials)
    {
        foreach (var dial in dials) State.OnNotDialed(dial.CallId);
        ReleasePlaces(dials);
        _returns.AddRange(dials.Select(d => (d.Entry.ContactId, (string?)null, (DateTimeOffset?)null, false)));
    }

    private async Task Claim()
    {
        var shortage = State.Shortage(Now);
        if (shortage == 0 || _nextClaim > Now) return;
        var (open, any) = await OpenZones();
        if (open.Count == 0)
        {
            _nextClaim = Now + ClaimPause;
            return;
        }

        await Arrange();
        var claimed = await ClaimNext(shortage, open);
        if (claimed.Count < shortage) _nextClaim = Now + ClaimPause;
        // While we waited the campaign may have been paused; what was claimed for nothing goes back.
        IReadOnlyList<HopperEntry> back = State.Status == CampaignStatus.Active ? State.OnClaimed(claimed) : claimed;
        await Return([.. back.Select(e => (e.ContactId, (string?)null, (DateTimeOffset?)null, false))]);
    }

    private async Task<IReadOnlyList<HopperEntry>> ClaimNext(int most, IReadOnlyList<string> open)
    {
        var except = Untouchable();
        try
        {
            return await Fenced((s, ct) => QueueClaim.Run(s, State.Settings, _mix, _epoch, most, open, Now, ClaimLease, ct, except));
        }
        catch (Exception e) when (IsOfTheWork(e))
        {
            var chosen = await Fenced((s, ct) => QueueClaim.Choose(s, State.Settings, _mix, most, open, except, Now, ct));
            return await TakeEach(chosen);
        }
    }

    private async Task<IReadOnlyList<HopperEntry>> TakeEach(IReadOnlyList<Guid> contacts) =>
        [.. (await EachAlone(contacts, c => c, some => Fenced((s, ct) => QueueClaim.Take(s, _key.Id, _epoch, some, Now, ClaimLease, ct)))).SelectMany(taken => taken)];

    /// <summary>The rows stand in the order that the settings ask for, and the lanes' turns go by them.</summary>
    private async Task Arrange()
    {
        var rules = State.Settings.Rules.Queue;
        var wanted = JsonSerializer.Serialize(rules, Rows.Json);
        if (_arranged == wanted) return;
        var (open, _) = await OpenZones();
        var (turn, changed) = await FencedAlone((s, ct) => QueueLanes.Align(s, State.Settings, open, Now, ct));
        (_arranged, _mix) = (wanted, rules.IsPlain() ? null : new ListMix(rules, turn));
        if (changed) await ReadChores();
    }

    private async Task<IReadOnlyList<PlannedDial>> StoreIntents(CampaignSettings campaign, IReadOnlyList<PlannedDial> dials)
    {
        if (dials.Count == 0) return [];
        StoredIntents stored;
        try
        {
            await KeepLaw(campaign);
            stored = StoredIntents.Of(await EachAlone(dials, d => d.Entry.ContactId, some => Fenced((s, ct) => IntentRows.Store(s, campaign, _epoch, some, Now, ct))));
        }
        catch
        {
            // Perhaps they are stored, perhaps not; nobody was dialled either way, and the rows are put right as soon as they can be.
            foreach (var dial in dials) State.OnNotDialed(dial.CallId);
            _undialled.AddRange(dials);
            throw;
        }

        PlannedDial[] left = [.. dials.Where(d => !stored.Made.Contains(d.CallId))];
        var closed = stored.Closed.ToDictionary(c => c.Dial.CallId, c => c.Verdict);
        foreach (var dial in left)
            State.OnNotDialed(dial.CallId, closed.TryGetValue(dial.CallId, out var verdict) ? verdict : stored.Stale.Contains(dial.CallId) ? new GateVerdict(QueueState.Changed, null) : (GateVerdict?)null);
        if (left.Length > 0)
        {
            ReleasePlaces(left);
            foreach (var (dial, verdict) in stored.Closed) NoteFault(dial.Entry.ContactId, verdict);
            _returns.AddRange(stored.Closed.Select(c => (c.Dial.Entry.ContactId, c.Verdict.Reason, c.Verdict.NextAt, c.Verdict.IsNever)));
            var never = stored.Closed.Where(c => c.Verdict.IsNever).Select(c => c.Dial.CallId).ToHashSet();
            _left.AddRange(left.Where(d => !stored.Stale.Contains(d.CallId)).Select(d => (d.Entry, never.Contains(d.CallId))));
            _again = true;
            if (stored.Stale.Count > 0)
            {
                // They wait as before, until the next round has read the news.
                _returns.AddRange(left.Where(d => stored.Stale.Contains(d.CallId)).Select(d => (d.Entry.ContactId, (string?)null, (DateTimeOffset?)null, false)));
                _news.Hurry();
            }
        }

        return [.. dials.Where(d => stored.Made.Contains(d.CallId))];
    }

    private async Task Send(CampaignSettings campaign, PlannedDial dial, DateTimeOffset notAfter)
    {
        State.OnDialing(dial.CallId, Now);
        try
        {
            await Order(campaign, dial, notAfter);
        }
        catch (Exception e)
        {
            DialerLog.CallNotTold(log, _key.Id, dial.CallId, e);
            _untold.Enqueue(dial.CallId);
        }
    }

    private Task Order(CampaignSettings campaign, PlannedDial dial, DateTimeOffset notAfter)
    {
        var entry = dial.Entry;
        return GrainFactory.Call(_key.Tenant, dial.CallId).Dial(new DialIntent(
            dial.CallId, campaign.Id, entry.ContactId, entry.AccountId, entry.Phone, campaign.CallerId!, Math.Max(campaign.RingTimeoutSeconds, campaign.LeastRingSeconds), campaign.DetectMachine,
            entry.Attempts + 1, ContactClocks.First(entry.TimeZone), Card(dial.CallId, entry, CallStatus.Dialing), notAfter,
            dial.Agentless ? AgentlessMessage.Of(campaign.Rules, campaign.Compliance) : null,
            dial.Agentless ? null : AbandonedMessage.Of(campaign.Rules, campaign.Compliance, campaign.CallerId), campaign.LeastRingSeconds, campaign.Connect.Seconds, campaign.Connect.FromPickUp));
    }

    private CallCard Card(Guid callId, HopperEntry entry, string status) => new(
        callId, State.Settings.Id, State.Settings.Name, status, Now, null, null, entry.Phone, ContactClocks.First(entry.TimeZone), entry.Contact, entry.Account,
        State.Settings.Script, State.Settings.Questions, entry.Attempts + 1, null);

    private async Task StoreFates()
    {
        if (_undialled.Count > 0)
        {
            PlannedDial[] orphans = [.. _undialled];
            await Fenced((s, ct) => QueueOrphans.Undo(s, _key.Id, _epoch, orphans, Now, ct));
            _undialled.RemoveRange(0, orphans.Length);
            ReleasePlaces(orphans);
        }

        await StoreGivenBack();
        await StoreReturns();
        await StoreLeft();
        if (_fates.Count == 0) return;
        EntryWrite[] batch = [.. _fates];
        await EachAlone(batch, f => f.ContactId, some => Fenced((s, ct) => QueueRows.StoreFates(s, State.Settings, some, Now, ct)));
        _fates.RemoveRange(0, batch.Length);
        _countsDirty = true;
    }

    /// <summary>Claimed contacts for whom no intent was made; those that leave for good make room under their account's cap.</summary>
    private async Task StoreLeft()
    {
        if (_left.Count == 0) return;
        (HopperEntry Entry, bool Never)[] left = [.. _left];
        var gone = (await EachAlone(left, l => l.Entry.ContactId, some => Fenced((s, ct) => QueueRows.PutAside(s, _key.Id, _epoch, [.. some.Select(l => l.Entry.ContactId)], Now, ct))))
            .SelectMany(g => g).ToHashSet();
        _left.RemoveRange(0, left.Length);
        await GiveBackPlaces([.. left.Where(l => l.Never || gone.Contains(l.Entry.ContactId)).Select(l => (l.Entry.ContactId, l.Entry.AccountId))]);
    }

    private Task Return(IReadOnlyList<(Guid Contact, string? Reason, DateTimeOffset? NextAt, bool Never)> back)
    {
        _returns.AddRange(back);
        return StoreReturns();
    }

    /// <summary>What is claimed and not in the hopper would never be claimed again, so it stays on the list until its row says so.</summary>
    private async Task StoreReturns()
    {
        if (_returns.Count == 0) return;
        (Guid Contact, string? Reason, DateTimeOffset? NextAt, bool Never)[] batch = [.. _returns];
        await EachAlone(batch, b => b.Contact, some => Fenced((s, ct) => QueueRows.Return(s, _key.Id, _epoch, some, Now, ct)));
        _returns.RemoveAll(batch.Contains);
    }

    private async Task CompleteWhenQuiet()
    {
        if (State.Status == CampaignStatus.Draining && State.Quiet && _fates.Count == 0) await Move(CampaignStatus.Completed, null, CampaignStatus.Draining);
        if (!Runs(State.Status) && State.Quiet && _fates.Count == 0 && _caps.Count == 0 && _quotaEnds.Count == 0 && _givenBack.Count == 0 && _returns.Count == 0 && _left.Count == 0 && _untold.Count == 0)
        {
            _timer?.Dispose();
            _countTimer?.Dispose();
            (_timer, _countTimer) = (null, null);
        }
    }

    private async Task Recover(QueueFound found)
    {
        foreach (var call in found.Running)
        {
            State.OnRecovered(call);
            await Reconcile(call.CallId);
        }

        foreach (var e in found.Ended)
            _fates.Add(new(e.ContactId, e.CallId, Recycle.AfterCall(e.Outcome, e.Attempts, State.Settings, e.At, e.Rang), e.Outcome));
        foreach (var held in found.HeldCaps) NoteHeldCap(held);
        await Announce(found.Agents);
        if (_fates.Count > 0 || _caps.Count > 0 || _quotaEnds.Count > 0) EnsureTicking();
    }

    /// <summary>One call that cannot answer must not keep the campaign from coming back.</summary>
    private async Task Reconcile(Guid call)
    {
        try
        {
            await GrainFactory.Call(_key.Tenant, call).Reconcile();
        }
        catch (Exception e) when (e is not (FenceLostException or DatabaseUnavailableException))
        {
            DialerLog.CallNotTold(log, _key.Id, call, e);
            _untold.Enqueue(call);
        }
    }

    /// <summary>Zones of this queue whose people may be called now; any when every entry follows the campaign's clock and that is open, so that all zones are.</summary>
    private async Task<(IReadOnlyList<string> Open, bool Any)> OpenZones()
    {
        var campaign = State.Settings;
        if (_zones is null)
        {
            _zones = await InTenant((s, ct) => QueueRecovery.Zones(s, _key.Id, ct));
            State.OnClocks(_zones);
        }

        if (!campaign.UseContactZone) return campaign.IsOpen(Now, campaign.Zone) ? (_zones, true) : ([], false);
        return ([.. _zones.Where(z => campaign.IsOpen(Now, z))], false);
    }

    private Task<T> InTenant<T>(Func<TenantSession, CancellationToken, Task<T>> work) => db.InTenant(_key.Tenant, work);

    /// <summary>For what writes the campaign's own row. Two transactions that share the fence and then both want the row would wait for each other.</summary>
    private async Task<T> FencedAlone<T>(Func<TenantSession, CancellationToken, Task<T>> work)
    {
        _alone++;
        try
        {
            return await Fenced(work, alone: true);
        }
        finally
        {
            _alone--;
        }
    }

    private Task FencedAlone(Func<TenantSession, CancellationToken, Task> work) => FencedAlone(async (s, ct) =>
    {
        await work(s, ct);
        return true;
    });

    private async Task<T> Fenced<T>(Func<TenantSession, CancellationToken, Task<T>> work, bool alone = false)
    {
        if (_lost) throw new FenceLostException();
        try
        {
            return await db.InTenant(_key.Tenant, (s, ct) =>
            {
                CampaignRow.HoldFence(s, _key.Id, _epoch, alone);
                return work(s, ct);
            });
        }
        catch (FenceLostException)
        {
            if (!_lost) DialerLog.FenceLost(log, _key.Id);
            _lost = true;
            this.DeactivateOnIdle();
            throw;
        }
    }

    private Task Fenced(Func<TenantSession, CancellationToken, Task> work) => Fenced(async (s, ct) =>
    {
        await work(s, ct);
        return true;
    });
}
