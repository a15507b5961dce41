namespace Orleans.Concurrency;

/// <summary>The method may start while any other call of the grain waits at an <c>await</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
