namespace Pivotal.Bench.FaultsModel;

/// <summary>Time, chance and order of one run. Everything happens on the caller's thread, one thing after another, so that a seed decides all of it.</summary>
internal sealed class World(int seed) : SynchronizationContext
{
    private const ulong Prime = 1099511628211;

    private readonly PriorityQueue<Action, (long At, long Order)> _due = new();
    private readonly Random _random = new(seed);
    private long _order;
    private ulong _hash = 14695981039346656037;

    public static DateTimeOffset Start { get; } = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; private set; } = Start;

    public string Hash => _hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What went wrong in the modelled code itself.</summary>
    public List<string> Crashes { get; } = [];

    public bool Chance(double share) => _random.NextDouble() < share;

    public int Pick(int below) => _random.Next(below);

    public TimeSpan Between(double fromSeconds, double toSeconds) =>
        TimeSpan.FromTicks((long)((fromSeconds + (_random.NextDouble() * (toSeconds - fromSeconds))) * TimeSpan.TicksPerSecond));

    /// <summary>Exponential, at most four times the mean.</summary>
    public TimeSpan About(double meanSeconds) =>
        TimeSpan.FromTicks((long)(Math.Min(4, -Math.Log(1 - _random.NextDouble())) * meanSeconds * TimeSpan.TicksPerSecond));

    public void After(TimeSpan wait, Action what) => _due.Enqueue(what, ((Now + wait).UtcTicks, _order++));

    public Task Wait(TimeSpan wait)
    {
        var over = new TaskCompletionSource();
        After(wait, over.SetResult);
        return over.Task;
    }

    /// <summary>A message on its way from one grain to another.</summary>
    public Task Hop() => Wait(TimeSpan.FromTicks(500 + _random.Next(20_000)));

    /// <summary>A transaction.</summary>
    public Task Stored() => Wait(Between(0.001, 0.02));

    /// <summary>Begins work nobody waits for; what it throws is a finding.</summary>
    public async void Begin(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e)
        {
            Crashes.Add($"{e.GetType().Name}: {e.Message} {e.StackTrace}");
        }
    }

    /// <summary>Takes part of what happens into the hash of the log.</summary>
    public void Note(string what)
    {
        foreach (var letter in what)
            _hash = (_hash ^ letter) * Prime;
        _hash = (_hash ^ (ulong)Now.UtcTicks) * Prime;
    }

    public void Run(Func<bool> until)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            while (!until() && _due.TryDequeue(out var what, out var when))
            {
                Now = new DateTimeOffset(when.At, TimeSpan.Zero);
                what();
            }
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public override void Post(SendOrPostCallback d, object? state) => After(TimeSpan.Zero, () => d(state));
}
