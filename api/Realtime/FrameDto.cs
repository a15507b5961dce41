using System.Text.Json;
using System.Text.Json.Serialization;
using Pivotal.Api.Shared;
using Pivotal.GrainInterfaces.Realtime;

namespace Pivotal.Api.Realtime;

/// <summary>What the browser receives; see the contract's realtime section for channels and kinds.</summary>
internal sealed record FrameDto(long Epoch, long Seq, string Channel, string Kind, [property: JsonConverter(typeof(RawJson))] string Data)
{
    public static FrameDto From(FeedFrame frame) => new(frame.Epoch, frame.Seq, frame.Message.Channel, frame.Message.Kind, frame.Message.Json);
}

/// <param name="Reset">what the client shows may be out of date: fetch it again</param>
internal sealed record ResumeAnswer(bool Reset, long Epoch, long Seq, IReadOnlyList<FrameDto> Frames);

internal static class Audience
{
    public static bool Sees(this RequestUser user, FeedAudience to) => to.UserId is { } id ? id == user.Id : user.IsAny(to.Roles);
}

/// <summary>JSON that a feature has already written goes out as it is.</summary>
internal sealed class RawJson : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Frames are only sent.");

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteRawValue(value);
}
