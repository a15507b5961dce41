namespace Pivotal.Bench.FaultsModel;

/// <summary>A grain that takes one request at a time, first come first served.</summary>
internal sealed class Turns
{
    private readonly Queue<TaskCompletionSource> _waiting = [];
    private bool _taken;

    public async Task Take(Func<Task> work)
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
            await work();
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
