using System.Text.Json;
using Npgsql;

namespace Pivotal.Grains.Dialer;

/// <summary>Reading nullable columns, and the JSON of rows and pushes.</summary>
internal static class Rows
{
    public static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    public static Guid? IdAt(this NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetGuid(column);

    public static string? TextAt(this NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    public static DateTimeOffset? TimeAt(this NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetFieldValue<DateTimeOffset>(column);
}
