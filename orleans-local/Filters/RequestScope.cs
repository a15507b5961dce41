namespace Orleans.Local;

/// <summary>
/// The values of <see cref="Runtime.RequestContext"/> at one moment. Never changed once made, so that a call can take
/// the caller's along by reference.
/// </summary>
internal sealed record RequestScope(IReadOnlyDictionary<string, object> Values, Guid ReentrancyId)
{
    private static readonly AsyncLocal<RequestScope?> Local = new();

    public static RequestScope Empty { get; } = new(new Dictionary<string, object>(), Guid.Empty);

    public static RequestScope? Current
    {
        get => Local.Value;
        set => Local.Value = value;
    }

    public static void Change(Func<RequestScope, RequestScope> change)
    {
        var next = change(Current ?? Empty);
        Current = next.Values.Count == 0 && next.ReentrancyId == Guid.Empty ? null : next;
    }
}
