using Orleans;
using Pivotal.Grains.Shared;

namespace Pivotal.SeamProbe;

/// <summary>A bit of everything grain states hold: text beyond ASCII, an inner record, a list, a dictionary, a date, a null, an enum, a fraction.</summary>
[GenerateSerializer, Alias("seam.SeamState")]
public sealed class SeamState : VersionedState
{
    /// <summary>The form of this class. A row of a newer form is refused.</summary>
    public const int Form = 2;

    public SeamState() : base(Form)
    {
    }

    [Id(0)]
    public string? Text { get; set; }

    [Id(1)]
    public int Writes { get; set; }

    [Id(2)]
    public SeamPart? Part { get; set; }

    [Id(3)]
    public List<SeamPart> Parts { get; set; } = [];

    [Id(4)]
    public Dictionary<Guid, decimal> Prices { get; set; } = [];

    [Id(5)]
    public DateTimeOffset At { get; set; }

    [Id(6)]
    public string? Nothing { get; set; }

    [Id(7)]
    public DayOfWeek Day { get; set; }

    public override string ToString() =>
        FormattableString.Invariant($"{Text} x{Writes} {Part} [{string.Join(' ', Parts)}] {string.Join(' ', Prices.Select(p => FormattableString.Invariant($"{p.Key:N}={p.Value}")))} {At:O} {Nothing ?? "null"} {Day}");
}

[GenerateSerializer, Immutable, Alias("seam.SeamPart")]
public sealed record SeamPart([property: Id(0)] string Name, [property: Id(1)] long Number);
