using System.Text.Json;
using System.Text.Json.Nodes;
using Pivotal.Domain.Campaigns;

namespace Pivotal.Data.Campaigns;

/// <summary>A campaign's document cannot be read: it is of a later shape, or not of the shape it says. Nobody calls by guessed settings.</summary>
public sealed class UnreadableCampaignException(Guid campaign, string why, Exception? inner = null)
    : Exception($"The document of campaign {campaign} cannot be read: {why}", inner);

/// <summary>The column <c>campaigns.document</c>. What it says is judged when it is set (<see cref="CampaignDocument.Check"/>); what is read is looked at for its shape alone.</summary>
public static class CampaignDocuments
{
    /// <summary>Raised when a document could be misread by whoever knows only the version before. A setting that comes in anew raises nothing: who does not know it leaves it where it is.</summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { RespectNullableAnnotations = true };

    /// <exception cref="UnreadableCampaignException" />
    public static CampaignDocument Read(Guid campaign, string json, int version)
    {
        if (version > Version)
            throw new UnreadableCampaignException(campaign, $"it has version {version}, and this process knows versions up to {Version}.");
        try
        {
            return JsonSerializer.Deserialize<CampaignDocument>(json, Json)
                ?? throw new UnreadableCampaignException(campaign, "there is none.");
        }
        catch (JsonException e)
        {
            throw new UnreadableCampaignException(campaign, $"{e.Path ?? "it"} is not what the version says.", e);
        }
    }

    /// <param name="stored">what stands there now; its members that this process does not know stay, so that a process of before takes no setting away from one of after</param>
    public static string Write(CampaignDocument document, string? stored = null)
    {
        // As the document itself, whatever has been built upon it.
        var written = JsonSerializer.SerializeToNode<CampaignDocument>(document, Json)!.AsObject();
        if (stored is not null)
            Keep(JsonNode.Parse(stored)!.AsObject(), written);
        return written.ToJsonString(Json);
    }

    /// <summary>A list is written anew as a whole: nobody could say which of its items an unknown member belongs to.</summary>
    private static void Keep(JsonObject stored, JsonObject written)
    {
        foreach (var (name, value) in stored)
        {
            if (!written.TryGetPropertyValue(name, out var now))
                written[name] = value?.DeepClone();
            else if (value is JsonObject before && now is JsonObject after)
                Keep(before, after);
        }
    }
}
