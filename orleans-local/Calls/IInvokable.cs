using System.Reflection;

namespace Orleans.Serialization.Invocation;

/// <summary>A method call as an object.</summary>
public interface IInvokable : IDisposable
{
    bool IsCancellable { get; }

    int GetArgumentCount();

    object? GetArgument(int index);

    /// <summary>Changes an argument; only a filter may, before the call reaches the grain.</summary>
    void SetArgument(int index, object value);

    MethodInfo GetMethod();

    string GetMethodName();

    string GetInterfaceName();

    Type GetInterfaceType();

    string GetActivityName();

    TimeSpan? GetDefaultResponseTimeout();

    CancellationToken GetCancellationToken();
}
