using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orleans.Local;

/// <summary>
/// The payload column. Writes plain property JSON, which the official provider's default serializer (Newtonsoft.Json)
/// reads, and reads both that and what the official one writes, with its <c>$id</c>, <c>$type</c>, <c>$values</c>, <c>$ref</c>.
/// </summary>
internal static class JsonStorageSerializer
{
    private static readonly JsonSerializerOptions Options = new() { IncludeFields = true };

    public static byte[] Serialize<T>(T? state) => JsonSerializer.SerializeToUtf8Bytes(state, Options);

    /// <returns>Nothing for an empty payload, as the official serializer.</returns>
    public static T? Deserialize<T>(byte[] payload) => payload.Length == 0 ? default : payload.AsSpan().IndexOf("\"$"u8) < 0
        ? JsonSerializer.Deserialize<T>(payload, Options)
        : NewtonsoftMetadata.Remove(JsonNode.Parse(payload)).Deserialize<T>(Options);
}
