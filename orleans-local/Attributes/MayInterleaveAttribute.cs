namespace Orleans.Concurrency;

/// <summary>
/// Asks a static method of the grain class, <c>bool Name(IInvokable request)</c>, whether a call may start while another waits.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MayInterleaveAttribute(string callbackMethodName) : Attribute
{
    internal string CallbackMethodName { get; } = callbackMethodName;
}
