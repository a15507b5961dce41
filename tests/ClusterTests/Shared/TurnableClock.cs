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

    /// <summary>
    /// The product's clock of a silo that takes itself neither for dead, nor for one that has been joining for days, nor for one that was forgotten a week ago, when it is put forward: the engine clears
    /// the table of silos once an hour, at a random minute, and by this clock a silo of today may be long gone.
    /// </summary>
    public Action<IServiceCollection> Forgiving => services => Forgive(services.AddSingleton<TimeProvider>(this));

    /// <summary>For any clock that is not the machine's.</summary>
    public static void Forgive(IServiceCollection services) =>
        services.Configure<Orleans.Configuration.ClusterMembershipOptions>(o =>
        {
            o.NumMissedTableIAmAliveLimit = 1_000_000;
            o.EvictWhenMaxJoinAttemptTimeExceeded = false;
            o.DefunctSiloCleanupPeriod = null;
            o.DefunctSiloExpiration = TimeSpan.FromDays(3650);
        });
}
