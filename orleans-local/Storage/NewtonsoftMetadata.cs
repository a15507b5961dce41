using System.Text.Json.Nodes;

namespace Orleans.Local;

/// <summary>Turns JSON with Newtonsoft's type and reference metadata into plain JSON: the types are known here anyway.</summary>
internal static class NewtonsoftMetadata
{
    public static JsonNode? Remove(JsonNode? root) => Plain(root, []);

    private static JsonNode? Plain(JsonNode? node, Dictionary<string, JsonNode?> seen) => node switch
    {
        JsonArray array => new JsonArray([.. array.Select(item => Plain(item, seen))]),
        JsonObject found => PlainObject(found, seen),
        _ => node?.DeepClone(),
    };

    private static JsonNode? PlainObject(JsonObject found, Dictionary<string, JsonNode?> seen)
    {
        if (found["$ref"] is { } reference)
        {
            return seen.GetValueOrDefault(reference.GetValue<string>())?.DeepClone();
        }

        // A collection is wrapped as {"$type": …, "$values": […]}, a boxed scalar as {"$type": …, "$value": …}.
        var wrapped = found["$values"] ?? found["$value"];
        var plain = wrapped is not null
            ? Plain(wrapped, seen)
            : new JsonObject(found.Where(p => !p.Key.StartsWith('$')).Select(p => KeyValuePair.Create(p.Key, Plain(p.Value, seen))));
        if (found["$id"] is { } id)
        {
            seen[id.GetValue<string>()] = plain;
        }

        return plain;
    }
}
