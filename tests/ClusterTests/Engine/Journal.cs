using System.Collections.Concurrent;

namespace Pivotal.ClusterTests.Engine;

/// <summary>What grains did, in order, seen from outside: a service that test grains write to.</summary>
public sealed class Journal
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly SemaphoreSlim _written = new(0);
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<string> Lines => [.. _lines];

    public void Write(string line)
    {
        _lines.Enqueue(line);
        _written.Release();
    }

    /// <summary>What waiting test grains wait for; opened by themselves or by the test.</summary>
    public Task Gate => _gate.Task;

    public void OpenGate() => _gate.TrySetResult();

    /// <summary>Waits until a line has been written; fails after twenty seconds.</summary>
    public async Task WaitForAsync(string line, int times = 1)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (_lines.Count(l => l == line) < times)
        {
            await _written.WaitAsync(limit.Token);
        }
    }
}
