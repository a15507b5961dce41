using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Telephony;

namespace Pivotal.FaultTests.Model.Activations;

/// <summary>The dial tokens of the one carrier account. Its grain is never lost here.</summary>
internal sealed class CarrierTokens(World world) : ICarrierGrain
{
    private readonly DialTokenWindow _window = new(DialTokenWindow.TelnyxLimit, DialTokenWindow.TelnyxWindow);

    public async Task<DialTokens> Take(Guid tenant, int wanted)
    {
        await world.Hop();
        var (granted, wait) = _window.Take(tenant, wanted, world.Now);
        await world.Hop();
        return granted < wanted ? new(granted, wait > Soonest ? wait : Soonest, "rate_limited") : new(granted, TimeSpan.Zero, null);
    }

    public async Task BackOff(TimeSpan duration, string reason)
    {
        await world.Hop();
        _window.BackOff(world.Now + duration);
        await world.Hop();
    }

    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(100);
}
