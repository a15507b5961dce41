using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Pivotal.Domain.Campaigns;

namespace Pivotal.UnitTests.Campaigns;

/// <summary>A campaign's document as its types say it, without a list of its settings: a new one is held to the same.</summary>
internal static class EverySetting
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>Every record of the document with its own settings, each once.</summary>
    public static IEnumerable<JsonTypeInfo> Records() => Records(typeof(CampaignDocument)).DistinctBy(t => t.Type);

    /// <summary>Nothing in it is null, empty or what it is by default.</summary>
    public static JsonObject Filled() => Fill(typeof(CampaignDocument)).AsObject();

    /// <summary>Where each single value stands: <c>rules.recycle.outcomes.1.delayMinutes</c>, places in a list counted from 1.</summary>
    public static IEnumerable<(string Path, JsonValue Value)> Leaves(JsonNode node, string at = "") =>
        node switch
        {
            JsonObject part => part.SelectMany(p => Leaves(p.Value!, at.Length == 0 ? p.Key : $"{at}.{p.Key}")),
            JsonArray { Count: > 0 } list when list[0] is JsonObject => list.SelectMany((item, i) => Leaves(item!, $"{at}.{i + 1}")),
            JsonArray list => [(at, list[0]!.AsValue())],
            _ => [(at, node.AsValue())],
        };

    public static JsonNode Other(JsonValue value) =>
        value.GetValueKind() switch
        {
            JsonValueKind.True => false,
            JsonValueKind.False => true,
            JsonValueKind.Number => value.GetValue<int>() + 1,
            _ when Guid.TryParse(value.GetValue<string>(), out _) => "00000000-0000-0000-0000-000000000009",
            _ when DateOnly.TryParse(value.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture, out _) => "2030-01-02",
            _ => value.GetValue<string>() + "!",
        };

    private static IEnumerable<JsonTypeInfo> Records(Type type)
    {
        var info = Json.GetTypeInfo(type);
        return info.Kind == JsonTypeInfoKind.Object ? [info, .. info.Properties.SelectMany(p => Records(Plain(p.PropertyType)))]
            : info.ElementType is { } element ? Records(element)
            : [];
    }

    private static JsonNode Fill(Type type)
    {
        var plain = Plain(type);
        var info = Json.GetTypeInfo(plain);
        if (info.Kind == JsonTypeInfoKind.Object)
            return new JsonObject(info.Properties.Select(p => KeyValuePair.Create(p.Name, (JsonNode?)Fill(p.PropertyType))));
        if (info.ElementType is { } element)
            return new JsonArray(Fill(element));
        return plain == typeof(bool) ? true
            : plain == typeof(string) ? "words"
            : plain == typeof(Guid) ? "00000000-0000-0000-0000-000000000007"
            : plain == typeof(DateOnly) ? "2030-01-01"
            : plain == typeof(int) || plain == typeof(double) ? 7
            : throw new InvalidOperationException($"A setting is a {plain.Name}: say here what one looks like.");
    }

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
