using System.Text.Json;
using System.Text.Json.Nodes;
using Pivotal.Api.Shared;
using Pivotal.Domain.Campaigns;

namespace Pivotal.Api.Campaigns;

/// <summary>What somebody wants of a campaign, as the document it would make: a merge patch (RFC 7396) on the document that is, or on the defaults.</summary>
internal static class CampaignRequest
{
    /// <summary>What has nothing, a list or a part as its default; a null gives it that back. A number or a word that is null is a mistake of whoever sends it.</summary>
    private static readonly JsonObject Clearable = new(
        JsonSerializer
            .SerializeToNode(new CampaignDocument(), Json.Options)!
            .AsObject()
            .Where(p => p.Value is JsonArray or JsonObject || p.Value is JsonValue v && v.TryGetValue<string>(out var text) && text == "")
            .Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))
    );

    /// <exception cref="BadHttpRequestException">a value does not fit its setting, or this is no object: 400</exception>
    public static CampaignDocument Over(JsonElement patch, CampaignDocument now)
    {
        if (patch.ValueKind != JsonValueKind.Object)
            throw new BadHttpRequestException("Send an object.");
        var asked = JsonObject.Create(patch)!;
        foreach (var (name, value) in Clearable)
        {
            if (asked.TryGetPropertyValue(name, out var given) && given is null)
                asked[name] = value!.DeepClone();
        }

        return JsonSerializer.SerializeToElement(asked, Json.Options).Over(now).Normalized();
    }
}
