namespace Pivotal.Data.Shared;

/// <summary>
/// Bulk work that grains do (imports, fills and rebuilt queues) is cut into pieces, and each piece waits here for its turn in the process. Tenants have their turns one after the other, whoever has how much to do,
/// so the next piece of a small import waits for one piece of every other tenant at most, and none holds all the places.
/// </summary>
/// <param name="places">pieces at a time in the process</param>
/// <param name="each">of them for one tenant</param>
internal sealed class BulkTurns(int places, int each)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Line> _lines = [];

    /// <summary>Tenants somebody waits for; who has had a turn goes to the end.</summary>
    private readonly LinkedList<Line> _order = [];

    private int _free = places;

    /// <summary>Dispose of it when the piece is done.</summary>
    public async Task<IDisposable> Take(Guid tenant, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Line line;
        lock (_lock)
        {
            if (!_lines.TryGetValue(tenant, out line!))
                _lines[tenant] = line = new Line(tenant);
            if (line.Waiting.Count == 0)
                _order.AddLast(line);
            line.Waiting.AddLast(turn);
            Next();
        }

        await using (ct.UnsafeRegister(_ => GiveUp(line, turn, ct), null))
            await turn.Task;
        return new Turn(this, line);
    }

    private void GiveUp(Line line, TaskCompletionSource turn, CancellationToken ct)
    {
        lock (_lock)
        {
            if (!line.Waiting.Remove(turn))
                return;
            Forget(line);
        }

        turn.SetCanceled(ct);
    }

    private void Return(Line line)
    {
        lock (_lock)
        {
            _free++;
            line.Held--;
            Forget(line);
            Next();
        }
    }

    private void Next()
    {
        for (var line = _order.First; line is not null && _free > 0; )
        {
            var (here, after) = (line.Value, line.Next);
            if (here.Held < each)
            {
                var turn = here.Waiting.First!.Value;
                here.Waiting.RemoveFirst();
                (_free, here.Held) = (_free - 1, here.Held + 1);
                _order.Remove(line);
                if (here.Waiting.Count > 0)
                {
                    _order.AddLast(line);
                    after ??= line;
                }

                turn.SetResult();
            }

            line = after;
        }
    }

    private void Forget(Line line)
    {
        if (line.Waiting.Count > 0)
            return;
        _order.Remove(line);
        if (line.Held == 0)
            _lines.Remove(line.Tenant);
    }

    private sealed class Line(Guid tenant)
    {
        public Guid Tenant => tenant;

        public LinkedList<TaskCompletionSource> Waiting { get; } = [];

        public int Held { get; set; }
    }

    private sealed class Turn(BulkTurns turns, Line line) : IDisposable
    {
        private int _returned;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _returned, 1) == 0)
                turns.Return(line);
        }
    }
}
