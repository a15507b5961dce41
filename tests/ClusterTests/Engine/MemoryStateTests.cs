using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Pivotal.ClusterTests.Engine;

public sealed class MemoryStateTests : StateTests
{
    protected override Task<EngineHost> StartAsync(EngineHost? other = null) => EngineHost.StartAsync(silo =>
    {
        if (other is not null)
        {
            silo.Services.AddSingleton(other.Services.GetRequiredService<IGrainStorage>());
        }
    });
}
