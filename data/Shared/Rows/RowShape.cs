using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using Npgsql;

namespace Pivotal.Data.Shared.Rows;

/// <summary>Builds the expression that makes a row, and notes where each column went.</summary>
internal sealed class RowShape(NpgsqlDataReader sample)
{
    private const StringComparison Same = StringComparison.OrdinalIgnoreCase;

    private readonly NullabilityInfoContext _nulls = new();
    private readonly string[] _columns = [.. Enumerable.Range(0, sample.FieldCount).Select(i => Plain(sample.GetName(i)))];

    public ParameterExpression Reader { get; } = Expression.Parameter(typeof(NpgsqlDataReader), "reader");

    public List<RowPlace> Places { get; } = [];

    public Expression Read(Type type)
    {
        if (WireTypes.IsSingle(type))
        {
            return sample.FieldCount == 1
                ? Column(0, type, type.Name, System.Nullable.GetUnderlyingType(type) is not null)
                : throw new RowMappingException(
                    $"{type.Name} takes the only column, and there are {sample.FieldCount}: {string.Join(", ", Names())}."
                );
        }

        var plain = System.Nullable.GetUnderlyingType(type) ?? type;
        var row = Record(plain, "", plain.Name);
        var left = Names().Where((_, i) => Places.TrueForAll(p => p.Column != i)).ToList();
        return left.Count == 0
            ? plain == type
                ? row
                : Expression.Convert(row, type)
            : throw new RowMappingException($"{type.Name} has no place for the column {string.Join(", ", left)}.");
    }

    private IEnumerable<string> Names() => Enumerable.Range(0, sample.FieldCount).Select(sample.GetName);

    /// <param name="prefix">what the names of this record's columns begin with</param>
    private Expression Record(Type type, string prefix, string path)
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length);
        var parameters = constructor?.GetParameters() ?? [];
        var arguments = parameters
            .Select(p =>
                Place(p.Name!, p.ParameterType, IsNullable(_nulls.Create(p).WriteState, p.ParameterType), prefix, path)
                ?? (
                    p.HasDefaultValue
                        ? Expression.Constant(p.DefaultValue ?? Empty(p.ParameterType), p.ParameterType)
                        : throw Missing(prefix, path, p.Name!)
                )
            )
            .ToList();
        var made = constructor is null ? Expression.New(type) : Expression.New(constructor, arguments);
        return Expression.MemberInit(made, Properties(type, parameters, prefix, path));
    }

    private List<MemberBinding> Properties(Type type, ParameterInfo[] parameters, string prefix, string path)
    {
        var bound = new List<MemberBinding>();
        foreach (var p in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (p.SetMethod is not { IsPublic: true } || parameters.Any(q => string.Equals(q.Name, p.Name, Same)))
                continue;
            if (Place(p.Name, p.PropertyType, IsNullable(_nulls.Create(p).WriteState, p.PropertyType), prefix, path) is { } value)
                bound.Add(Expression.Bind(p, value));
            else if (p.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute)))
                throw Missing(prefix, path, p.Name);
        }

        return bound;
    }

    /// <summary>Null when there is no column for it.</summary>
    private Expression? Place(string name, Type type, bool nullable, string prefix, string path)
    {
        var own = prefix + name;
        var column = Array.FindIndex(_columns, c => string.Equals(c, own, Same));
        if (column >= 0)
        {
            return Array.FindLastIndex(_columns, c => string.Equals(c, own, Same)) == column
                ? Column(column, type, $"{path}.{name}", nullable)
                : throw new RowMappingException($"There are two columns for {path}.{name}.");
        }

        if (WireTypes.IsSingle(type) || !Array.Exists(_columns, c => c.StartsWith(own, Same)))
            return null;
        var before = Places.Count;
        var within = Record(System.Nullable.GetUnderlyingType(type) ?? type, own, $"{path}.{name}");
        if (!nullable)
            return within;
        var inner = Places[before..];
        for (var i = before; i < Places.Count; i++)
            Places[i] = Places[i] with { Nullable = true };
        var nothing = inner.Select(Expression (p) => IsNull(p.Column)).Aggregate(Expression.AndAlso);
        return Expression.Condition(nothing, Expression.Default(type), within.Type == type ? within : Expression.Convert(within, type));
    }

    private Expression Column(int column, Type type, string name, bool nullable)
    {
        var wire =
            WireTypes.Of(type, sample.GetDataTypeName(column))
            ?? throw new RowMappingException($"{name} is a {type.Name}, which no column is read as.");
        Places.Add(new(column, name, wire, nullable));
        var at = Expression.Constant(column);
        Expression value = Expression.Call(Reader, nameof(NpgsqlDataReader.GetFieldValue), [wire], at);
        if (wire != type)
            value = Expression.Convert(WireTypes.Convert(value, type, name), type);
        return nullable ? Expression.Condition(IsNull(column), Expression.Default(type), value) : value;
    }

    private MethodCallExpression IsNull(int column) =>
        Expression.Call(Reader, nameof(NpgsqlDataReader.IsDBNull), null, Expression.Constant(column));

    private static RowMappingException Missing(string prefix, string path, string name) =>
        new($"{path}.{name} has no column: none is called {Snake(prefix + name)}.");

    private static bool IsNullable(NullabilityState state, Type type) =>
        type.IsValueType ? System.Nullable.GetUnderlyingType(type) is not null : state != NullabilityState.NotNull;

    private static object? Empty(Type type) =>
        type.IsValueType && System.Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null;

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal);

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
