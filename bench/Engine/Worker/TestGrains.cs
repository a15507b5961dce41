using System.Globalization;
using Orleans;

namespace Pivotal.EngineWorker;

/// <summary>References to the worker's own grains, whose keys are plain numbers.</summary>
internal sealed class TestGrains(IGrainFactory factory)
{
    private int _next;

    public IEmptyGrain Empty(int key) => Get<IEmptyGrain>(key);

    /// <summary>Keys nobody has used in this process, one after another.</summary>
    public T Fresh<T>() where T : IGrainWithStringKey => Get<T>(Interlocked.Increment(ref _next));

#pragma warning disable RS0030 // the typed helpers are for the product's grains
    public T Get<T>(int key) where T : IGrainWithStringKey => factory.GetGrain<T>(key.ToString("D36", CultureInfo.InvariantCulture));
#pragma warning restore RS0030
}
