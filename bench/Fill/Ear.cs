using System.Diagnostics;
using Pivotal.Bench.DialerPeer;

namespace Pivotal.Bench.Fill;

/// <summary>Listens to the dials: how many, and the longest silence between two of them.</summary>
internal sealed class Ear : IAsyncDisposable
{
    private readonly LoopCarrier _carrier;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _listening;
    private readonly Lock _gate = new();
    private int _from;
    private int _heard;
    private long _last = Stopwatch.GetTimestamp();
    private TimeSpan _silence;

    public Ear(LoopCarrier carrier)
    {
        _carrier = carrier;
        _listening = Task.Run(Listen);
    }

    /// <summary>What was heard since the last time; a silence that lasts counts.</summary>
    public (int Dials, TimeSpan Silence) Reset()
    {
        lock (_gate)
        {
            Look();
            var answer = (_carrier.Dials - _from, _silence);
            (_from, _silence, _last) = (_carrier.Dials, TimeSpan.Zero, Stopwatch.GetTimestamp());
            return answer;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listening;
        _stop.Dispose();
    }

    private async Task Listen()
    {
        while (!_stop.IsCancellationRequested)
        {
            lock (_gate)
                Look();
            await Task.Delay(2, CancellationToken.None);
        }
    }

    private void Look()
    {
        var since = Stopwatch.GetElapsedTime(_last);
        if (since > _silence)
            _silence = since;
        if (_carrier.Dials == _heard)
            return;
        (_heard, _last) = (_carrier.Dials, Stopwatch.GetTimestamp());
    }
}
