using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Pivotal.ClusterTests.Dialer;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Tenancy;
using Pivotal.Simulator.Hosting;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Tenancy;

public sealed class ChoresTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Each_chore_has_its_times_and_one_that_fails_does_not_end_the_others()
    {
        var (quick, failing) = (
            new ProbeChore("quick", TimeSpan.FromMilliseconds(50)),
            new ProbeChore("failing", TimeSpan.FromMilliseconds(50)) { Fails = true }
        );
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await Start(carrier, quick, failing);
        var tenant = await Given.Tenant(postgres.Database);
        await Wake(world, tenant.Id);
        await quick.Ran(tenant.Id, times: 3);
        await failing.Ran(tenant.Id, times: 3);
        Assert.Equal(1, await Reminders(tenant.Id));
    }

    [Fact]
    public async Task A_rare_chore_is_due_by_its_last_run_whatever_was_restarted_since()
    {
        var rare = new ProbeChore("rare", TimeSpan.FromHours(1));
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await Start(carrier, rare);
        var (due, early) = (await Given.Tenant(postgres.Database), await Given.Tenant(postgres.Database));
        await LastRun(world, due.Id, "rare", DateTimeOffset.UnixEpoch);
        await LastRun(world, early.Id, "rare", TimeProvider.System.GetUtcNow().AddMinutes(-1));
        await Wake(world, early.Id);
        await Wake(world, due.Id);
        await rare.Ran(due.Id, times: 1);
        await Eventually.Holds(
            async () => (await Stored(world, due.Id)).State!.LastRuns["rare"] > DateTimeOffset.UnixEpoch,
            "its run is stored"
        );
        Assert.Equal(0, rare.RunsOf(early.Id));
    }

    [Fact]
    public async Task The_reminder_wakes_the_chores_and_ends_with_the_tenant()
    {
        var quick = new ProbeChore("quick", TimeSpan.FromMilliseconds(50));
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await Start(carrier, quick);
        var tenant = await Given.Tenant(postgres.Database);
        await Remind(world, tenant.Id);
        await quick.Ran(tenant.Id, times: 2);
        Assert.Equal(1, await Reminders(tenant.Id));

        await Move(tenant.Id, "suspended");
        await Remind(world, tenant.Id);
        Assert.Equal(0, await Reminders(tenant.Id));
        // Woken again while suspended it does nothing, and active again it goes on.
        await Wake(world, tenant.Id);
        Assert.Equal(0, await Reminders(tenant.Id));
        await Move(tenant.Id, "active");
        var before = quick.RunsOf(tenant.Id);
        await Eventually.Holds(
            async () =>
            {
                await Wake(world, tenant.Id);
                return quick.RunsOf(tenant.Id) > before;
            },
            "the chores go on"
        );
    }

    [Fact]
    public async Task After_a_crash_the_reminder_alone_brings_the_chores_back()
    {
        var quick = new ProbeChore("quick", TimeSpan.FromMilliseconds(50));
        await using var carrier = await DialerWorld.Carrier();
        var first = await Start(carrier, quick);
        var tenant = await Given.Tenant(postgres.Database);
        await Wake(first, tenant.Id);
        await quick.Ran(tenant.Id, times: 1);
        await first.Kill();
        // The engine's shortest reminder is a minute; what it reads from its table it does not question.
        await using (
            var hurry = postgres.Database.App.CreateCommand(
                $"update orleansreminderstable set starttime = now(), period = 500 where grainid like '%{tenant.Id:N}%'"
            )
        )
            Assert.Equal(1, await hurry.ExecuteNonQueryAsync());
        var again = new ProbeChore("quick", TimeSpan.FromMilliseconds(50));
        await using var second = await Start(carrier, again);
        await again.Ran(tenant.Id, times: 1);
    }

    [Fact]
    public async Task A_state_that_cannot_be_read_is_forgotten_and_the_chores_go_on()
    {
        var quick = new ProbeChore("quick", TimeSpan.FromMilliseconds(50));
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await Start(carrier, quick);
        var tenant = await Given.Tenant(postgres.Database);
        await LastRun(world, tenant.Id, "rare", DateTimeOffset.UnixEpoch);
        await using (
            var spoil = postgres.Database.App.CreateCommand(
                $"update orleansstorage set payloadbinary = convert_to('{{\"lastRuns\": [tru', 'UTF8') where grainidextensionstring like '%{tenant.Id:N}%'"
            )
        )
            Assert.Equal(1, await spoil.ExecuteNonQueryAsync());
        await Wake(world, tenant.Id);
        await quick.Ran(tenant.Id, times: 1);
    }

    private Task<DialerWorld> Start(RunningSimulator carrier, params ProbeChore[] chores) =>
        DialerWorld.Start(
            postgres.Database,
            carrier,
            services: services =>
            {
                foreach (var chore in chores)
                    services.AddSingleton<ITenantChore>(chore);
            }
        );

    private static Task Wake(DialerWorld world, Guid tenant)
    {
        CallerTenant.Set(tenant);
        return world.Grains.Chores(tenant).Wake();
    }

    private static Task Remind(DialerWorld world, Guid tenant)
    {
        CallerTenant.Set(tenant);
        return world.Grains.Chores(tenant).AsReference<IRemindable>().ReceiveReminder("awake", default);
    }

    private async Task<long> Reminders(Guid tenant)
    {
        await using var command = postgres.Database.App.CreateCommand(
            "select count(*) from orleansreminderstable where grainid like '%' || $1 || '%'"
        );
        command.Parameters.Add(new() { Value = $"{tenant:N}" });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    // Only whoever runs the installation may do this; the tenant's own row is all he sees even then.
    private async Task Move(Guid tenant, string status)
    {
        await using var connection = await postgres.Database.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"select set_config('app.tenant', '{tenant}', true); update tenants set status = '{status}'";
        await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    private static async Task LastRun(DialerWorld world, Guid tenant, string chore, DateTimeOffset at)
    {
        var state = await Stored(world, tenant);
        state.State!.LastRuns[chore] = at;
        await Storage(world).WriteStateAsync("chores", world.Grains.Chores(tenant).GetGrainId(), state);
    }

    private static async Task<GrainState<ChoresState>> Stored(DialerWorld world, Guid tenant)
    {
        var state = new GrainState<ChoresState>(new());
        await Storage(world).ReadStateAsync("chores", world.Grains.Chores(tenant).GetGrainId(), state);
        return state;
    }

    private static IGrainStorage Storage(DialerWorld world) => world.Services.GetRequiredService<IGrainStorage>();

    private sealed class ProbeChore(string name, TimeSpan every) : ITenantChore
    {
        private readonly ConcurrentDictionary<Guid, int> _runs = new();
        private readonly SemaphoreSlim _ran = new(0);

        public string Name => name;

        public TimeSpan Every => every;

        public bool Fails { get; init; }

        public int RunsOf(Guid tenant) => _runs.GetValueOrDefault(tenant);

        public async Task Ran(Guid tenant, int times)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (RunsOf(tenant) < times)
                await _ran.WaitAsync(limit.Token);
        }

        public Task Run(Guid tenant, CancellationToken ct)
        {
            _runs.AddOrUpdate(tenant, 1, (_, n) => n + 1);
            _ran.Release();
            return Fails ? throw new InvalidOperationException("on purpose") : Task.CompletedTask;
        }
    }
}
