using System.Globalization;
using Orleans;

namespace Pivotal.ScaleWorker;

/// <summary>References to the worker's own grains, whose keys are plain numbers.</summary>
internal sealed class TestGrains(IGrainFactory factory)
{
#pragma warning disable RS0030 // the typed helpers are for the product's grains
    public IDecisionGrain Decision(int key) => factory.GetGrain<IDecisionGrain>(key.ToString("D36", CultureInfo.InvariantCulture));
#pragma warning restore RS0030
}
