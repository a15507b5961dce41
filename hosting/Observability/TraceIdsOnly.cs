using System.Diagnostics;

namespace Pivotal.Hosting.Observability;

/// <summary>Hands on which trace a call belongs to and nothing else: no baggage, neither in nor out.</summary>
internal sealed class TraceIdsOnly : DistributedContextPropagator
{
    private static readonly DistributedContextPropagator Ids = CreateDefaultPropagator();

    public override IReadOnlyCollection<string> Fields => Ids.Fields;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) =>
        Ids.Inject(
            activity,
            carrier,
            (to, name, value) =>
            {
                if (name.StartsWith("trace", StringComparison.Ordinal))
                    setter?.Invoke(to, name, value);
            }
        );

    public override void ExtractTraceIdAndState(
        object? carrier,
        PropagatorGetterCallback? getter,
        out string? traceId,
        out string? traceState
    ) => Ids.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
}
