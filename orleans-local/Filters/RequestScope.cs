namespace Orleans.Local;

/// <summary>
/// The values of <see cref="Runtime.RequestContext"/> at one moment. Never changed once made, so that a call can take
/// the caller's along by reference.
/// </summary>
internal sealed class RequestScope(Dictionary<string, object> values)
{
    private static readonly AsyncLocal<RequestScope?> Ambient = new();
    private static readonly Dictionary<string, object> None = [];

    private readonly Dictionary<string, object> _values = values;

    /// <summary>Null when nothing is set, which is the common case and costs a call nothing.</summary>
    public static RequestScope? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    public static IReadOnlyDictionary<string, object> Values => Current?._values ?? None;
}
