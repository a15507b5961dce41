using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Local;

/// <summary>What the engine knows of one grain class, read once at start.</summary>
internal sealed class GrainClass
{
    private static readonly Type[] Markers =
    [
        typeof(IAddressable), typeof(IGrain), typeof(IGrainWithStringKey), typeof(IGrainWithGuidKey), typeof(IGrainWithIntegerKey),
        typeof(IGrainWithGuidCompoundKey), typeof(IGrainWithIntegerCompoundKey), typeof(IRemindable),
    ];

    private readonly ConstructorFacets _constructor;
    private readonly Func<IInvokable, bool>? _mayInterleave;
    private readonly ConcurrentDictionary<MethodInfo, MethodInfo> _implementations = new();

    public GrainClass(Type type, GrainCollectionOptions collection)
    {
        Type = type;
        GrainType = type.GetCustomAttribute<GrainTypeAttribute>()?.GetGrainType(null!, type) ?? GrainType.Create(NameByConvention(type));
        Interfaces = [.. type.GetInterfaces().Where(t => t.IsAssignableTo(typeof(IGrain)) && !Markers.Contains(t))];
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        IsFilter = type.IsAssignableTo(typeof(IIncomingGrainCallFilter));
        IdleLimit = collection.ClassSpecificCollectionAge.TryGetValue(type.FullName!, out var age) ? age
            : type.IsDefined(typeof(KeepAliveAttribute)) ? TimeSpan.MaxValue
            : type.GetCustomAttribute<CollectionAgeLimitAttribute>()?.AgeLimit ?? collection.CollectionAge;
        _mayInterleave = PredicateOf(type);
        _constructor = new ConstructorFacets(type);
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public Type[] Interfaces { get; }

    /// <summary>The interface of the reference a grain gives as its own.</summary>
    public Type PrimaryInterface => Interfaces.Length > 0 ? Interfaces[0] : typeof(IGrain);

    public bool IsReentrant { get; }

    public bool IsFilter { get; }

    public TimeSpan IdleLimit { get; }

    /// <summary>The persistent states its constructor asks for.</summary>
    public IEnumerable<PersistentStateAttribute> States => _constructor.States;

    /// <summary>Whether the class has a <see cref="MayInterleaveAttribute"/>.</summary>
    public bool HasPredicate => _mayInterleave is not null;

    /// <summary>What the predicate says of a call; of a timer's tick it is not asked.</summary>
    public bool Permits(GrainCall call)
    {
        try
        {
            return call.Target is not null && _mayInterleave!(call);
        }
        catch (Exception exception)
        {
            // It runs inside the mailbox; throwing there would stop the grain for good.
            call.Target!.Silo.Log.PredicateFailed(exception, Type);
            return false;
        }
    }

    public object Create(Activation activation) => _constructor.Create(activation);

    /// <summary>The class's own method; for a timer's tick, which no class implements, the method itself.</summary>
    public MethodInfo Implementation(MethodInfo interfaceMethod) => _implementations.GetOrAdd(interfaceMethod, method =>
    {
        if (!Type.IsAssignableTo(method.DeclaringType))
        {
            return method;
        }

        var map = Type.GetInterfaceMap(method.DeclaringType!);
        return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, method)];
    });

    private static string NameByConvention(Type type)
    {
        const string suffix = "grain";
        var name = type.Name.ToLowerInvariant();
        return name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name;
    }

    private static Func<IInvokable, bool>? PredicateOf(Type type)
    {
        if (type.GetCustomAttribute<MayInterleaveAttribute>() is not { } attribute)
        {
            return null;
        }

        var method = type.GetMethod(attribute.CallbackMethodName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, [typeof(IInvokable)]);
        return method?.ReturnType == typeof(bool)
            ? method.CreateDelegate<Func<IInvokable, bool>>()
            : throw new OrleansConfigurationException($"{type} names {attribute.CallbackMethodName} in [MayInterleave]; it needs a static bool method of that name with one {nameof(IInvokable)} parameter.");
    }
}
