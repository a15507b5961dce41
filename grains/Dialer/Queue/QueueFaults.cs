using System.Runtime.ExceptionServices;
using Pivotal.Data.Shared;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>
/// What goes wrong with one contact stays with that contact: he is set aside with a reason, and the others go on. A part of the step that fails as a whole
/// stops the other parts as little; managers hear of both.
/// </summary>
internal sealed class QueueFaults(QueueContext queue)
{
    private static readonly TimeSpan Untouched = TimeSpan.FromMinutes(5);

    /// <summary>Contacts whose rows cannot be written, not even to set them aside, and until when nobody claims them.</summary>
    private readonly Dictionary<Guid, DateTimeOffset> _untouchable = [];

    public (string Part, DateTimeOffset At)? Last { get; private set; }

    /// <summary>A part of the round that runs now failed.</summary>
    public bool InThisRound { get; private set; }

    /// <summary>A part of the last round failed, as managers see it.</summary>
    public bool InLastRound { get; private set; }

    public void RoundBegins() => InThisRound = false;

    public void RoundEnds() => InLastRound = InThisRound;

    /// <summary>One part of the step. What lies in the server's state stops the whole step, which waits for it.</summary>
    public async Task Part(string name, Func<Task> work)
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

    public void OnFailed(string part, Exception e)
    {
        DialerLog.StepFailed(queue.Log, queue.Key.Id, part, e);
        (InThisRound, InLastRound) = (true, true);
        Remember(part);
    }

    /// <summary>Beside the step, which went on.</summary>
    public void Remember(string part) => (Last, queue.Pulse.ViewChanged) = ((part, queue.Now), true);

    /// <summary>
    /// All of them at once; where that fails, the halves, so that only those are set aside with whom it fails alone. Where it fails with every one of many, it is not theirs.
    /// </summary>
    /// <param name="work">stores, in one transaction</param>
    public async Task<IReadOnlyList<TResult>> EachAlone<T, TResult>(
        IReadOnlyList<T> all,
        Func<T, Guid> contact,
        Func<IReadOnlyList<T>, Task<TResult>> work
    )
    {
        List<(T One, ExceptionDispatchInfo Fault)> failed = [];
        var done = await Halve(all, work, failed);
        if (failed.Count == all.Count && failed.Count > 1)
            failed[0].Fault.Throw();
        foreach (var (one, fault) in failed)
            await SetAside(contact(one), fault.SourceException);
        return done;
    }

    public Task EachAlone<T>(IReadOnlyList<T> all, Func<T, Guid> contact, Func<IReadOnlyList<T>, Task> work) =>
        EachAlone(
            all,
            contact,
            async some =>
            {
                await work(some);
                return true;
            }
        );

    /// <summary>Each once; one that fails goes behind the others and has its turn again in the next step.</summary>
    public async Task Through<T>(Queue<T> all, string part, Func<T, Task> work)
    {
        for (var left = all.Count; left > 0; left--)
        {
            var one = all.Dequeue();
            try
            {
                await work(one);
            }
            catch (Exception e)
            {
                all.Enqueue(one);
                if (e is FenceLostException or DatabaseUnavailableException)
                    throw;
                OnFailed(part, e);
            }
        }
    }

    public void Note(Guid contact, GateVerdict verdict)
    {
        if (verdict.Fault is { } fault)
            DialerLog.SetAside(queue.Log, queue.Key.Id, contact, fault);
    }

    public IReadOnlyList<Guid> Untouchable()
    {
        foreach (var (contact, _) in _untouchable.Where(u => u.Value <= queue.Now).ToList())
            _untouchable.Remove(contact);
        return [.. _untouchable.Keys];
    }

    public static bool IsOfTheWork(Exception e) => e is not FenceLostException && WorkFaults.IsOfTheWork(e);

    private static async Task<IReadOnlyList<TResult>> Halve<T, TResult>(
        IReadOnlyList<T> all,
        Func<IReadOnlyList<T>, Task<TResult>> work,
        List<(T One, ExceptionDispatchInfo Fault)> failed
    )
    {
        try
        {
            return all.Count == 0 ? [] : [await work(all)];
        }
        catch (Exception e) when (IsOfTheWork(e))
        {
            if (all.Count > 1)
                return
                [
                    .. await Halve([.. all.Take(all.Count / 2)], work, failed),
                    .. await Halve([.. all.Skip(all.Count / 2)], work, failed),
                ];
            failed.Add((all[0], ExceptionDispatchInfo.Capture(e)));
            return [];
        }
    }

    private async Task SetAside(Guid contact, Exception e)
    {
        DialerLog.SetAside(queue.Log, queue.Key.Id, contact, e);
        (queue.Pulse.CountsChanged, queue.Pulse.ViewChanged) = (true, true);
        try
        {
            await queue.Rows.SetAside(contact, queue.Now + GateVerdict.FaultPause);
        }
        catch (Exception row) when (IsOfTheWork(row))
        {
            _untouchable[contact] = queue.Now + Untouched;
            OnFailed("set_aside", row);
        }
    }
}
