using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pivotal.Domain.Compliance.Law;

/// <summary>How profiles and what holds of them are written: what a profile says nothing about is left out.</summary>
public static class LawJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
