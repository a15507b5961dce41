using Orleans;
using Pivotal.GrainInterfaces.Telephony;

namespace Pivotal.Grains.Telephony;

/// <summary>Holds the dial tokens in memory. A new activation starts with an empty window; the carrier's own 429 covers that moment.</summary>
internal sealed class CarrierGrain(TimeProvider time, DialLimit limits) : Grain, ICarrierGrain
{
    /// <summary>Asking again sooner than this brings nothing.</summary>
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(100);

    private readonly DialTokenWindow _window = new(limits.Dials, DialTokenWindow.TelnyxWindow);
    private string? _reason;

    public Task<DialTokens> Take(Guid tenant, int wanted)
    {
        var (granted, wait) = _window.Take(tenant, wanted, time.GetUtcNow());
        if (granted >= wanted) _reason = null;
        return Task.FromResult(new DialTokens(granted, granted >= wanted ? TimeSpan.Zero : wait > Soonest ? wait : Soonest, granted >= wanted ? null : _reason ?? "rate_limited"));
    }

    public Task BackOff(TimeSpan duration, string reason)
    {
        _window.BackOff(time.GetUtcNow() + duration);
        _reason = reason;
        return Task.CompletedTask;
    }
}
