using Orleans.Local;

namespace Orleans.Runtime;

/// <summary>
/// Values that travel with a call to the grain and on to the grains it calls. What a grain sets does not come back to its
/// caller; timers and reminders start with none. Values should be immutable.
/// </summary>
public static class RequestContext
{
    public static IEnumerable<string> Keys => (RequestScope.Current ?? RequestScope.Empty).Values.Keys;

    public static IEnumerable<KeyValuePair<string, object>> Entries => (RequestScope.Current ?? RequestScope.Empty).Values;

    /// <summary>The call chain that may re-enter grains it already passed through; empty for none.</summary>
    public static Guid ReentrancyId
    {
        get => RequestScope.Current?.ReentrancyId ?? Guid.Empty;
        set => RequestScope.Change(scope => scope with { ReentrancyId = value });
    }

    public static object? Get(string key) => RequestScope.Current?.Values.GetValueOrDefault(key);

    public static void Set(string key, object value) =>
        RequestScope.Change(scope => scope with { Values = new Dictionary<string, object>(scope.Values) { [key] = value } });

    public static bool Remove(string key)
    {
        if (RequestScope.Current?.Values.ContainsKey(key) is not true)
        {
            return false;
        }

        RequestScope.Change(scope => scope with { Values = scope.Values.Where(v => v.Key != key).ToDictionary() });
        return true;
    }

    public static void Clear() => RequestScope.Current = null;
}
