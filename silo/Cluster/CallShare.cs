using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Silo.Cluster;

/// <summary>
/// <c>PIVOTAL_COUNT_CALLS=1</c>: counts the calls from grain to grain that stay in this silo and those that come from another, at <c>/health/calls</c> of the silo's door. Off otherwise, because
/// every call carries its origin for it.
/// </summary>
internal sealed class CallShare(ILocalSiloDetails self) : IOutgoingGrainCallFilter, IIncomingGrainCallFilter
{
    public const string Setting = "PIVOTAL_COUNT_CALLS";
    private const string From = "from-silo";

    private readonly string _here = self.SiloAddress.ToParsableString();
    private readonly ConcurrentDictionary<(GrainType To, bool Local), long> _calls = new();

    /// <summary>By the kind of the called grain.</summary>
    public object Figures =>
        _calls
            .GroupBy(c => c.Key.To.ToString()!)
            .OrderBy(g => g.Key)
            .ToDictionary(
                g => g.Key,
                g => new { local = g.Where(c => c.Key.Local).Sum(c => c.Value), remote = g.Where(c => !c.Key.Local).Sum(c => c.Value) }
            );

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.SourceId is { } source && GrainKey.TryParse(source.Key.AsSpan(), out _))
            RequestContext.Set(From, _here);
        else
            RequestContext.Remove(From);
        return context.Invoke();
    }

    public Task Invoke(IIncomingGrainCallContext context)
    {
        // Timers are calls of a grain to itself.
        if (
            context.SourceId is { } source
            && source != context.TargetId
            && RequestContext.Get(From) is string from
            && GrainKey.TryParse(source.Key.AsSpan(), out _)
        )
            _calls.AddOrUpdate((context.TargetId.Type, from == _here), 1, static (_, n) => n + 1);
        return context.Invoke();
    }
}
