using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pivotal.ApiTests.Fuzz;

/// <summary>Values that fit a schema of the OpenAPI document, as far as a schema says what fits.</summary>
internal sealed class Shapes(JsonElement document, IReadOnlyDictionary<string, Guid> ids, Random random)
{
    private const int Deepest = 6;

    private static readonly Dictionary<string, string[]> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["status"] = ["active", "disabled", "available", "break", "offline", "new", "draft"],
        ["dialMode"] = ["manual", "preview", "power", "progressive", "predictive", "agentless"],
        ["disposition"] = ["connected", "qualified", "callback", "do_not_call", "no_answer"],
        ["kind"] = ["text", "choice", "phone", "email", "domain", "yes_no"],
        ["type"] = ["call", "email", "combo"],
        ["start"] = ["09:00"],
        ["end"] = ["17:00"],
        ["timeZone"] = ["Europe/Berlin", "America/New_York", "UTC"],
        ["country"] = ["Germany", "US"],
        ["role"] = ["monitor", "whisper", "barge", "agent"],
        ["roles"] = ["agent", "data_ops"],
        ["nextStatus"] = ["available", "break"],
        ["sort"] = ["name", "-name", "created"],
        ["from"] = ["2026-01-01"],
        ["to"] = ["2026-02-01"],
        ["target"] = ["contact.email", "contact.lastName"],
        ["report"] = ["campaigns", "agents", "hours"],
    };

    public JsonNode? Of(JsonElement schema, string name, int depth = 0)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Of(Resolve(reference.GetString()!), name, depth);
        if (schema.TryGetProperty("oneOf", out var choices) || schema.TryGetProperty("anyOf", out choices))
            return Of(choices[choices.GetArrayLength() - 1], name, depth);
        return TypeOf(schema) switch
        {
            "object" => Object(schema, depth),
            "array" => depth > Deepest || !schema.TryGetProperty("items", out var items)
                ? new JsonArray()
                : new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Of(items, name, depth + 1))]),
            "integer" => JsonValue.Create(random.Next(4) == 0 ? random.Next(100_000) : random.Next(1, 40)),
            "number" => JsonValue.Create(random.Next(2) == 0 ? 0.02 : 1.5),
            "boolean" => JsonValue.Create(random.Next(2) == 0),
            _ => JsonValue.Create(Text(schema, name)),
        };
    }

    public string Text(JsonElement schema, string name) =>
        Format(schema) switch
        {
            "uuid" => Id(name).ToString(),
            "date" => "2026-03-04",
            "date-time" => "2026-12-01T10:00:00Z",
            _ when TypeOf(schema) == "integer" => random.Next(1, 60).ToString(CultureInfo.InvariantCulture),
            _ when TypeOf(schema) == "boolean" => "true",
            _ when Words.TryGetValue(name, out var words) => words[random.Next(words.Length)],
            _ when name.Contains("mail", StringComparison.OrdinalIgnoreCase) => $"u{random.Next():x}@example.com",
            _ when name.Contains("phone", StringComparison.OrdinalIgnoreCase) || name is "callerId" or "number" => "+1202555"
                + random.Next(1000, 9999).ToString(CultureInfo.InvariantCulture),
            _ => $"{name} {random.Next(1000).ToString(CultureInfo.InvariantCulture)}",
        };

    private JsonObject Object(JsonElement schema, int depth)
    {
        var made = new JsonObject();
        if (depth > Deepest)
            return made;
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                // Absent is a valid shape too, and more so the deeper it goes.
                if (random.Next(10) < 2 + depth)
                    continue;
                made[property.Name] = Of(property.Value, property.Name, depth + 1);
            }
        }

        if (schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.Object)
            made["fit"] = Of(more, "fit", depth + 1);
        return made;
    }

    private Guid Id(string name)
    {
        var known = ids.Keys.FirstOrDefault(k => name.StartsWith(k.TrimEnd('s'), StringComparison.OrdinalIgnoreCase));
        return random.Next(8) == 0 ? Guid.Empty
            : known is not null ? ids[known]
            : ids.Values.ElementAt(random.Next(ids.Count));
    }

    private static string TypeOf(JsonElement schema) =>
        !schema.TryGetProperty("type", out var type)
            ? schema.TryGetProperty("properties", out _)
                ? "object"
                : "string"
            : type.ValueKind == JsonValueKind.String
                ? type.GetString()!
                : type.EnumerateArray().Select(t => t.GetString()!).First(t => t != "null");

    private static string? Format(JsonElement schema) => schema.TryGetProperty("format", out var format) ? format.GetString() : null;

    private JsonElement Resolve(string reference) => reference.Split('/').Skip(1).Aggregate(document, (at, part) => at.GetProperty(part));
}
