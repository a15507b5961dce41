using System.Text.Json;
using System.Text.Json.Nodes;
using Pivotal.Api.Campaigns;
using Pivotal.Data.Campaigns;
using Pivotal.Domain.Campaigns;
using Pivotal.UnitTests.Architecture;

namespace Pivotal.UnitTests.Campaigns;

/// <summary>A campaign's settings are one record: what holds for one of them holds for all, without a list anywhere.</summary>
public sealed class CampaignDocumentTests
{
    private static readonly Guid Id = new(7, 0, 0, new byte[8]);

    [Fact]
    public void Every_setting_comes_back_from_its_row_as_it_was_written()
    {
        var filled = EverySetting.Filled();
        var written = CampaignDocuments.Write(CampaignDocuments.Read(Id, filled.ToJsonString(), CampaignDocuments.Version));
        Assert.True(JsonNode.DeepEquals(filled, JsonNode.Parse(written)), written);
        Assert.InRange(EverySetting.Leaves(filled).Count(), 60, 500);
    }

    [Fact]
    public void Every_setting_is_told_in_the_history_and_no_other_with_it()
    {
        var filled = EverySetting.Filled();
        // A part of a list is found again by its first member; when that changes, the part is another one.
        var keys = EverySetting.Records().Select(r => r.Properties[0].Name).ToHashSet();
        foreach (var (path, value) in EverySetting.Leaves(filled))
        {
            var changed = filled.DeepClone();
            Put(changed, path.Split('.'), EverySetting.Other(value));
            var told = Assert.Single(CampaignChanges.Between(filled, changed)).Key;
            Assert.True(
                told == path || path.StartsWith(told, StringComparison.Ordinal) && keys.Contains(path.Split('.')[^1]),
                $"{path}: {told}"
            );
        }
    }

    [Fact]
    public void Every_setting_has_its_docstring_in_the_contract()
    {
        using var contract = JsonDocument.Parse(File.ReadAllText(Path.Combine(FolderRules.RepoRoot(), "frontend", "openapi.json")));
        var schemas = contract.RootElement.GetProperty("components").GetProperty("schemas");
        Assert.Empty(
            EverySetting
                .Records()
                .SelectMany(r =>
                {
                    var name = r.Type == typeof(CampaignDocument) ? nameof(Campaign) : r.Type.Name;
                    var told = schemas.GetProperty(name).GetProperty("properties");
                    return r
                        .Properties.Where(p => !told.TryGetProperty(p.Name, out var shape) || !IsTold(shape))
                        .Select(p => $"{name}.{p.Name}");
                })
        );

        // A part that may be null has no place for words of its own; there are those of the part.
        bool IsTold(JsonElement shape) =>
            shape.TryGetProperty("description", out var words) && words.GetString() is { Length: > 3 }
            || shape.TryGetProperty("oneOf", out var either)
                && either
                    .EnumerateArray()
                    .Any(e => e.TryGetProperty("$ref", out var part) && IsTold(schemas.GetProperty(part.GetString()!.Split('/')[^1])));
    }

    [Fact]
    public void What_a_later_process_knows_of_stays_when_this_one_writes()
    {
        var stored = JsonNode.Parse(CampaignDocuments.Write(new CampaignDocument { Name = "Spring" }))!;
        stored["later"] = 1;
        stored["rules"]!["recycle"]!["later"] = new JsonObject { ["each"] = 2 };
        var changed = CampaignDocuments.Read(Id, stored.ToJsonString(), 1) with { Name = "Summer", Cap = new(CapMode.QueueSize, 3) };
        var written = JsonNode.Parse(CampaignDocuments.Write(changed, stored.ToJsonString()))!;
        Assert.Equal(("Summer", 3), (written["name"]!.GetValue<string>(), written["cap"]!["value"]!.GetValue<int>()));
        Assert.Equal((1, 2), (written["later"]!.GetValue<int>(), written["rules"]!["recycle"]!["later"]!["each"]!.GetValue<int>()));
    }

    [Fact]
    public void What_has_no_part_any_more_has_none_in_the_row_either()
    {
        var stored = CampaignDocuments.Write(new CampaignDocument { Cap = new(CapMode.QueueSize, 3) });
        Assert.Null(CampaignDocuments.Read(Id, CampaignDocuments.Write(new CampaignDocument(), stored), 1).Cap);
    }

    [Theory]
    [InlineData("""{"maxAttempts": "many"}""", 1, "$.maxAttempts")]
    [InlineData("""{"rules": {"agents": null}}""", 1, "agents")]
    [InlineData("null", 1, "there is none")]
    [InlineData("{}", 2, "version 2")]
    public void What_cannot_be_read_is_said_and_never_guessed(string document, int version, string why)
    {
        var refused = Assert.Throws<UnreadableCampaignException>(() => CampaignDocuments.Read(Id, document, version));
        Assert.Contains(why, refused.ToString(), StringComparison.Ordinal);
        Assert.Contains(Id.ToString(), refused.Message, StringComparison.Ordinal);
        Assert.Equal(new CampaignDocument().MaxAttempts, CampaignDocuments.Read(Id, "{}", 1).MaxAttempts);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_with_its_field()
    {
        var clock = CampaignWindow.Office with { TimeZone = "Europe/Berlin" };
        var possible = new CampaignDocument { Name = "Spring", Window = clock };
        Assert.Empty(possible.Check().Refusals);
        var wrong = possible with
        {
            Name = " ",
            MaxAttempts = 0,
            Window = clock with { Start = "morning" },
            Cap = new("sometimes", 0),
            Rules = new()
            {
                Queue = new() { Order = "upside_down" },
                Recycle = new() { NumberRestMinutes = -1 },
                Dispositions = [new("qualified", "retry_after")],
                Compliance = new() { RingSeconds = 1 },
                Agents = new()
                {
                    Reserve = new(-1),
                    Preview = new() { Seconds = 1 },
                },
                Quotas = [new(Id, "", "country", ["DE"], 1)],
            },
        };
        Assert.Equal(
            [
                "/name",
                "/maxAttempts",
                "/window/start",
                "/cap/mode",
                "/cap/value",
                "/rules/queue/order",
                "/rules/recycle/numberRestMinutes",
                "/rules/dispositions/0/delayMinutes",
                "/rules/compliance/ringSeconds",
                "/rules/agents/reserve/agents",
                "/rules/agents/preview/seconds",
                "/rules/quotas/0/name",
            ],
            wrong.Check().Refusals.Select(r => r.Field)
        );
    }

    private static void Put(JsonNode node, string[] path, JsonNode value)
    {
        var last = path[1..].Length == 0;
        if (node is JsonArray list)
        {
            Put(list[int.Parse(path[0], System.Globalization.CultureInfo.InvariantCulture) - 1]!, path[1..], value);
            return;
        }

        if (!last)
            Put(node[path[0]]!, path[1..], value);
        else if (node[path[0]] is JsonArray values)
            values[0] = value;
        else
            node[path[0]] = value;
    }
}
