using System.Text.Json;

namespace Pivotal.Grains.Dialer;

/// <summary>Reading nullable columns, and the JSON of rows and pushes.</summary>
internal static class Rows
{
    public static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;
}
