namespace Pivotal.ClusterTests.Shared;

/// <summary>
/// The system's clock, so far ahead that it began at another moment, and put forward while it runs. It never stands still, because grains' timers spin for ever on a clock that does;
/// only what is read from it jumps, timers and elapsed time are the system's. A silo on it has to be told that its own sign of life may seem old (<see cref="Forgiving"/>).
/// </summary>
internal sealed class TurnableClock(DateTimeOffset start) : TimeProvider
{
    private long _ahead = (start - System.GetUtcNow()).Ticks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + new TimeSpan(Interlocked.Read(ref _ahead));

    /// <summary>Forward to that moment; nothing when it has passed.</summary>
    public void TurnTo(DateTimeOffset at)
    {
        if (at - GetUtcNow() is var by && by > TimeSpan.Zero)
            Interlocked.Add(ref _ahead, by.Ticks);
    }

    /// <summary>The product's clock of a silo that takes itself neither for dead nor for one that has been joining for days when it is put forward.</summary>
    public Action<IServiceCollection> Forgiving => services => Forgive(services.AddSingleton<TimeProvider>(this));

    /// <summary>
    /// For any clock that is not the machine's. Without it silos a week ahead declared themselves dead two seconds after their start and ended the process of all tests, three times in company and never
    /// alone; what the engine compares by which clock was not taken apart, so all limits of age are off.
    /// </summary>
    public static void Forgive(IServiceCollection services) =>
        services.Configure<Orleans.Configuration.ClusterMembershipOptions>(o =>
        {
            o.NumMissedTableIAmAliveLimit = 1_000_000;
            o.EvictWhenMaxJoinAttemptTimeExceeded = false;
            o.DefunctSiloCleanupPeriod = null;
            o.DefunctSiloExpiration = TimeSpan.FromDays(3650);
        });
}
