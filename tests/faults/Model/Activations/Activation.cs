namespace Pivotal.FaultTests.Model.Activations;

/// <summary>
/// One activation of a grain, as the engine runs it: requests one at a time, except those that interleave, and everything it does in turns of its own. Once it is lost nothing of it goes on: what it waited for
/// comes to nobody.
/// </summary>
internal sealed class Activation(World world) : SynchronizationContext
{
    private readonly Queue<TaskCompletionSource> _waiting = [];
    private readonly HashSet<Action> _asked = [];
    private bool _taken;

    public bool IsLost { get; private set; }

    /// <summary>It ends in order: its timers tick no more.</summary>
    public bool IsLeaving { get; set; }

    public int Timers { get; set; }

    public DateTimeOffset LastAsked { get; private set; } = world.Now;

    public bool IsIdle => Timers == 0 && _asked.Count == 0;

    public override void Post(SendOrPostCallback d, object? state) => world.After(TimeSpan.Zero, () => Within(() => d(state)));

    public Task<T> Ask<T>(Func<Task<T>> work, bool interleaves)
    {
        var answer = new TaskCompletionSource<T>();
        void Lost() => answer.TrySetException(new ActivationLostException());
        if (IsLost)
        {
            Lost();
            return answer.Task;
        }

        LastAsked = world.Now;
        _asked.Add(Lost);
        Within(() => Answer(work, interleaves, answer, Lost));
        return answer.Task;
    }

    /// <summary>In the middle of whatever it does. Whoever waits for an answer hears of it.</summary>
    public void Lose()
    {
        IsLost = true;
        Action[] asked = [.. _asked];
        _asked.Clear();
        foreach (var lost in asked)
            lost();
    }

    private void Within(Action what)
    {
        if (IsLost)
            return;
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            what();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private async void Answer<T>(Func<Task<T>> work, bool interleaves, TaskCompletionSource<T> answer, Action lost)
    {
        try
        {
            answer.TrySetResult(interleaves ? await work() : await InTurn(work));
        }
        catch (Exception e)
        {
            answer.TrySetException(e);
        }
        finally
        {
            _asked.Remove(lost);
        }
    }

    private async Task<T> InTurn<T>(Func<Task<T>> work)
    {
        if (_taken)
        {
            var turn = new TaskCompletionSource();
            _waiting.Enqueue(turn);
            await turn.Task;
        }

        _taken = true;
        try
        {
            return await work();
        }
        finally
        {
            // The turn passes on without becoming free in between.
            if (_waiting.TryDequeue(out var next))
                next.SetResult();
            else
                _taken = false;
        }
    }
}
