using System.Globalization;

namespace Orleans;

/// <summary>Overrides <see cref="Configuration.MessagingOptions.ResponseTimeout"/> for one method.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
{
    public TimeSpan? Timeout { get; init; } = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture);
}
