using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Npgsql;
using NpgsqlTypes;

namespace Pivotal.Data.Shared;

/// <summary>A parameter that is sent as <c>jsonb</c>.</summary>
public readonly record struct Jsonb(string? Text);

/// <summary>
/// Turns an anonymous object into named parameters: <c>new { id, name }</c> fills <c>@id</c> and <c>@name</c>.
/// The SQL type follows the property's declared type, so that a null has one too. A moment is a <see cref="DateTimeOffset"/>, alone or among others, and is sent in UTC;
/// a <see cref="DateTime"/>, which may be on any clock, has no SQL type here.
/// </summary>
internal static class SqlParameters
{
    private static readonly ConcurrentDictionary<Type, Property[]> Known = new();

    private static readonly Dictionary<Type, NpgsqlDbType> Scalars = new()
    {
        [typeof(Guid)] = NpgsqlDbType.Uuid,
        [typeof(string)] = NpgsqlDbType.Text,
        [typeof(short)] = NpgsqlDbType.Smallint,
        [typeof(int)] = NpgsqlDbType.Integer,
        [typeof(long)] = NpgsqlDbType.Bigint,
        [typeof(bool)] = NpgsqlDbType.Boolean,
        [typeof(decimal)] = NpgsqlDbType.Numeric,
        [typeof(double)] = NpgsqlDbType.Double,
        [typeof(float)] = NpgsqlDbType.Real,
        [typeof(DateTimeOffset)] = NpgsqlDbType.TimestampTz,
        [typeof(DateOnly)] = NpgsqlDbType.Date,
        [typeof(TimeOnly)] = NpgsqlDbType.Time,
        [typeof(TimeSpan)] = NpgsqlDbType.Interval,
        [typeof(byte[])] = NpgsqlDbType.Bytea,
        [typeof(Jsonb)] = NpgsqlDbType.Jsonb,
    };

    private sealed record Property(string Name, NpgsqlDbType Type, Func<object, object?> Get);

    public static void Add(NpgsqlParameterCollection into, object? values)
    {
        if (values is null)
            return;
        foreach (var property in Known.GetOrAdd(values.GetType(), Inspect))
            into.Add(new NpgsqlParameter(property.Name, property.Type) { Value = Wire(property.Get(values)) ?? DBNull.Value });
    }

    private static object? Wire(object? value) =>
        value switch
        {
            // timestamptz keeps the instant only, and Npgsql wants it in UTC.
            DateTimeOffset at => at.ToUniversalTime(),
            IEnumerable<DateTimeOffset> moments => moments.Select(m => m.ToUniversalTime()).ToArray(),
            IEnumerable<DateTimeOffset?> moments => moments.Select(m => m?.ToUniversalTime()).ToArray(),
            Jsonb json => json.Text,
            _ => value,
        };

    private static Property[] Inspect(Type type) =>
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Select(p =>
                {
                    var instance = Expression.Parameter(typeof(object));
                    var read = Expression.Convert(Expression.Property(Expression.Convert(instance, type), p), typeof(object));
                    return new Property(p.Name, DbType(p), Expression.Lambda<Func<object, object?>>(read, instance).Compile());
                }),
        ];

    private static NpgsqlDbType DbType(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (Scalars.TryGetValue(type, out var scalar))
            return scalar;
        var element = type.IsArray
            ? type.GetElementType()
            : type.GetInterfaces()
                .Append(type)
                .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IList<>))
                ?.GetGenericArguments()[0];
        element = element is null ? null : Nullable.GetUnderlyingType(element) ?? element;
        return element is not null && Scalars.TryGetValue(element, out var of)
            ? NpgsqlDbType.Array | of
            : throw new ArgumentException(
                $"Parameter @{property.Name} has the type {property.PropertyType.Name}, which has no SQL type here."
            );
    }
}
