using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.Local;

/// <summary>The dynamic assembly that all proxies and call classes of the process live in.</summary>
internal static class ProxyAssembly
{
    private static readonly AssemblyBuilder Assembly =
        AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("OrleansLocal.Proxies"), AssemblyBuilderAccess.Run);

    private static readonly ModuleBuilder Module = Assembly.DefineDynamicModule("Proxies");
    private static readonly HashSet<string> Opened = [];
    private static readonly ConstructorInfo Opening = typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!;
    private static int _number;

    /// <summary>Held while types are defined: the builders are not thread-safe.</summary>
    public static Lock Gate { get; } = new();

    public static TypeBuilder Define(string name, Type parent, params Type[] interfaces) =>
        Module.DefineType($"{name}_{++_number}", TypeAttributes.Class | TypeAttributes.Sealed | TypeAttributes.NotPublic, parent, interfaces);

    /// <summary>Lets emitted code use <paramref name="type"/> even where it is internal.</summary>
    public static void Open(Type type)
    {
        foreach (var part in type.IsGenericType ? [type, .. type.GetGenericArguments()] : new[] { type })
        {
            var assembly = part.Assembly.GetName().Name!;
            if (!part.IsVisible && Opened.Add(assembly))
            {
                Assembly.SetCustomAttribute(new CustomAttributeBuilder(Opening, [assembly]));
            }
        }
    }
}
