namespace Orleans.Runtime;

/// <summary>A timer of one activation; disposing it cancels the token of a callback that runs.</summary>
public interface IGrainTimer : IDisposable
{
    /// <param name="dueTime">Time until the next tick; <see cref="Timeout.InfiniteTimeSpan"/> for none.</param>
    /// <param name="period">Time from the end of a tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> for once.</param>
    void Change(TimeSpan dueTime, TimeSpan period);
}
