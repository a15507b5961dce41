using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Session;
using Orleans.Serialization.WireProtocol;

namespace Pivotal.ClusterTests.Messages;

/// <summary>One field as it stands in the bytes, and the fields within it. Nothing here knows the classes, so it sees what any other program would see.</summary>
/// <param name="Id">segment of the class in its line of base classes, and the number within it</param>
/// <param name="Value">of a plain field; empty where it has fields</param>
internal sealed record WireField(string Id, WireType Wire, string Type, string Value, IReadOnlyList<WireField> Fields)
{
    public static WireField Of(string hex)
    {
        using var session = Golden.Services.GetRequiredService<SerializerSessionPool>().GetSession();
        var reader = Reader.Create(Convert.FromHexString(hex), session);
        return Read(ref reader, reader.ReadFieldHeader(), "0");
    }

    /// <summary>Where a program that reads only what is in <paramref name="was"/> would find something else; fields that it does not know it steps over.</summary>
    public static IEnumerable<string> Differences(WireField was, WireField now, string at)
    {
        if (was.Wire != now.Wire || was.Type != now.Type)
            return [$"{at} was {was.Wire} {was.Type} and is {now.Wire} {now.Type} on the wire."];
        if (was.Value != now.Value)
            return [$"{at} was {was.Value} and is {now.Value} on the wire."];
        var known = was.Fields.Select(f => f.Id).ToHashSet();
        var fields = now.Fields.Where(f => known.Contains(f.Id)).ToArray();
        // A field that was taken back in all order is missing here; whether it was, the contracts tell.
        var written = fields.Select(f => f.Id).ToHashSet();
        var expected = was.Fields.Where(f => written.Contains(f.Id)).ToArray();
        return fields.Length == expected.Length
            ? expected
                .Zip(fields)
                .SelectMany(pair =>
                    pair.First.Id == pair.Second.Id
                        ? Differences(pair.First, pair.Second, $"{at}/{pair.First.Id}")
                        : [$"{at} has {pair.Second.Id} where {pair.First.Id} was."]
                )
            : [$"{at} had {expected.Length} fields and has {fields.Length} on the wire."];
    }

    private static WireField Read<T>(ref Reader<T> reader, Field field, string id) =>
        new(
            id,
            field.WireType,
            field.FieldType is { } type ? TypeName.Of(type) : "",
            field.WireType switch
            {
                WireType.VarInt => $"{reader.ReadVarUInt64()}",
                WireType.Fixed32 => $"{reader.ReadUInt32()}",
                WireType.Fixed64 => $"{reader.ReadUInt64()}",
                WireType.Reference => $"reference {reader.ReadVarUInt32()}",
                WireType.LengthPrefixed => Convert.ToHexStringLower(reader.ReadBytes(reader.ReadVarUInt32())),
                _ => "",
            },
            field.WireType == WireType.TagDelimited ? Within(ref reader) : []
        );

    private static List<WireField> Within<T>(ref Reader<T> reader)
    {
        List<WireField> fields = [];
        var (segment, number) = (0, 0u);
        while (true)
        {
            var field = reader.ReadFieldHeader();
            if (field.IsEndObject)
                return fields;
            if (field.IsEndBaseFields)
            {
                (segment, number) = (segment + 1, 0);
                continue;
            }

            number += field.FieldIdDelta;
            fields.Add(Read(ref reader, field, segment == 0 ? $"{number}" : $"{segment}.{number}"));
        }
    }
}
