using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Pivotal.ClusterTests.Engine;

[Alias("test.IOverloadingGrain")]
public interface IOverloadingGrain : IGrainWithStringKey
{
    /// <summary>Keeps the grain busy until the journal's gate opens.</summary>
    [Alias("Hold")]
    Task Hold();

    [Alias("Mention")]
    Task Mention(string what);

    [Alias("Hint"), OneWay]
    Task Hint(string what);

    /// <returns>"noted" or "refused"</returns>
    [Alias("NoteAt")]
    Task<string> NoteAt(string gateGrain);
}

/// <summary>The key "slow" does not finish its activation before the journal's gate opens.</summary>
[GrainType("test-overloading")]
public sealed class OverloadingGrain(Journal journal) : Grain, IOverloadingGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (this.GetPrimaryKeyString() != "slow")
        {
            return Task.CompletedTask;
        }

        journal.Write("activating");
        return journal.Gate;
    }

    public Task Hold()
    {
        journal.Write("held");
        return journal.Gate;
    }

    public Task Mention(string what)
    {
        journal.Write(what);
        return Task.CompletedTask;
    }

    public Task Hint(string what) => Mention(what);

    public async Task<string> NoteAt(string gateGrain)
    {
        try
        {
#pragma warning disable RS0030 // Test grains have plain keys; the typed helpers are for the product's.
            await GrainFactory.GetGrain<IGateGrain>(gateGrain).Note("from a grain");
#pragma warning restore RS0030
            return "noted";
        }
        catch (LimitExceededException)
        {
            return "refused";
        }
    }
}
