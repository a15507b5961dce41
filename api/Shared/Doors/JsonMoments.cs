using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pivotal.Api.Shared.Doors;

/// <summary>A value of the right kind that is not taken; the caller hears this code instead of "not the expected kind".</summary>
/// <param name="member">of the object at <see cref="JsonException.Path"/>; null: the value there itself</param>
internal sealed class RefusedValueException(string code, string detail, string? member = null) : JsonException(detail)
{
    public string Code => code;

    public string Detail { get; } = detail;

    public string? Member => member;
}

/// <summary>Moments name their offset, because nobody's clock is meant otherwise, and lie in years that can be reckoned with.</summary>
internal sealed class MomentJson : JsonConverter<DateTimeOffset>
{
    private static readonly DateTimeOffset First = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Last = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTimeOffset(out var moment))
            throw new JsonException();
        var text = reader.GetString()!;
        var time = text.IndexOf('T', StringComparison.Ordinal);
        if (time < 0 || text.AsSpan(time).IndexOfAny("Z+-") < 0)
            throw new RefusedValueException("field.offset", "Write a moment with its offset, such as 2026-01-31T09:00:00Z.");
        return moment >= First && moment < Last
            ? moment
            : throw new RefusedValueException("field.out_of_range", "Between the years 1900 and 2200.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}

internal sealed class DayJson : JsonConverter<DateOnly>
{
    public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (
            reader.TokenType != JsonTokenType.String
            || !DateOnly.TryParseExact(reader.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        )
            throw new JsonException();
        return day.Year is >= 1900 and < 2200
            ? day
            : throw new RefusedValueException("field.out_of_range", "Between the years 1900 and 2200.");
    }

    public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
