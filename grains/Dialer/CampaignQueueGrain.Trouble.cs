using System.Runtime.ExceptionServices;
using Pivotal.Data.Shared;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer;

/// <summary>
/// What goes wrong with one contact stays with that contact: he is set aside with a reason, and the others go on. A part of the step that fails as a whole
/// stops the other parts as little; managers hear of both.
/// </summary>
internal sealed partial class CampaignQueueGrain
{
    /// <summary>Contacts whose rows cannot be written, not even to set them aside, and until when nobody claims them.</summary>
    private readonly Dictionary<Guid, DateTimeOffset> _untouchable = [];

    private static readonly TimeSpan Untouched = TimeSpan.FromMinutes(5);

    /// <summary>Calls that could not be told to dial; whether they were dialled they know best.</summary>
    private readonly Queue<Guid> _untold = [];

    private (string Part, DateTimeOffset At)? _failed;

    /// <summary>A part of the step that runs now failed; <see cref="_failing"/>: of the last one, as managers see it.</summary>
    private bool _failedNow;

    private bool _failing;

    /// <summary>One part of the step. What lies in the server's state stops the whole step, which waits for it.</summary>
    private async Task Part(string name, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not (FenceLostException or DatabaseUnavailableException))
        {
            OnFailed(name, e);
        }
    }

    private void OnFailed(string part, Exception e)
    {
        DialerLog.StepFailed(log, _key.Id, part, e);
        (_failed, _failedNow, _failing, _dirty) = ((part, Now), true, true, true);
    }

    /// <summary>
    /// All of them at once; where that fails, the halves, so that only those are set aside with whom it fails alone. Where it fails with every one of many, it is not theirs.
    /// </summary>
    /// <param name="work">stores, in one transaction</param>
    private async Task<IReadOnlyList<TResult>> EachAlone<T, TResult>(IReadOnlyList<T> all, Func<T, Guid> contact, Func<IReadOnlyList<T>, Task<TResult>> work)
    {
        List<(T One, ExceptionDispatchInfo Fault)> failed = [];
        var done = await Halve(all, work, failed);
        if (failed.Count == all.Count && failed.Count > 1) failed[0].Fault.Throw();
        foreach (var (one, fault) in failed) await SetAside(contact(one), fault.SourceException);
        return done;
    }

    private static async Task<IReadOnlyList<TResult>> Halve<T, TResult>(IReadOnlyList<T> all, Func<IReadOnlyList<T>, Task<TResult>> work, List<(T One, ExceptionDispatchInfo Fault)> failed)
    {
        try
        {
            return all.Count == 0 ? [] : [await work(all)];
        }
        catch (Exception e) when (IsOfTheWork(e))
        {
            if (all.Count > 1) return [.. await Halve([.. all.Take(all.Count / 2)], work, failed), .. await Halve([.. all.Skip(all.Count / 2)], work, failed)];
            failed.Add((all[0], ExceptionDispatchInfo.Capture(e)));
            return [];
        }
    }

    private Task EachAlone<T>(IReadOnlyList<T> all, Func<T, Guid> contact, Func<IReadOnlyList<T>, Task> work) => EachAlone(all, contact, async some =>
    {
        await work(some);
        return true;
    });

    private async Task SetAside(Guid contact, Exception e)
    {
        DialerLog.SetAside(log, _key.Id, contact, e);
        (_countsDirty, _dirty) = (true, true);
        try
        {
            await Fenced((s, ct) => QueueRows.SetAside(s, _key.Id, contact, Now + GateVerdict.FaultPause, Now, ct));
        }
        catch (Exception row) when (IsOfTheWork(row))
        {
            _untouchable[contact] = Now + Untouched;
            OnFailed("set_aside", row);
        }
    }

    private void NoteFault(Guid contact, GateVerdict verdict)
    {
        if (verdict.Fault is { } fault) DialerLog.SetAside(log, _key.Id, contact, fault);
    }

    private IReadOnlyList<Guid> Untouchable()
    {
        foreach (var (contact, _) in _untouchable.Where(u => u.Value <= Now).ToList()) _untouchable.Remove(contact);
        return [.. _untouchable.Keys];
    }

    /// <summary>A call that was not told is asked what it knows; one that cannot be asked is asked again by the next step.</summary>
    private Task AskUntold() => Through(_untold, "calls", call => GrainFactory.Call(_key.Tenant, call).Reconcile());

    /// <summary>Each once; one that fails goes behind the others and has its turn again in the next step.</summary>
    private async Task Through<T>(Queue<T> queue, string part, Func<T, Task> work)
    {
        for (var left = queue.Count; left > 0; left--)
        {
            var one = queue.Dequeue();
            try
            {
                await work(one);
            }
            catch (Exception e)
            {
                queue.Enqueue(one);
                if (e is FenceLostException or DatabaseUnavailableException) throw;
                OnFailed(part, e);
            }
        }
    }

    private static bool IsOfTheWork(Exception e) => e is not FenceLostException && WorkFaults.IsOfTheWork(e);
}
