using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Dialer.Queue;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer;

/// <summary>
/// Long lists come into the queue piece by piece. Pieces are ten people here, and somebody outside holds the row of one contact, so that the work stands still
/// exactly at his piece for as long as the test likes.
/// </summary>
[Collection(nameof(Alone))]
public sealed class FillTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int People = 60;

    private static readonly QueueWorkOptions SmallPieces = new() { Chunk = 10, Patience = TimeSpan.Zero };

    [Fact]
    public async Task A_campaign_dials_while_its_list_comes_in_and_says_how_far_it_is()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier, work: SmallPieces);
        var centre = await CallCentre.Open(postgres.Database, 1, CallCentre.AnyNumbers(People));
        await centre.SignOn(world);
        await using (await Held(centre, 35))
        {
            await centre.Start(world);
            await Eventually.Holds(
                async () => (await centre.Queue(world).Snapshot()).Work == new QueueWork(OpenChore.Members, 30, People),
                "three pieces are in"
            );
            Assert.Equal(30, await centre.Scalar<long>("select count(*) from queue_entries"));
            await Eventually.Holds(
                async () => await centre.Scalar<long>("select count(*) from call_attempts") > 0,
                "the first people are dialled"
            );
            Assert.DoesNotContain((await centre.Queue(world).Snapshot()).Alerts, a => a.Code == AlertCode.QueueDry);
        }

        await Filled(centre);
        await Eventually.Holds(async () => (await centre.Queue(world).Snapshot()).Work is null, "the work is over");
        // However it was cut, the default order is that of one piece: all are due since the same moment.
        Assert.Equal(1, await centre.Scalar<long>("select count(distinct created_at) from queue_entries"));
    }

    [Fact]
    public async Task A_process_that_dies_while_the_list_comes_in_leaves_the_rest_to_the_next()
    {
        await using var carrier = await DialerWorld.Carrier();
        var first = await DialerWorld.Start(postgres.Database, carrier, work: SmallPieces);
        var centre = await CallCentre.Open(postgres.Database, 1, CallCentre.AnyNumbers(People));
        await using (await Held(centre, 35))
        {
            await centre.Start(first);
            await Eventually.Holds(async () => await centre.Scalar<long>("select looked from queue_chores") == 30, "three pieces are in");
            await first.Kill();
        }

        await using var second = await DialerWorld.Start(postgres.Database, carrier, work: SmallPieces);
        // Told nothing but to be there.
        await centre.Queue(second).Wake();
        await Filled(centre);
        Assert.Equal(1, await centre.Scalar<long>("select count(distinct created_at) from queue_entries"));
    }

    [Fact]
    public async Task Of_two_activations_only_the_one_that_holds_the_fence_goes_on()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var first = await DialerWorld.Start(postgres.Database, carrier, work: SmallPieces);
        await using var second = await DialerWorld.Start(postgres.Database, carrier, work: SmallPieces);
        var centre = await CallCentre.Open(postgres.Database, 1, CallCentre.AnyNumbers(People));
        Task taken;
        await using (await Held(centre, 35))
        {
            await centre.Start(first);
            await Eventually.Holds(async () => await centre.Scalar<long>("select looked from queue_chores") == 30, "three pieces are in");
            // It has the fence when the piece that is under way is over.
            taken = centre.Queue(second).Refresh();
        }

        await taken;
        await Filled(centre);
        Assert.Equal(2, await centre.Scalar<long>("select epoch from campaigns"));
        Assert.Equal(0, await centre.Scalar<long>("select count(*) from queue_entries where status <> 'queued'"));
    }

    [Fact]
    public async Task A_paused_campaign_goes_on_filling_and_a_completed_one_does_not()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier, work: SmallPieces);
        foreach (var (end, left) in new[] { (CampaignStatus.Paused, 0), (CampaignStatus.Completed, 20) })
        {
            var centre = await CallCentre.Open(postgres.Database, 1, CallCentre.AnyNumbers(People));
            Task<Result<QueueSnapshot>> moved;
            await using (await Held(centre, 35))
            {
                await centre.Start(world);
                await Eventually.Holds(
                    async () => await centre.Scalar<long>("select looked from queue_chores") == 30,
                    "three pieces are in"
                );
                await Eventually.Holds(
                    async () => await centre.Scalar<bool>("select exists (select 1 from pg_locks where not granted)"),
                    "the fourth is under way"
                );
                moved =
                    end == CampaignStatus.Paused
                        ? centre.Queue(world).Pause(centre.Agents[0])
                        : centre.Queue(world).Complete(centre.Agents[0]);
            }

            var answer = await moved;
            Assert.Equal(end, answer.Value!.Status);
            if (left == 0)
            {
                await Filled(centre);
                continue;
            }

            // The piece that was under way is the last one.
            Assert.Null(answer.Value.Work);
            await Task.Delay(300, CancellationToken.None);
            Assert.Equal(People - left, await centre.Scalar<long>("select count(*) from queue_entries"));
        }
    }

    [Fact]
    public async Task Nobody_to_dial_is_refused_however_many_pieces_that_takes_and_the_first_who_can_be_is_found()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier, work: SmallPieces);
        var centre = await CallCentre.Open(postgres.Database, 1, CallCentre.AnyNumbers(People));
        await centre.Tenant.In(s => s.Execute("update contacts set is_invalid = true"));
        Assert.Equal("campaigns.empty_audience", (await centre.Queue(world).Start(centre.Agents[0])).Refusals.Single().Code);
        Assert.Equal(0, await centre.Scalar<long>("select (select count(*) from queue_entries) + (select count(*) from queue_chores)"));

        await centre.Tenant.In(s =>
            s.Execute("update contacts set is_invalid = false where id = (select id from contacts order by id desc limit 1)")
        );
        await centre.Start(world);
        await Eventually.Holds(async () => await centre.Scalar<long>("select count(*) from queue_chores") == 0, "the list is through");
        Assert.Equal(
            (People - 1, 1),
            (
                await centre.Scalar<long>("select count(*) from queue_entries where reason = 'invalid'"),
                await centre.Scalar<long>("select count(*) from queue_entries where status = 'queued'")
            )
        );
    }

    [Fact]
    public async Task Who_comes_later_who_shares_a_number_and_who_is_over_the_cap_are_judged_across_the_pieces()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier, work: SmallPieces);
        // Accounts of twenty people, so over two or three pieces each; a cap of three.
        var centre = await CallCentre.Open(
            postgres.Database,
            1,
            CallCentre.AnyNumbers(People),
            perAccount: 20,
            cap: (CapMode.QueueSize, 3)
        );
        await centre.Tenant.In(s =>
            s.Execute(
                """
                with same as (select id, account_id, row_number() over (order by id) as n from contacts)
                update contacts set direct_phone_e164 = '+12125559999' where id in (select id from same where n in (1, 32, 55))
                """
            )
        );
        await centre.Tenant.In(s =>
            s.Execute("delete from list_members where contact_id = (select id from contacts order by id limit 1 offset 1)")
        );
        await centre.Start(world);
        await Eventually.Holds(async () => await centre.Scalar<long>("select count(*) from queue_chores") == 0, "the list is through");
        Assert.Equal(2, await centre.Scalar<long>("select count(*) from queue_entries where reason = 'duplicate_phone'"));
        Assert.Equal(9, await centre.Scalar<long>("select count(*) from queue_entries where status = 'queued'"));
        Assert.Equal(
            3,
            await centre.Scalar<long>(
                "select max(n) from (select count(*) as n from queue_entries where status = 'queued' group by account_id) a"
            )
        );

        // Behind every cursor, and found all the same.
        await centre.Tenant.In(s =>
            s.Execute(
                "insert into list_members (tenant_id, list_id, contact_id) select tenant_id, (select list_id from list_members limit 1), id from contacts on conflict do nothing"
            )
        );
        await centre.Queue(world).Refresh();
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from queue_entries") == People,
            "the one who was missing is in"
        );
    }

    [Fact]
    public async Task Changed_filters_are_applied_piece_by_piece_and_taken_back_again()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier, work: SmallPieces);
        var centre = await CallCentre.Open(postgres.Database, 1, CallCentre.AnyNumbers(People));
        await centre.Tenant.In(s =>
            s.Execute("update contacts set city = 'Ghent' where id in (select id from contacts order by id limit 25)")
        );
        await centre.Start(world);
        await Filled(centre);
        foreach (
            var (filters, left) in new (QueueFilter[], long)[]
            {
                ([new("city", "is", ["ghent"])], 25),
                ([new("city", "is_not", ["ghent"])], People - 25),
                ([], People),
            }
        )
        {
            await WhyTests.Rules(centre, new CampaignRules { Queue = new QueueRules { Filters = filters } });
            await centre.Queue(world).Refresh();
            await Eventually.Holds(
                async () => await centre.Scalar<long>("select count(*) from queue_chores") == 0,
                "the filters are applied"
            );
            Assert.Equal(left, await centre.Scalar<long>("select count(*) from queue_entries where status = 'queued'"));
            Assert.Equal(People - left, await centre.Scalar<long>("select count(*) from queue_entries where reason = 'filtered'"));
        }
    }

    private static Task Filled(CallCentre centre) =>
        Eventually.Holds(
            async () =>
                await centre.Scalar<long>("select count(*) from queue_entries") == People
                && await centre.Scalar<long>("select count(*) from queue_chores") == 0,
            "everybody is in the queue"
        );

    /// <summary>Holds the row of the contact at this place of the list until disposed.</summary>
    private async Task<IAsyncDisposable> Held(CallCentre centre, int place)
    {
        var connection = await postgres.Database.App.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"select set_config('app.tenant', '{centre.Tenant.Id}', true); select 1 from contacts where id = (select id from contacts order by id limit 1 offset {place}) for update";
        await command.ExecuteNonQueryAsync();
        return new Hold(connection, transaction);
    }

    private sealed class Hold(Npgsql.NpgsqlConnection connection, Npgsql.NpgsqlTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
