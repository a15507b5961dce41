using System.Text.Json;

namespace Pivotal.Grains.Shared;

/// <summary>The JSON of rows and pushes.</summary>
internal static class Rows
{
    public static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;
}
