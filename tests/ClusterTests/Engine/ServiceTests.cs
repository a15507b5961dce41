using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Pivotal.ClusterTests.Engine;

/// <summary>What a grain's constructor is given.</summary>
public sealed class ServiceTests
{
    [Fact]
    public async Task A_singleton_is_everybodys_a_scoped_service_the_activations_and_a_transient_one_each_askers()
    {
        await using var engine = await EngineHost.StartAsync(silo => silo.Services
            .AddSingleton(typeof(Shared<>)).AddScoped<Own>().AddTransient<Fresh>());
        var (left, right) = (await engine.Grain<IServedGrain>("left").Given(), await engine.Grain<IServedGrain>("right").Given());
        Assert.Equal(left.Singleton, right.Singleton);
        Assert.Equal(left.Singleton, engine.Services.GetRequiredService<Shared<string>>().Id);
        Assert.NotEqual(left.Scoped, right.Scoped);
        Assert.Equal(left.Scoped, left.ScopedAskedLater);
        Assert.NotEqual(left.Transient, right.Transient);
        Assert.Equal(left, await engine.Grain<IServedGrain>("left").Given());
    }

    [Fact]
    public async Task What_an_activation_was_given_for_itself_is_disposed_with_it_and_singletons_are_not()
    {
        await using var engine = await EngineHost.StartAsync(silo => silo.Services
            .AddSingleton(typeof(Shared<>)).AddScoped<Own>().AddTransient<Fresh>());
        await engine.Grain<IServedGrain>("g").Leave();
        await engine.Journal.WaitForAsync("own disposed");
        await engine.Journal.WaitForAsync("fresh disposed");
        Assert.DoesNotContain("shared disposed", engine.Journal.Lines);
    }
}
