using Orleans;
using Orleans.Metadata;
using Pivotal.ClusterTests.Shared;
using Pivotal.Grains.Shared;

namespace Pivotal.ClusterTests.Messages;

/// <summary>While two releases stand side by side, a grain is found by the name that both know it by. Classes and interfaces may move to other rooms; these names may not.</summary>
public sealed class IdentityTests
{
    [Fact]
    public async Task Grains_keep_the_names_that_every_release_finds_them_by()
    {
        await using var silo = await OneSilo.Start();
        var names = silo.Services.GetRequiredService<GrainTypeResolver>();
        var grains = typeof(RateGrain)
            .Assembly.GetTypes()
            .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsSubclassOf(typeof(Grain)));
        Assert.Equal(
            ["agent", "call", "campaignqueue", "carrier", "chores", "feed", "import", "lead", "leadcap", "rate", "whatif"],
            grains.Select(t => names.GetGrainType(t).ToString()!).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Interfaces_keep_the_names_that_every_release_calls_them_by()
    {
        await using var silo = await OneSilo.Start();
        var names = silo.Services.GetRequiredService<GrainInterfaceTypeResolver>();
        var asked = Crossing.Interfaces.Where(i => !Crossing.IsObserver(i)).ToList();
        Assert.NotEmpty(asked);
        Assert.Equal(
            asked.Select(i => Crossing.AliasOf(i)).Order(StringComparer.Ordinal),
            asked.Select(i => names.GetGrainInterfaceType(i).ToString()).Order(StringComparer.Ordinal)
        );
    }
}
