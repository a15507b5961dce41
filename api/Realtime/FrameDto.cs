using System.Text.Json;
using System.Text.Json.Serialization;
using Pivotal.Api.Shared;
using Pivotal.GrainInterfaces.Realtime;

namespace Pivotal.Api.Realtime;

/// <summary>What the browser receives; see the contract's realtime section for channels and kinds.</summary>
internal sealed record FrameDto(long Epoch, long Seq, string Channel, string Kind, [property: JsonConverter(typeof(RawJson))] string Data)
{
    public static FrameDto From(FeedFrame frame) =>
        new(frame.Epoch, frame.Seq, frame.Message.Channel, frame.Message.Kind, frame.Message.Json);
}

/// <param name="Reset">what the client shows may be out of date: fetch it again</param>
/// <param name="Refused">rate.limited, auth.required: nothing was looked up, the rest of the answer means nothing; null otherwise</param>
internal sealed record ResumeAnswer(bool Reset, long Epoch, long Seq, IReadOnlyList<FrameDto> Frames, string? Refused = null)
{
    public const string TooOften = "rate.limited",
        NotSignedIn = "auth.required";

    /// <summary>A value and not an exception, which would cost a stack trace in the log each time.</summary>
    public static ResumeAnswer No(string code) => new(false, 0, 0, [], code);
}

internal static class Audience
{
    public static bool Sees(this RequestUser user, FeedAudience to) => to.UserId is { } id ? id == user.Id : user.IsAny(to.Roles);
}

/// <summary>JSON that a feature has already written goes out as it is.</summary>
internal sealed class RawJson : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Frames are only sent.");

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteRawValue(value);
}
