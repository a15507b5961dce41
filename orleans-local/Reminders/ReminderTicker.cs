using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>Calls the grain of one reminder on its schedule; a tick that takes longer than a period swallows the next.</summary>
internal sealed class ReminderTicker : IDisposable
{
    /// <summary>Timers take no more than 49 days, so a far tick is approached in steps.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly LocalSilo _silo;
    private readonly IRemindable _grain;
    private readonly ITimer _timer;
    private DateTime _next;
    private bool _disposed;

    public ReminderTicker(LocalSilo silo, Reminder reminder)
    {
        _silo = silo;
        Reminder = reminder;
        _grain = silo.Proxies.Create<IRemindable>(reminder.Grain);
        using (CleanContext.Enter())
        {
            _timer = silo.Time.CreateTimer(
                static self => _ = ((ReminderTicker)self!).DueAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public Reminder Reminder { get; }

    private DateTime Now => _silo.Time.GetUtcNow().UtcDateTime;

    public void Start()
    {
        _next = Reminder.NextTick(Now);
        Wait();
    }

    public void Dispose()
    {
        Volatile.Write(ref _disposed, true);
        _timer.Dispose();
    }

    private void Wait()
    {
        if (Volatile.Read(ref _disposed))
        {
            return;
        }

        var left = _next - Now;
        _timer.Change(left <= TimeSpan.Zero ? TimeSpan.Zero : left < LongestWait ? left : LongestWait, Timeout.InfiniteTimeSpan);
    }

    private async Task DueAsync()
    {
        // A time provider may call with the context of whoever moves the clock.
        RequestScope.Current = null;
        var now = Now;
        if (now >= _next)
        {
            try
            {
                await _grain.ReceiveReminder(Reminder.ReminderName, new TickStatus(Reminder.StartAt, Reminder.Period, now));
            }
            catch (Exception exception)
            {
                _silo.Log.ReminderFailed(exception, Reminder.ReminderName, Reminder.Grain);
            }

            _next = Reminder.NextTick(Now);
        }

        Wait();
    }
}
