using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pivotal.Data.Shared;

namespace Pivotal.Grains.Calls;

/// <summary>
/// Stores what calls have become, in batches shortly after it happened, so that no call ever waits for storage. A newer snapshot of the same call replaces an older one that
/// still waits. Nothing acknowledged can be lost by that: the events themselves are in the inbox and stay unhandled until their effect is stored here.
/// </summary>
internal sealed class AttemptWriter(ICallRows rows, TimeProvider time, ILogger<AttemptWriter> log) : BackgroundService
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    // An event's row is usually there within milliseconds of its effect; what takes longer is left to the inbox's sweep.
    private static readonly TimeSpan RowPatience = TimeSpan.FromSeconds(4);

    private const int LooksForStored = 200;

    private readonly ConcurrentDictionary<Guid, Waiting> _waiting = new();
    private readonly SemaphoreSlim _work = new(0);

    /// <param name="snapshot">null when only events are to be marked</param>
    public void Post(Guid tenant, AttemptSnapshot? snapshot, IReadOnlyCollection<string> handled)
    {
        var waiting = _waiting.GetOrAdd(tenant, static _ => new Waiting());
        lock (waiting)
        {
            if (snapshot is not null)
                waiting.Keep(snapshot);
            waiting.Handled.AddRange(handled.Select(id => new HandledEvent(id, snapshot?.Fence)));
        }

        if (_work.CurrentCount == 0)
            _work.Release();
    }

    /// <summary>Returns when nothing of this call waits any more, when the token ends the waiting, or after five seconds of a database that is away.</summary>
    public async Task Stored(Guid tenant, Guid call, CancellationToken ct)
    {
        for (var looks = 0; looks < LooksForStored && !ct.IsCancellationRequested && _waiting.TryGetValue(tenant, out var waiting); looks++)
        {
            lock (waiting)
            {
                if (!waiting.Rows.ContainsKey(call) && !waiting.Writing.Contains(call))
                    return;
            }

            await Task.Delay(Gather, time, CancellationToken.None);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Write(stoppingToken);

    /// <summary>Until it is told to stop.</summary>
    internal async Task Write(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _work.WaitAsync(stoppingToken);
                await Task.Delay(Gather, time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            if (await Flush())
                continue;
            await Task.Delay(AfterFailure, time, CancellationToken.None);
            if (_work.CurrentCount == 0)
                _work.Release();
        }

        // An orderly end stores what is left.
        await Flush();
    }

    private async Task<bool> Flush()
    {
        var done = true;
        foreach (var (tenant, waiting) in _waiting)
        {
            (AttemptSnapshot[] Rows, HandledEvent[] Handled) batch;
            lock (waiting)
            {
                if (waiting.Rows.Count == 0 && waiting.Handled.Count == 0 && waiting.Early.Count == 0)
                    continue;
                batch = ([.. waiting.Rows.Values], [.. waiting.Handled, .. waiting.Early.Keys.Select(id => new HandledEvent(id, null))]);
                waiting.Writing.UnionWith(waiting.Rows.Keys);
                waiting.Rows.Clear();
                waiting.Handled.Clear();
            }

            List<string> rowless = [];
            var failed = await Batches.Store(
                Calls(batch.Rows, batch.Handled),
                async (calls, ct) => rowless.AddRange(await Store(tenant, calls, ct)),
                CancellationToken.None
            );
            foreach (var (call, e) in failed.Where(f => Batches.IsPoison(f.Failure)))
                CallsLog.AttemptSetAside(log, tenant, call.Row?.Fence.CallId, e);
            CallNews[] again = [.. failed.Where(f => !Batches.IsPoison(f.Failure)).Select(f => f.Item)];
            if (again.Length > 0)
                CallsLog.AttemptsNotStored(log, again.Length, failed[^1].Failure);
            lock (waiting)
            {
                waiting.Writing.Clear();
                foreach (var row in again.Select(c => c.Row).OfType<AttemptSnapshot>())
                    waiting.Rows.TryAdd(row.Fence.CallId, row);
                waiting.Handled.AddRange(again.SelectMany(c => c.Handled));
                if (again.Length == 0)
                    waiting.KeepEarly(rowless, time.GetUtcNow());
            }

            if (waiting.Early.Count > 0 && _work.CurrentCount == 0)
                _work.Release();
            done &= again.Length == 0;
        }

        return done;
    }

    private async Task<IReadOnlyList<string>> Store(Guid tenant, IReadOnlyList<CallNews> calls, CancellationToken ct)
    {
        AttemptSnapshot[] attempts = [.. calls.Select(c => c.Row).OfType<AttemptSnapshot>()];
        HandledEvent[] handled = [.. calls.SelectMany(c => c.Handled)];
        var (lost, rowless) = await rows.Store(tenant, attempts, handled, time.GetUtcNow(), ct);
        foreach (var fence in lost)
        {
            CallsLog.FenceLost(log, fence.CallId);
            fence.Lose();
        }

        return rowless;
    }

    /// <summary>A call's row and the events whose effect it stores stay together; events without one stand alone.</summary>
    private static List<CallNews> Calls(AttemptSnapshot[] rows, HandledEvent[] handled)
    {
        var ofCall = handled.ToLookup(e => e.Fence?.CallId);
        var own = rows.Select(r => r.Fence.CallId).ToHashSet();
        return
        [
            .. rows.Select(r => new CallNews(r, [.. ofCall[r.Fence.CallId]])),
            .. handled.Where(e => e.Fence is null || !own.Contains(e.Fence.CallId)).Select(e => new CallNews(null, [e])),
        ];
    }

    private sealed record CallNews(AttemptSnapshot? Row, IReadOnlyList<HandledEvent> Handled);

    private sealed class Waiting
    {
        public Dictionary<Guid, AttemptSnapshot> Rows { get; } = [];

        /// <summary>Calls whose rows are on their way.</summary>
        public HashSet<Guid> Writing { get; } = [];

        public List<HandledEvent> Handled { get; } = [];

        /// <summary>Handled events whose row was not there yet, and since when.</summary>
        public Dictionary<string, DateTimeOffset> Early { get; private set; } = [];

        /// <summary>The newest of a call; what an activation still says that was replaced meanwhile does not push out its successor's.</summary>
        public void Keep(AttemptSnapshot snapshot)
        {
            if (!Rows.TryGetValue(snapshot.Fence.CallId, out var known) || known.Fence.Epoch <= snapshot.Fence.Epoch)
                Rows[snapshot.Fence.CallId] = snapshot;
        }

        public void KeepEarly(IReadOnlyList<string> rowless, DateTimeOffset now) =>
            Early = rowless
                .Select(id => (Id: id, Since: Early.GetValueOrDefault(id, now)))
                .DistinctBy(e => e.Id)
                .Where(e => now - e.Since < RowPatience)
                .ToDictionary(e => e.Id, e => e.Since);
    }
}
