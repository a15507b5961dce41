using Orleans;

namespace Pivotal.ClusterTests.Engine;

[Alias("test.IGuidGrain")]
public interface IGuidGrain : IGrainWithGuidKey
{
    [Alias("Key")]
    Task<Guid> Key();
}

[Alias("test.INumberGrain")]
public interface INumberGrain : IGrainWithIntegerKey
{
    [Alias("Key")]
    Task<long> Key();
}

[Alias("test.ICompoundGrain")]
public interface ICompoundGrain : IGrainWithGuidCompoundKey
{
    [Alias("Key")]
    Task<string> Key();
}

/// <summary>Two classes implement it; only one has its name.</summary>
[Alias("test.IAmbiguousGrain")]
public interface IAmbiguousGrain : IGrainWithStringKey
{
    [Alias("Who")]
    Task<string> Who();
}

[GrainType("test-guid")]
public sealed class GuidGrain : Grain, IGuidGrain
{
    public Task<Guid> Key() => Task.FromResult(this.GetPrimaryKey());
}

[GrainType("test-number")]
public sealed class NumberGrain : Grain, INumberGrain
{
    public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());
}

[GrainType("test-compound")]
public sealed class CompoundGrain : Grain, ICompoundGrain
{
    public Task<string> Key()
    {
        var id = this.GetPrimaryKey(out var extension);
        return Task.FromResult($"{id:N} {extension}");
    }
}

[GrainType("test-ambiguous")]
public sealed class AmbiguousGrain : Grain, IAmbiguousGrain
{
    public Task<string> Who() => Task.FromResult(nameof(AmbiguousGrain));
}

[GrainType("test-other-ambiguous")]
public sealed class OtherGrain : Grain, IAmbiguousGrain
{
    public Task<string> Who() => Task.FromResult(nameof(OtherGrain));
}
