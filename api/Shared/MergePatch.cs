using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pivotal.Api.Shared;

/// <summary>
/// How a record is changed everywhere: JSON merge patch (RFC 7396). What is absent stays, null clears, an object is merged key by key, anything else replaces. The route says with <c>Accepts</c> what may
/// be named; the changed whole is checked like a new one.
/// </summary>
internal static class MergePatch
{
    /// <param name="now">the record as it stands, in the shape of what may be written</param>
    /// <exception cref="BadHttpRequestException">a value does not fit its field, or this is no object: 400</exception>
    public static T Over<T>(this JsonElement patch, T now)
    {
        if (patch.ValueKind != JsonValueKind.Object)
            throw new BadHttpRequestException("Send an object.");
        var target = JsonSerializer.SerializeToNode(now, Json.Options)!.AsObject();
        Overlay(target, JsonObject.Create(patch)!);
        try
        {
            return target.Deserialize<T>(Json.Options)!;
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException("The change does not fit the record.", e);
        }
    }

    /// <summary>Whether the change takes this field's value away.</summary>
    public static bool Clears(this JsonElement patch, string name) =>
        patch.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Null;

    private static void Overlay(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is JsonObject inner && target[name] is JsonObject old)
                Overlay(old, inner);
            else
                target[name] = value?.DeepClone();
        }
    }
}
