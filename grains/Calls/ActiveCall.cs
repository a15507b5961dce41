using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Calls;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Calls;

/// <summary>
/// One call as an activation has it: the <see cref="Attempt"/> it remembers, or where it is remembered from, and whose the call is when there are two activations of it.
/// </summary>
/// <param name="end">this activation is not needed any more</param>
internal sealed class ActiveCall(GrainKey key, CallTools tools, IGrainFactory grains, RegisterTimer timer, Action end, ILogger log)
{
    private WatchTimer? _timer;
    private AttemptFence? _fence;

    /// <summary>Null: this activation has no memory of the call.</summary>
    private Attempt? _attempt;

    private DateTimeOffset Now => tools.Time.GetUtcNow();

    private WatchTimer Timer => _timer ??= new(every => timer(Watch, new(every, every) { KeepAlive = true }));

    public async Task Dial(DialIntent intent)
    {
        if (_attempt is not null)
            return;
        var now = Now;
        // The queue stored the row just now, with the first epoch; whoever loads the row later takes the next one.
        var attempt = Begin(CallTerms.Of(key, intent, now), epoch: 1);
        if (intent.NotAfter != default && now > intent.NotAfter)
            await attempt.Refuse(DialRefused.TooLate);
        else
            await attempt.Dial(intent.To, intent.From);
    }

    public async Task Handle(CarrierEvent carrierEvent)
    {
        // Unanswered, so that the carrier or the sweep brings the event to the activation that owns the call.
        if (Overtaken())
            throw new FenceLostException();
        if (await Known() is { } attempt)
        {
            await attempt.Handle(carrierEvent);
            return;
        }

        tools.Writer.Post(key.Tenant, null, [carrierEvent.EventId]);
        end();
    }

    public async Task HangUp(string reason)
    {
        if (!Overtaken() && await Known() is { } attempt)
            await attempt.HangUp(reason);
    }

    public async Task Rebridge(string agentLegId)
    {
        if (!Overtaken() && await Known() is { } attempt)
            await attempt.Rebridge(agentLegId);
    }

    public async Task Reconcile()
    {
        // Whoever remembers the call watches it already; asking the carrier about every live call would only cost its goodwill.
        if (Overtaken())
            return;
        if (_attempt is { } known)
        {
            await known.TellAgain();
            return;
        }

        try
        {
            if (await Load() is var (attempt, row))
                await attempt.Reconcile(row);
            else
                Timer.Stop();
        }
        catch (Exception e)
        {
            // Nobody waits for the answer, so nobody would ask again.
            CallsLog.NotLookedAt(log, key.Id, e);
            Timer.Start();
        }
    }

    public async Task<Result<SupervisionView>> Supervise(Guid by, string role) =>
        !Overtaken() && await Known() is { } attempt ? await attempt.Supervise(by, role) : SupervisionRefusals.NoCall();

    public async Task<Result<SupervisionView>> StopSupervising(Guid by) =>
        !Overtaken() && await Known() is { } attempt ? await attempt.StopSupervising(by) : SupervisionRefusals.NoCall();

    /// <summary>The next activation reads the row: what this one knows must be in it first, the leg's id above all.</summary>
    /// <returns>true: another activation has stored over this one</returns>
    public async Task<bool> Leave(CancellationToken ct)
    {
        if (_fence is null)
            return false;
        await tools.Writer.Stored(key.Tenant, key.Id, ct);
        return _fence.Lost;
    }

    private async Task Watch()
    {
        if (_attempt is null)
            await Reconcile();
        else if (!Overtaken())
            await _attempt.Watch();
    }

    private async Task<Attempt?> Known() => _attempt ?? (await Load())?.Attempt;

    /// <summary>Without memory of the call: the row and its inbox tell. Null: there is no such call.</summary>
    private async Task<(Attempt Attempt, AttemptFound Row)?> Load()
    {
        if (await tools.Rows.Take(key, Now) is not var (row, card))
            return null;
        var attempt = Begin(CallTerms.Of(key, row, card), row.Epoch);
        await attempt.Restore(row);
        return (attempt, row);
    }

    private Attempt Begin(CallTerms terms, long epoch)
    {
        _fence = FenceOf(epoch);
        return _attempt = new(terms, _fence, Timer, tools, grains, log);
    }

    /// <summary>A call that has ended here has no watch left that would notice; asked about, it does, and ends.</summary>
    private AttemptFence FenceOf(long epoch)
    {
        var self = grains.Call(key.Tenant, key.Id);
        return new(
            key.Id,
            epoch,
            () =>
            {
                CallerTenant.Set(key.Tenant);
                Unawaited.Run(self.Reconcile, e => CallsLog.NotLookedAt(log, key.Id, e));
            }
        );
    }

    /// <summary>Another activation owns the call: nothing of what this one knows counts any more, and the next one reads the row (<see cref="Leave"/>).</summary>
    private bool Overtaken()
    {
        if (_fence is not { Lost: true })
            return false;
        Timer.Stop();
        end();
        return true;
    }
}
