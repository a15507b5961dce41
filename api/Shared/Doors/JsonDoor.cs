using System.Text.Json;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Shared.Doors;

/// <param name="Pointer">JSON pointer; empty for the document itself</param>
internal sealed record JsonFault(string Code, string Detail, string Pointer);

/// <summary>What no feature can use in a JSON document, whatever its shape: looked for before anybody reads it.</summary>
internal static class JsonDoor
{
    public const string Text = "request.text",
        NullItem = "request.null_item",
        Twice = "request.twice",
        Malformed = "request.malformed";

    public const string NoText = "This holds a character that is none (U+0000, half a surrogate pair, U+FFFE or U+FFFF).";

    /// <summary>The first fault, or null.</summary>
    public static JsonFault? Find(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var place = new JsonPlace();
        try
        {
            while (reader.Read())
            {
                if (Fault(ref reader, place) is { } fault)
                    return fault;
            }

            return null;
        }
        catch (JsonException)
        {
            return new(Malformed, "The request cannot be read.", place.Pointer);
        }
    }

    private static JsonFault? Fault(ref Utf8JsonReader reader, JsonPlace place)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                place.Leave();
                return null;
            case JsonTokenType.PropertyName:
                var (name, known) = Read(ref reader);
                var first = place.Name(name);
                if (!known)
                    return new(Text, NoText, place.Pointer);
                return first ? null : new(Twice, "This is named twice.", place.Pointer);
        }

        place.Value();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                place.Enter(reader.TokenType == JsonTokenType.StartArray);
                return null;
            case JsonTokenType.Null when place.InArray:
                return new(NullItem, "A list holds no null.", place.Pointer);
            case JsonTokenType.String when !Read(ref reader).Sound:
                return new(Text, NoText, place.Pointer);
            default:
                return null;
        }
    }

    private static (string Text, bool Sound) Read(ref Utf8JsonReader reader)
    {
        try
        {
            var text = reader.GetString()!;
            return (text.Sound(), text.IsSound());
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or no UTF-8.
            return ("\ufffd", false);
        }
    }
}
