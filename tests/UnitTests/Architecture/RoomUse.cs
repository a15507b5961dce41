using System.Reflection;
using System.Reflection.Emit;

namespace Pivotal.UnitTests.Architecture;

/// <summary>Which rooms (namespaces below an assembly's own, features) use which others, read from signatures and from the instructions of every method: what the compiler wove in counts, a using that nobody needs does not.</summary>
internal static class RoomUse
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(c => c.Value);

    /// <param name="roomOf">the room of a namespace, without the assembly's own name; null: its first word</param>
    /// <returns>each use of another room of the product, of this assembly or of another, with the type that uses it and the one it uses</returns>
    public static IReadOnlyList<(string From, Assembly Of, string To, string Use)> In(
        Assembly assembly,
        Func<string, string>? roomOf = null
    ) =>
        [
            .. from type in assembly.GetTypes()
            let @from = RoomOf(type, roomOf)
            where @from is not null
            from used in Used(type).SelectMany(Parts).Distinct()
            let to = RoomOf(used, roomOf)
            where to is not null && (to != @from || used.Assembly != assembly)
            select (@from, used.Assembly, to, $"{Outermost(type).Name} uses {Outermost(used).Name}"),
        ];

    /// <summary>Null for what stands outside the product's rooms, as generated code does.</summary>
    private static string? RoomOf(Type type, Func<string, string>? roomOf)
    {
        var root = type.Assembly.GetName().Name + ".";
        return
            root.StartsWith("Pivotal.", StringComparison.Ordinal)
            && Outermost(type).Namespace is { } ns
            && ns.StartsWith(root, StringComparison.Ordinal)
            ? (roomOf ?? First)(ns[root.Length..])
            : null;
    }

    private static string First(string ns) => ns.Split('.')[0];

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<Type> Used(Type type) =>
        [
            .. type.GetInterfaces(),
            .. type.BaseType is { } parent ? [parent] : Type.EmptyTypes,
            .. type.GetMembers(All).Append(type).SelectMany(m => m.GetCustomAttributesData()).Select(a => a.AttributeType),
            .. type.GetFields(All).Select(f => f.FieldType),
            .. type.GetMethods(All).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)),
            .. type.GetConstructors(All).SelectMany(c => c.GetParameters()).Select(p => p.ParameterType),
            .. type.GetMethods(All).Concat<MethodBase>(type.GetConstructors(All)).SelectMany(Body),
        ];

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];

    private static IEnumerable<Type> Body(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body || body.GetILAsByteArray() is not { } il)
            return [];
        return [.. body.LocalVariables.Select(v => v.LocalType), .. Tokens(il).SelectMany(t => Named(method, t))];
    }

    private static IEnumerable<Type> Named(MethodBase method, int token)
    {
        Type[] ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : [],
            ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        return method.Module.ResolveMember(token, ofType, ofMethod) switch
        {
            Type named => [named],
            MethodInfo called =>
            [
                called.DeclaringType!,
                called.ReturnType,
                .. called.GetParameters().Select(p => p.ParameterType),
                .. called.IsGenericMethod ? called.GetGenericArguments() : [],
            ],
            MemberInfo { DeclaringType: { } owner } => [owner],
            _ => [],
        };
    }

    private static IEnumerable<int> Tokens(byte[] il)
    {
        for (var at = 0; at < il.Length; )
        {
            var code = il[at] == 0xFE ? Codes[(short)(0xFE00 | il[at + 1])] : Codes[il[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
                yield return BitConverter.ToInt32(il, at);
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
                _ => 4,
            };
        }
    }
}
