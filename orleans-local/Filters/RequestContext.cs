using Orleans.Local;

namespace Orleans.Runtime;

/// <summary>
/// Values that travel with a call to the grain and on to the grains it calls. What a grain sets does not come back to its
/// caller; timers and reminders start with none. Values should be immutable.
/// </summary>
public static class RequestContext
{
    public static IEnumerable<string> Keys => RequestScope.Values.Keys;

    public static IEnumerable<KeyValuePair<string, object>> Entries => RequestScope.Values;

    public static object? Get(string key) => RequestScope.Values.GetValueOrDefault(key);

    public static void Set(string key, object value) =>
        RequestScope.Current = new(new Dictionary<string, object>(RequestScope.Values) { [key] = value });

    public static bool Remove(string key)
    {
        var left = new Dictionary<string, object>(RequestScope.Values);
        if (!left.Remove(key))
        {
            return false;
        }

        RequestScope.Current = left.Count == 0 ? null : new(left);
        return true;
    }

    public static void Clear() => RequestScope.Current = null;
}
