using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Api.Campaigns;
using Pivotal.Domain.Shared;

namespace Pivotal.UnitTests.Campaigns;

public sealed partial class CampaignChangesTests
{
    [Fact]
    public void A_part_of_a_list_is_told_by_its_place_and_what_of_it_changed()
    {
        var told = Between(
            """{"outcomes": [{"outcome": "busy", "delay": 5}, {"outcome": "failed", "delay": 9}], "filters": [{"field": "city"}]}""",
            """{"outcomes": [{"outcome": "busy", "delay": 7}, {"outcome": "hung_up", "delay": 9}], "filters": []}"""
        );
        Assert.Equal(["outcomes.2", "outcomes.1.delay", "filters.1"], told.Keys);
        Assert.Equal(("5", "7"), (told["outcomes.1.delay"].From!.ToJsonString(), told["outcomes.1.delay"].To!.ToJsonString()));
        Assert.Equal(("failed", "hung_up"), ((string?)told["outcomes.2"].From!["outcome"], (string?)told["outcomes.2"].To!["outcome"]));
        Assert.Null(told["filters.1"].To);
    }

    [Fact]
    public void Another_order_is_told_as_one_and_parts_that_are_alike_are_told_together()
    {
        var order = Between("""{"l": [{"id": "a"}, {"id": "b"}]}""", """{"l": [{"id": "b"}, {"id": "a"}]}""")["l"];
        Assert.Equal(("""["a","b"]""", """["b","a"]"""), (order.From!.ToJsonString(), order.To!.ToJsonString()));
        Assert.Equal(["l"], Between("""{"l": [{"f": "a"}, {"f": "a"}]}""", """{"l": [{"f": "a"}]}""").Keys);
    }

    [Fact]
    public void A_part_that_comes_or_goes_is_told_value_by_value()
    {
        Assert.Equal(["cap.mode", "cap.value"], Between("""{"cap": null}""", """{"cap": {"mode": "queue_size", "value": 3}}""").Keys);
        Assert.Equal("3", Between("""{"cap": {"value": 3}}""", """{"cap": null}""")["cap.value"].From!.ToJsonString());
    }

    [Fact]
    public void Of_a_long_text_the_place_that_changed_is_told_and_nobodys_number_or_address()
    {
        var script = string.Join(' ', Enumerable.Range(1, 200).Select(n => $"word{n}"));
        var told = Between(
            new JsonObject { ["script"] = script, ["callerId"] = "+12025550190" }.ToJsonString(),
            new JsonObject
            {
                ["script"] = script.Replace("word150", "call (202) 555-0190 or ann@example.com"),
                ["callerId"] = null,
            }.ToJsonString()
        );
        Assert.Contains("word150", (string?)told["script"].From, StringComparison.Ordinal);
        Assert.Contains("or …", (string?)told["script"].To, StringComparison.Ordinal);
        Assert.Equal(("…90", null), ((string?)told["callerId"].From, told["callerId"].To));
    }

    [Property]
    public bool What_is_told_of_a_text_is_short_sound_and_holds_no_number(NonNull<string> text, PositiveInt at)
    {
        var told = ChangedText.Of(text.Get + " +1 202 555 0190 " + text.Get, at.Get);
        return told.Length <= 130 && told.IsSound() && !Digits().IsMatch(told);
    }

    [Property]
    public bool Nothing_is_told_only_of_what_is_the_same(int a, int b, NonNull<string> c, NonNull<string> d)
    {
        JsonObject Of(int number, string text) =>
            new()
            {
                ["n"] = number,
                ["p"] = new JsonObject { ["t"] = text.Sound() },
            };
        var told = CampaignChanges.Between(Of(a, c.Get), Of(b, d.Get));
        return told.ContainsKey("n") == (a != b) && told.ContainsKey("p.t") == (c.Get.Sound() != d.Get.Sound());
    }

    private static Dictionary<string, Change> Between(string was, string now) =>
        CampaignChanges.Between(JsonNode.Parse(was), JsonNode.Parse(now));

    [GeneratedRegex(@"\d{7}")]
    private static partial Regex Digits();
}
