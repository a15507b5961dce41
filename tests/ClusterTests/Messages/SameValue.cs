using System.Globalization;
using System.Text.Json;

namespace Pivotal.ClusterTests.Messages;

/// <summary>Compares two <see cref="Canonical"/> values of different releases: fields by number, and one that the older release did not have must be empty.</summary>
/// <param name="mayBeGone">whether that message may lack that field by now</param>
internal sealed class SameValue(Func<string, long, bool> mayBeGone)
{
    public IEnumerable<string> Differences(JsonElement was, JsonElement now, string at)
    {
        if (was.ValueKind != now.ValueKind)
            return [$"{at} was {was} and reads as {now}."];
        return was.ValueKind switch
        {
            JsonValueKind.Object => OfFields(was, now, at),
            JsonValueKind.Array => was.GetArrayLength() == now.GetArrayLength()
                ? was.EnumerateArray().Zip(now.EnumerateArray()).SelectMany((pair, i) => Differences(pair.First, pair.Second, $"{at}[{i}]"))
                : [$"{at} had {was.GetArrayLength()} items and reads with {now.GetArrayLength()}."],
            _ => was.GetRawText() == now.GetRawText() ? [] : [$"{at} was {was.GetRawText()} and reads as {now.GetRawText()}."],
        };
    }

    private IEnumerable<string> OfFields(JsonElement was, JsonElement now, string at)
    {
        var read = now.EnumerateObject().ToDictionary(f => Number(f.Name));
        foreach (var field in was.EnumerateObject())
        {
            if (read.Remove(Number(field.Name), out var same))
            {
                foreach (var difference in Differences(field.Value, same.Value, $"{at}/{field.Name}"))
                    yield return difference;
            }
            else if (!mayBeGone(was.GetProperty("is").GetString()!, long.Parse(Number(field.Name), CultureInfo.InvariantCulture)))
                yield return $"{at}/{field.Name} was {field.Value.GetRawText()} and is not read any more.";
        }

        foreach (var added in read.Values.Where(f => !IsEmpty(f.Value)))
            yield return $"{at}/{added.Name} is new and reads as {added.Value.GetRawText()} where an older release said nothing.";
    }

    private static string Number(string field) => field.Split(' ')[0];

    private static bool IsEmpty(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.False => true,
            JsonValueKind.Number => value.GetDouble() == 0,
            JsonValueKind.Array => value.GetArrayLength() == 0,
            JsonValueKind.String => value.GetString()
                is ""
                    or "00000000-0000-0000-0000-000000000000"
                    or "00:00:00"
                    or "0001-01-01"
                    or "0001-01-01T00:00:00.0000000+00:00"
                    or "00:00:00.0000000",
            _ => false,
        };
}
