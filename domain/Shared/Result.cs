using Orleans;

namespace Pivotal.Domain.Shared;

/// <summary>How a refusal is answered over HTTP: Invalid 422, Conflict 409, NotFound 404, Forbidden 403, Unavailable 503.</summary>
[GenerateSerializer, Alias("Pivotal.RefusalKind")]
public enum RefusalKind
{
    Invalid,
    Conflict,
    NotFound,
    Forbidden,
    Unavailable,
}

/// <summary>A "no" with its reason. Each feature keeps its refusals as named factories in one file (<c>LeadRefusals.CapReached(…)</c>).</summary>
/// <param name="Code">Stable, dotted, lower case: <c>leads.checklist_incomplete</c>. Part of the public contract.</param>
/// <param name="Detail">One clear sentence for the caller.</param>
/// <param name="Field">JSON pointer into the request body (<c>/callerId</c>), when a field is at fault.</param>
[GenerateSerializer, Immutable, Alias("Pivotal.Refusal")]
public sealed record Refusal(
    [property: Id(0)] RefusalKind Kind,
    [property: Id(1)] string Code,
    [property: Id(2)] string Detail,
    [property: Id(3)] string? Field = null
);

/// <summary>A value, or the refusals that stood in its way. Exceptions are kept for bugs and outages.</summary>
[GenerateSerializer, Immutable, Alias("Pivotal.Result`1")]
public sealed record Result<T>
{
    [Id(0)]
    public T? Value { get; init; }

    [Id(1)]
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    public bool Ok => Refusals.Count == 0;

    public static implicit operator Result<T>(T value) => new() { Value = value };

    public static implicit operator Result<T>(Refusal refusal) => new() { Refusals = [refusal] };

    public static implicit operator Result<T>(List<Refusal> refusals) => new() { Refusals = refusals };

    public TOut Match<TOut>(Func<T, TOut> ok, Func<IReadOnlyList<Refusal>, TOut> refused) => Ok ? ok(Value!) : refused(Refusals);
}
