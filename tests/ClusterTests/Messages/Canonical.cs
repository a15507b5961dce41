using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Orleans;
using Orleans.Serialization.Invocation;

namespace Pivotal.ClusterTests.Messages;

/// <summary>
/// A value as JSON in one form: fields by number and name in the order of their numbers, enums as numbers, dictionaries as pairs ordered by key, and every character outside of plain ASCII as its code,
/// so that a lone surrogate is seen too.
/// </summary>
internal static class Canonical
{
    public static string Json(object? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    /// <summary>The arguments as the fields of the method; a cancellation token does not go over.</summary>
    public static string Json(MethodInfo method, IEnumerable<object?> arguments)
    {
        var text = new StringBuilder("{\"is\":");
        Quote(text, $"{Crossing.AliasOf(method.DeclaringType!)}.{Crossing.AliasOf(method)}");
        foreach (
            var (parameter, value) in method.GetParameters().Zip(arguments).Where(a => a.First.ParameterType != typeof(CancellationToken))
        )
            Field(text, parameter.Position, parameter.Name!, value);
        return text.Append('}').ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case IInvokable request:
                text.Append(Json(request.GetMethod(), Enumerable.Range(0, request.GetArgumentCount()).Select(request.GetArgument)));
                break;
            case null:
                text.Append("null");
                break;
            case string s:
                Quote(text, s);
                break;
            case bool b:
                text.Append(b ? "true" : "false");
                break;
            case Enum e:
                text.Append(Convert.ToInt64(e, CultureInfo.InvariantCulture));
                break;
            case Guid or TimeSpan:
                Quote(text, ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset or DateOnly or TimeOnly:
                Quote(text, ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture));
                break;
            case int or long or double or decimal or byte:
                text.Append(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case IDictionary map:
                List(text, Pairs(map));
                break;
            case IEnumerable list:
                List(text, list.Cast<object?>().Select(Json));
                break;
            default:
                Message(text, value);
                break;
        }
    }

    private static IEnumerable<string> Pairs(IDictionary map) =>
        map.Keys.Cast<object>().Select(k => $"[{Json(k)},{Json(map[k])}]").Order(StringComparer.Ordinal);

    private static void List(StringBuilder text, IEnumerable<string> items) => text.Append('[').AppendJoin(',', items).Append(']');

    private static void Message(StringBuilder text, object message)
    {
        if (!Crossing.IsOurs(message.GetType()))
            throw new NotSupportedException($"No JSON of {message.GetType()} is known; give it a line in {nameof(Canonical)}.");
        text.Append("{\"is\":");
        Quote(text, TypeName.Of(message.GetType()));
        if (message is Exception e)
        {
            text.Append(",\"message\":");
            Quote(text, e.Message);
        }

        foreach (
            var (id, property) in Crossing
                .AllStored(message.GetType())
                .Select(p => (p.GetCustomAttribute<IdAttribute>()!.Id, p))
                .OrderBy(p => p.Id)
        )
            Field(text, id, property.Name, property.GetValue(message));

        text.Append('}');
    }

    private static void Field(StringBuilder text, long id, string name, object? value)
    {
        text.Append(CultureInfo.InvariantCulture, $",\"{id} {name}\":");
        Write(text, value);
    }

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            if (c is >= ' ' and <= '~' and not ('"' or '\\'))
                text.Append(c);
            else
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        text.Append('"');
    }
}
