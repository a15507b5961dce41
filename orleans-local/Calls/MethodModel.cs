using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Local;

/// <summary>What the engine must know of one interface method, read once when its proxy is built.</summary>
internal sealed class MethodModel
{
    public MethodModel(InterfaceModel owner, MethodInfo method)
    {
        Owner = owner;
        Method = method;
        IsOneWay = method.ReturnType == typeof(void) || method.IsDefined(typeof(OneWayAttribute));
        IsAlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        IsReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        Timeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        ParameterCount = method.GetParameters().Length;
        TokenIndex = Array.FindIndex(method.GetParameters(), p => p.ParameterType == typeof(CancellationToken));
        ActivityName = $"{owner.Type.Name}/{method.Name}";
    }

    public InterfaceModel Owner { get; }

    public MethodInfo Method { get; }

    public bool IsOneWay { get; }

    public bool IsAlwaysInterleave { get; }

    public bool IsReadOnly { get; }

    public TimeSpan? Timeout { get; }

    public int ParameterCount { get; }

    /// <summary>The position of the cancellation token, or -1.</summary>
    public int TokenIndex { get; }

    public string ActivityName { get; }
}
