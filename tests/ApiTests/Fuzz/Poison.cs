using System.Text.Json.Nodes;

namespace Pivotal.ApiTests.Fuzz;

/// <summary>What strangers send instead of what is expected. Everything is JSON source, so that it can also say what no JSON writer would.</summary>
internal static class Poison
{
    private static readonly string[] Texts =
    [
        "\"a\\u0000b\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"x\\udc00y\"",
        "\"\\ufffe\"",
        "\"\\uffff\"",
        "\"\ufdd0\"",
        "\"\\ud83d\\ude00\"",
        "\"\u202e\u200b\u0301\"",
        "\"\"",
        "\"   \"",
        "\"\\r\\n\\t\"",
        "\"'; drop table users --\"",
        "\"%00%s%n\"",
        "\"{{7*7}}\"",
        "\"\\\\\"",
        "\"-0\"",
        "\"NaN\"",
        "\"Infinity\"",
        "\"24:00\"",
        "\"99:99\"",
        "\"İıſK\"",
        "\"00000000-0000-0000-0000-000000000000\"",
    ];

    private static readonly string[] Numbers =
    [
        "0",
        "-1",
        "2147483647",
        "2147483648",
        "-2147483649",
        "9223372036854775807",
        "99999999999999999999999999",
        "1e400",
        "-1e308",
        "0.1",
        "1E2",
        "-0.0",
    ];

    private static readonly string[] Moments =
    [
        "\"0001-01-01\"",
        "\"9999-12-31\"",
        "\"0001-01-01T00:00:00Z\"",
        "\"9999-12-31T23:59:59.9999999+14:00\"",
        "\"0001-01-01T00:00:00+14:00\"",
        "\"2026-02-30T00:00:00Z\"",
        "\"2026-12-01T10:00:00\"",
        "\"-0001-01-01\"",
        "\"2026-06-15T12:00:00+99:00\"",
        "\"1582-10-10\"",
    ];

    private static readonly string[] Others =
    [
        "null",
        "true",
        "[]",
        "{}",
        "[null]",
        "[[]]",
        "[{}]",
        "{\"\":null}",
        "{\"a\":1,\"a\":2}",
        "\"x\"",
        "1",
    ];

    /// <summary>One value of a document replaced, a null put into a list, a name doubled, or the document broken as a whole.</summary>
    public static string Spoil(JsonNode body, Random random)
    {
        var places = Places(body).ToList();
        var source = body.ToJsonString();
        switch (random.Next(12))
        {
            case 0:
                return Broken(source, random);
            case 1 when places.Any(p => p is JsonArray):
                var lists = places.OfType<JsonArray>().ToList();
                lists[random.Next(lists.Count)].Insert(0, null);
                return body.ToJsonString();
            case 2 when places.Any(p => p is JsonObject):
                var objects = places.OfType<JsonObject>().ToList();
                objects[random.Next(objects.Count)][Marker] = "x";
                return body.ToJsonString()
                    .Replace(
                        $"\"{Marker}\":\"x\"",
                        Any(random).Trim() is var value && random.Next(2) == 0 ? $"\"id\":{value},\"id\":{value}" : $"\"\\u0000\":{value}"
                    );
        }

        var inner = places.Where(p => p.Parent is not null).ToList();
        if (inner.Count == 0)
            return random.Next(2) == 0 ? Any(random) : source;
        inner[random.Next(inner.Count)].ReplaceWith(JsonValue.Create(Marker));
        return body.ToJsonString().Replace($"\"{Marker}\"", Any(random));
    }

    public static string Any(Random random) =>
        random.Next(20) switch
        {
            < 8 => Texts[random.Next(Texts.Length)],
            < 11 => Numbers[random.Next(Numbers.Length)],
            < 14 => Moments[random.Next(Moments.Length)],
            < 18 => Others[random.Next(Others.Length)],
            18 => $"\"{new string("aé\u4e2d"[random.Next(3)], random.Next(1, 70_000))}\"",
            _ => string.Concat(Enumerable.Repeat("[", random.Next(2, 80))) + "1" + new string(']', 0),
        };

    /// <summary>For a path, a query or a header: the text of a poison, percent-encoded.</summary>
    public static string Encoded(Random random) =>
        random.Next(8) switch
        {
            0 => "%00",
            1 => "a%00b",
            2 => "%ED%A0%80",
            3 => "%EF%BF%BE",
            4 => "%F0%9F%98%80",
            5 => "0001-01-01",
            6 => new string('a', random.Next(3000)),
            _ => Uri.EscapeDataString(Texts[random.Next(Texts.Length)].Trim('"')),
        };

    private const string Marker = "__poison__";

    private static string Broken(string source, Random random) =>
        random.Next(5) switch
        {
            0 => source[..random.Next(source.Length)],
            1 => string.Concat(Enumerable.Repeat("{\"a\":", 200)),
            2 => source + source,
            3 => "",
            _ => "\u0000" + source,
        };

    private static IEnumerable<JsonNode> Places(JsonNode node)
    {
        yield return node;
        var inner = node switch
        {
            JsonObject o => o.Select(p => p.Value),
            JsonArray a => a,
            _ => [],
        };
        foreach (var place in inner.OfType<JsonNode>().SelectMany(Places))
            yield return place;
    }
}
