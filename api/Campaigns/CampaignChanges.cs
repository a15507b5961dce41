using System.Text.Json.Nodes;

namespace Pivotal.Api.Campaigns;

/// <summary>Of one setting.</summary>
internal sealed record Change(JsonNode? From, JsonNode? To);

/// <summary>
/// What changed between two documents, leaf by leaf, for the history: <c>rules.recycle.numberRestMinutes</c> from 60 to 120. It knows no setting by name. A list of parts is compared part by part, each found again by its first member (a question's id, an outcome); what cannot be told apart so is one leaf.
/// </summary>
internal static class CampaignChanges
{
    /// <summary>More than anybody reads at once; a list of hundreds that is replaced must not fill the log.</summary>
    private const int Most = 100;

    private const int MostItems = 30;

    public static Dictionary<string, Change> Between(JsonNode? was, JsonNode? now)
    {
        var found = new Dictionary<string, Change>();
        Compare("", was, now, found);
        return found;
    }

    private static void Compare(string at, JsonNode? was, JsonNode? now, Dictionary<string, Change> found)
    {
        if (found.Count >= Most || JsonNode.DeepEquals(was, now))
            return;
        if (was is JsonObject or null && now is JsonObject or null)
            Members(at, was?.AsObject() ?? [], now?.AsObject() ?? [], found);
        else if (Parts(was) is { } before && Parts(now) is { } after)
            Items(at, before, after, found);
        else
            found[at] = Told(was, now);
    }

    private static void Members(string at, JsonObject was, JsonObject now, Dictionary<string, Change> found)
    {
        foreach (var name in was.Select(p => p.Key).Union(now.Select(p => p.Key)))
            Compare(at.Length == 0 ? name : $"{at}.{name}", was[name], now[name], found);
    }

    /// <summary>A part that came or went is one change, under its place in the list; one that stayed is compared.</summary>
    private static void Items(string at, List<Part> was, List<Part> now, Dictionary<string, Change> found)
    {
        var before = found.Count;
        foreach (var (i, gone) in was.Index().Where(p => now.TrueForAll(n => n.Key != p.Item.Key)))
            found[$"{at}.{i + 1}"] = Told(gone.Body, null);
        foreach (var (i, part) in now.Index())
        {
            var place = $"{at}.{i + 1}";
            if (was.Find(p => p.Key == part.Key) is { } stayed)
                Members(place, stayed.Body, part.Body, found);
            else
                found[place] = new(found.GetValueOrDefault(place)?.From, Told(null, part.Body).To);
        }

        // The same parts in another order.
        if (found.Count == before)
            found[at] = Told(Keys(was), Keys(now));

        static JsonArray Keys(List<Part> parts) => [.. parts.Select(p => JsonValue.Create(p.Key))];
    }

    /// <summary>Null: no list of parts that can be told apart.</summary>
    private static List<Part>? Parts(JsonNode? list)
    {
        if (list is not JsonArray array || array.Any(i => i is not JsonObject { Count: > 0 }))
            return null;
        List<Part> parts = [.. array.Select(i => i!.AsObject()).Select(o => new Part(o.First().Value?.ToString() ?? "", o))];
        return parts.DistinctBy(p => p.Key).Count() == parts.Count ? parts : null;
    }

    private static Change Told(JsonNode? was, JsonNode? now)
    {
        if (Text(was) is not { } before || Text(now) is not { } after)
            return new(Shortened(was), Shortened(now));
        var same = before.Zip(after).TakeWhile(p => p.First == p.Second).Count();
        return new(ChangedText.Of(before, same), ChangedText.Of(after, same));
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static JsonNode? Shortened(JsonNode? value) =>
        value switch
        {
            JsonObject part => new JsonObject(part.Select(p => KeyValuePair.Create(p.Key, Shortened(p.Value)))),
            JsonArray list => new JsonArray([.. list.Take(MostItems).Select(Shortened)]),
            _ => Text(value) is { } text ? ChangedText.Of(text, 0) : value?.DeepClone(),
        };

    /// <param name="Key">its first member</param>
    private sealed record Part(string Key, JsonObject Body);
}
