namespace Orleans.Concurrency;

/// <summary>The caller's task completes at once; neither result nor exception comes back.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
