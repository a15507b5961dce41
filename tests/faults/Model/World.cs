namespace Pivotal.FaultTests.Model;

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

    /// <summary>For the product's code.</summary>
    public TimeProvider Clock => field ??= new WorldClock(this);

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

    /// <summary>Begins work nobody waits for, whoever begins it; what it throws is a finding.</summary>
    public void Begin(Func<Task> work)
    {
        Here(() =>
        {
            Watched(work);
            return true;
        });
    }

    /// <summary>What is made here waits here.</summary>
    public T Here<T>(Func<T> make)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            return make();
        }
        finally
        {
            SetSynchronizationContext(before);
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

    private async void Watched(Func<Task> work)
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

    public override void Post(SendOrPostCallback d, object? state) => After(TimeSpan.Zero, () => d(state));
}
