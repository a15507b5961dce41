using Orleans;

namespace Pivotal.Bench.Decide;

/// <summary>A call that does nothing: what the engine itself costs.</summary>
[Alias("Pivotal.Bench.Empty")]
public interface IEmptyGrain : IGrainWithStringKey
{
    [Alias("Nothing")]
    Task<EmptyAnswer> Nothing(Guid id);
}

/// <summary>As many fields as a route decision has, so that carrying the answer costs the same.</summary>
[GenerateSerializer, Immutable, Alias("Pivotal.Bench.EmptyAnswer")]
public sealed record EmptyAnswer([property: Id(0)] Guid? Id, [property: Id(1)] string? Text, [property: Id(2)] string Reason);

public sealed class EmptyGrain : Grain, IEmptyGrain
{
    private static readonly Task<EmptyAnswer> Answer = Task.FromResult(new EmptyAnswer(null, null, "nothing"));

    public Task<EmptyAnswer> Nothing(Guid id) => Answer;
}
