using System.Reflection;
using Npgsql;

namespace Pivotal.Data.Shared.Rows;

/// <summary>Where a column goes.</summary>
/// <param name="Name">as a message says it: <c>LeadRow.Status</c></param>
/// <param name="Wire">what Npgsql reads the column as</param>
internal sealed record RowPlace(int Column, string Name, Type Wire, bool Nullable)
{
    private static readonly MethodInfo FieldValue = typeof(NpgsqlDataReader).GetMethod(nameof(NpgsqlDataReader.GetFieldValue))!;

    /// <summary>Null when this one can be read.</summary>
    public Exception? Fault(NpgsqlDataReader reader)
    {
        if (reader.IsDBNull(Column))
            return Nullable ? null : new RowMappingException($"The column {reader.GetName(Column)} is null, and {Name} takes no null.");
        try
        {
            FieldValue.MakeGenericMethod(Wire).Invoke(reader, [Column]);
            return null;
        }
        catch (TargetInvocationException e)
        {
            return new RowMappingException(
                $"The column {reader.GetName(Column)} ({reader.GetDataTypeName(Column)}) cannot be read as {Wire.Name} for {Name}.",
                e.InnerException
            );
        }
    }
}
