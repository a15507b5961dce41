using System.Linq.Expressions;
using Npgsql;

namespace Pivotal.Data.Shared.Rows;

/// <summary>A query and the type its rows are read into do not fit, or a value does not fit its column's reader. A bug, found by the first row.</summary>
public sealed class RowMappingException(string message, Exception? inner = null) : InvalidOperationException(message, inner);

/// <summary>
/// Reads rows into <typeparamref name="T"/> by the names of their columns; case and underscores do not count, so that <c>phone_e164</c> fills <c>PhoneE164</c>.
/// Every column has its place and every place its column, or the read is refused with both names.
/// </summary>
/// <remarks>
/// A scalar or an array takes the only column. A record takes its constructor's parameters, then its other settable properties; a parameter with a default and a property
/// that is not <c>required</c> may be left out. A record within takes the columns that begin with its name (<c>counts_queued</c> fills <c>Counts.Queued</c>); where it may be null,
/// it is when all of them are. A document (<c>jsonb</c>) is a string, or is read into the type that asks for it. An enum is stored by its name.
/// </remarks>
internal static class RowMapper<T>
{
    private static readonly Lock Adding = new();
    private static volatile RowPlan<T>[] _plans = [];

    /// <summary>One plan for each list of columns that <typeparamref name="T"/> was asked for with; nearly always there is one.</summary>
    public static RowPlan<T> For(NpgsqlDataReader reader)
    {
        foreach (var plan in _plans)
        {
            if (plan.Fits(reader))
                return plan;
        }

        return Add(reader);
    }

    private static RowPlan<T> Add(NpgsqlDataReader reader)
    {
        var plan = RowPlan<T>.Make(reader);
        lock (Adding)
        {
            if (_plans.FirstOrDefault(p => p.Fits(reader)) is { } meanwhile)
                return meanwhile;
            _plans = [.. _plans, plan];
            return plan;
        }
    }
}

/// <summary>The compiled way from one list of columns to <typeparamref name="T"/>.</summary>
internal sealed class RowPlan<T>
{
    private readonly string[] _columns;
    private readonly List<RowPlace> _places;
    private readonly Func<NpgsqlDataReader, T> _map;

    private RowPlan(string[] columns, List<RowPlace> places, Func<NpgsqlDataReader, T> map) =>
        (_columns, _places, _map) = (columns, places, map);

    public static RowPlan<T> Make(NpgsqlDataReader reader)
    {
        var shape = new RowShape(reader);
        var row = shape.Read(typeof(T));
        return new(
            [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)],
            shape.Places,
            Expression.Lambda<Func<NpgsqlDataReader, T>>(row, shape.Reader).Compile()
        );
    }

    public bool Fits(NpgsqlDataReader reader)
    {
        if (reader.FieldCount != _columns.Length)
            return false;
        for (var i = 0; i < _columns.Length; i++)
        {
            if (reader.GetName(i) != _columns[i])
                return false;
        }

        return true;
    }

    public T Map(NpgsqlDataReader reader)
    {
        try
        {
            return _map(reader);
        }
        catch (InvalidCastException refused)
        {
            // Which column it was costs nothing as long as none refuses.
            throw _places.Select(p => p.Fault(reader)).FirstOrDefault(f => f is not null) ?? refused;
        }
    }
}
