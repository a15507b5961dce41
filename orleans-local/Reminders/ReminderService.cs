using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>Reads the reminders at start, ticks them while the silo runs, and keeps the table in step with what grains ask for.</summary>
internal sealed class ReminderService(LocalSilo silo, IReminderRows rows, IOptions<ReminderOptions> options) : ISiloPart
{
    private readonly ConcurrentDictionary<(GrainId, string), ReminderTicker> _tickers = new();
    private ITimer? _refresh;
    private bool _stopped;

    public async Task StartAsync(CancellationToken token)
    {
        await rows.StartAsync(token);
        await RefreshAsync();
        using (CleanContext.Enter())
        {
            var period = options.Value.RefreshReminderListPeriod;
            _refresh = silo.Time.CreateTimer(static self => _ = ((ReminderService)self!).TryRefreshAsync(), this, period, period);
        }
    }

    public Task StopAsync(CancellationToken token)
    {
        Volatile.Write(ref _stopped, true);
        _refresh?.Dispose();
        foreach (var ticker in _tickers.Values)
        {
            ticker.Dispose();
        }

        return Task.CompletedTask;
    }

    public async Task<IGrainReminder> RegisterAsync(GrainId grain, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        if (period < options.Value.MinimumReminderPeriod)
        {
            throw new ArgumentException($"The period {period} is below the minimum of {options.Value.MinimumReminderPeriod}.", nameof(period));
        }

        var reminder = await rows.UpsertAsync(grain, name, silo.Time.GetUtcNow().UtcDateTime + dueTime, period);
        Tick(reminder);
        return reminder;
    }

    public async Task UnregisterAsync(Reminder reminder)
    {
        if (!await rows.RemoveAsync(reminder))
        {
            throw new ReminderException($"The reminder \"{reminder.ReminderName}\" of {reminder.Grain} was changed or removed meanwhile.");
        }

        Forget((reminder.Grain, reminder.ReminderName));
    }

    public async Task<IGrainReminder?> GetAsync(GrainId grain, string name) => await rows.ReadAsync(grain, name);

    public async Task<List<IGrainReminder>> GetAllAsync(GrainId grain) => [.. await rows.ReadAsync(grain)];

    private async Task TryRefreshAsync()
    {
        try
        {
            await RefreshAsync();
        }
        catch (Exception exception)
        {
            silo.Log.ReminderTableFailed(exception);
        }
    }

    private async Task RefreshAsync()
    {
        var before = _tickers.Keys.ToArray();
        var stored = (await rows.ReadAllAsync()).ToDictionary(r => (r.Grain, r.ReminderName));
        foreach (var gone in before.Where(k => !stored.ContainsKey(k)))
        {
            Forget(gone);
        }

        foreach (var (key, reminder) in stored)
        {
            if (!_tickers.TryGetValue(key, out var ticker) || ticker.Reminder != reminder)
            {
                Tick(reminder);
            }
        }
    }

    private void Tick(Reminder reminder)
    {
        var ticker = new ReminderTicker(silo, reminder);
        _tickers.AddOrUpdate((reminder.Grain, reminder.ReminderName), ticker, (_, old) =>
        {
            old.Dispose();
            return ticker;
        });
        if (!Volatile.Read(ref _stopped))
        {
            ticker.Start();
        }
    }

    private void Forget((GrainId, string) key)
    {
        if (_tickers.TryRemove(key, out var ticker))
        {
            ticker.Dispose();
        }
    }
}
