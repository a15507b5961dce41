using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Dialer.Queue;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer;

/// <summary>Whole queues claimed batch by batch on the real tables, and compared with the same contacts sorted here.</summary>
public sealed class QueueOrderTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);
    private static readonly string[] Zones = ["America/New_York", "America/Chicago", "America/Los_Angeles"];

    private sealed record Person(
        Guid Id,
        string? LastName,
        string Phone,
        int Attempts,
        DateTimeOffset Due,
        DateTimeOffset Created,
        int Priority,
        string Zone,
        string? Reason
    );

    public static TheoryData<string> Orders() => [.. QueueRules.Orders.Except([QueueRules.Random])];

    [Theory, MemberData(nameof(Orders))]
    public async Task Contacts_are_claimed_in_the_order_the_campaign_asks_for(string order)
    {
        var (tenant, campaign, people) = await Queue(order.Length);
        var claimed = await ClaimAll(tenant, Settings(campaign, new QueueRules { Order = order }));
        var expected = Sorted(people.Where(p => p.Due <= Now), order).Select(p => p.Id);
        Assert.Equal(expected, claimed);
    }

    [Fact]
    public async Task By_chance_takes_everybody_once_and_not_in_the_order_they_came()
    {
        var (tenant, campaign, people) = await Queue(3);
        var claimed = await ClaimAll(tenant, Settings(campaign, new QueueRules { Order = QueueRules.Random }));
        var due = people.Where(p => p.Due <= Now).Select(p => p.Id).ToList();
        Assert.Equal(due.Order(), claimed.Order());
        Assert.NotEqual(due, claimed);
    }

    [Fact]
    public async Task Another_order_holds_for_those_who_wait_already_and_a_changed_contact_finds_its_new_place()
    {
        var (tenant, campaign, people) = await Queue(5);
        var due = people.Where(p => p.Due <= Now).ToList();
        await Arrange(tenant, Settings(campaign, new QueueRules { Order = "phone_up" }));
        var last = due.OrderBy(p => p.Phone).Last(p => p.Reason is null && p.Priority == 0);
        await tenant.In(s => s.Execute("update queue_entries set priority = 99 where contact_id = @id", new { id = last.Id }));
        var first = (await ClaimAll(tenant, Settings(campaign, new QueueRules { Order = "phone_up" }), most: 5))[
            due.Count(p => p.Reason is not null)
        ];
        Assert.Equal(last.Id, first);

        // And back to the default.
        await tenant.In(s => s.Execute("update queue_entries set status = 'queued', priority = 0 where status = 'claimed'"));
        var plain = await ClaimAll(tenant, Settings(campaign, new QueueRules()));
        Assert.Equal(due.OrderBy(p => p.Due).ThenBy(p => p.Id).Select(p => p.Id), plain);
    }

    [Fact]
    public async Task While_the_order_is_changed_claims_go_by_the_new_one_among_those_who_have_their_place_and_nobody_is_lost()
    {
        var (tenant, campaign, people) = await Queue(7);
        var due = people.Where(p => p.Due <= Now).ToList();
        foreach (var order in new[] { "phone_up", "phone_down" })
        {
            var settings = Settings(campaign, new QueueRules { Order = order });
            var (turn, changed) = await tenant.In(s => QueueLanes.Align(s, settings, Zones, Now, default, first: 8));
            Assert.True(changed);
            var mix = new ListMix(settings.Rules.Queue, turn);
            var first = await tenant.In(s => ClaimRows.Run(s, settings, mix, 1, 3, Zones, Now, TimeSpan.FromMinutes(5), default));
            Assert.Equal(3, first.Count);
            var claimedByUs = await tenant.In(s => ClaimRows.Of(s, campaign, 1, default));
            Assert.Equal(first.Select(e => e.ContactId).Order(), claimedByUs.Order());
            Assert.Empty(await tenant.In(s => ClaimRows.Of(s, campaign, 2, default)));
            // All that have their place are of the new order, whoever stands in one of before is as if he were not there.
            var lanes = await tenant.In(s =>
                s.Query("select contact_id from queue_entries where lane >= @turn and lane <> '@'", new { turn }, r => r.GetGuid(0))
            );
            Assert.Equal(8, lanes.Count);
            var expected = Sorted(due.Where(p => lanes.Contains(p.Id)), order).Select(p => p.Id).Take(3);
            Assert.Equal(expected, first.Select(e => e.ContactId));
            await tenant.In(s => s.Execute("update queue_entries set status = 'queued' where status = 'claimed'"));
            await Arrange(tenant, settings);
            var claimed = await ClaimAll(tenant, settings);
            Assert.Equal(Sorted(due, order).Select(p => p.Id), claimed);
            await tenant.In(s => s.Execute("update queue_entries set status = 'queued' where status = 'claimed'"));
        }
    }

    [Fact]
    public async Task A_closed_zone_waits_and_nobody_else_does()
    {
        var (tenant, campaign, people) = await Queue(9);
        foreach (
            var rules in new[]
            {
                new QueueRules { Order = "last_name_up" },
                new QueueRules(),
            }
        )
        {
            var claimed = await ClaimAll(tenant, Settings(campaign, rules), zones: Zones[..2]);
            Assert.Equal(people.Where(p => p.Due <= Now && p.Zone != Zones[2]).Select(p => p.Id).Order(), claimed.Order());
            await tenant.In(s => s.Execute("update queue_entries set status = 'queued' where status = 'claimed'"));
        }
    }

    private static IEnumerable<Person> Sorted(IEnumerable<Person> people, string order)
    {
        var callbacksFirst = people.OrderBy(p =>
            order == QueueRules.ByPriority ? 0
            : p.Reason == EntryReason.Callback ? 0
            : 1
        );
        var ranked = order == "rank_up" ? callbacksFirst.ThenBy(p => p.Priority) : callbacksFirst.ThenByDescending(p => p.Priority);
        return (
            order switch
            {
                QueueRules.ByPriority or "rank_up" or "rank_down" => ranked.ThenBy(p => p.Due),
                QueueRules.Fifo => ranked.ThenBy(p => p.Created),
                QueueRules.Lifo => ranked.ThenByDescending(p => p.Created),
                "last_name_up" => ranked.ThenBy(p => Name(p), StringComparer.Ordinal),
                "last_name_down" => ranked.ThenByDescending(p => Name(p), StringComparer.Ordinal),
                "phone_up" => ranked.ThenBy(p => p.Phone, StringComparer.Ordinal),
                "phone_down" => ranked.ThenByDescending(p => p.Phone, StringComparer.Ordinal),
                "calls_up" => ranked.ThenBy(p => p.Attempts),
                "calls_down" => ranked.ThenByDescending(p => p.Attempts),
                "last_call_up" => ranked.ThenBy(LastCall),
                "last_call_down" => ranked.ThenByDescending(LastCall),
                // Nobody owns these contacts, so that all are equal.
                "owner_up" or "owner_down" => ranked,
                "time_zone_up" => ranked.ThenBy(Offset),
                "time_zone_down" => ranked.ThenByDescending(Offset),
                "contact_up" => ranked.ThenBy(p => p.Id.ToString(), StringComparer.Ordinal),
                "contact_down" => ranked.ThenByDescending(p => p.Id.ToString(), StringComparer.Ordinal),
                _ => throw new ArgumentOutOfRangeException(nameof(order), order, "no such order"),
            }
        ).ThenBy(p => p.Id.ToString(), StringComparer.Ordinal);

        static string Name(Person p) => (p.LastName ?? "Person").ToLowerInvariant();
        static DateTimeOffset LastCall(Person p) => p.Attempts == 0 ? DateTimeOffset.MinValue : Now.AddDays(-p.Attempts);
        static TimeSpan Offset(Person p) => TimeZoneInfo.FindSystemTimeZoneById(p.Zone).GetUtcOffset(Now);
    }

    /// <summary>The whole change of the order, a few contacts at a time.</summary>
    private static async Task<string> Arrange(TestTenant tenant, CampaignSettings settings, int most = 3)
    {
        var (turn, _) = await tenant.In(s => QueueLanes.Align(s, settings, Zones, Now, default));
        while (!(await tenant.In(s => OrderChore.Run(s, settings, Zones, most, Now, default))).Done) { }
        return turn;
    }

    private static async Task<List<Guid>> ClaimAll(TestTenant tenant, CampaignSettings settings, int most = 7, string[]? zones = null)
    {
        var turn = await Arrange(tenant, settings);
        var mix = settings.Rules.Queue.IsPlain() ? null : new ListMix(settings.Rules.Queue, turn);
        List<Guid> all = [];
        while (true)
        {
            var some = await tenant.In(s =>
                ClaimRows.Run(s, settings, mix, 1, most, zones ?? Zones, Now, TimeSpan.FromMinutes(5), default)
            );
            if (some.Count == 0)
                return all;
            all.AddRange(some.Select(e => e.ContactId));
        }
    }

    private async Task<(TestTenant, Guid, List<Person>)> Queue(int seed)
    {
        var (tenant, campaign, random) = (await Given.Tenant(postgres.Database), Ids.New(), new Random(seed));
        string?[] names = ["Abbott", "abbot", "Baker", "Zoë", "Ångström", null, "Ab", "Abbott"];
        List<Person> people =
        [
            .. Enumerable
                .Range(0, 40)
                .Select(i => new Person(
                    Ids.New(),
                    names[random.Next(names.Length)],
                    $"+1202555{random.Next(10_000):D4}",
                    random.Next(4),
                    Now.AddMinutes(random.Next(-500, 60)),
                    Now.AddDays(-1).AddSeconds(random.Next(500)),
                    random.Next(4) == 0 ? random.Next(1, 60) : 0,
                    Zones[random.Next(Zones.Length)],
                    random.Next(10) == 0 ? EntryReason.Callback : null
                )),
        ];
        await tenant.In(async s =>
        {
            await s.Execute(
                "insert into campaigns (tenant_id, id, name) values (@tenant, @campaign, 'Spring')",
                new { tenant = tenant.Id, campaign }
            );
            foreach (var p in people)
            {
                await s.Execute(
                    """
                    insert into contacts (tenant_id, id, full_name, full_name_lower, last_name, email, email_normalized) values (@tenant, @Id, 'Person', 'person', @LastName, @Id || '@example.com', @Id || '@example.com')
                    """,
                    new
                    {
                        tenant = tenant.Id,
                        p.Id,
                        p.LastName,
                    }
                );
                await s.Execute(
                    """
                    insert into queue_entries (tenant_id, campaign_id, contact_id, phone_e164, phone_kind, time_zone, reason, priority, attempts, next_attempt_at, created_at)
                    values (@tenant, @campaign, @Id, @Phone, 'direct', @Zone, @Reason, @Priority, @Attempts, @Due, @Created)
                    """,
                    new
                    {
                        tenant = tenant.Id,
                        campaign,
                        p.Id,
                        p.Phone,
                        p.Zone,
                        p.Reason,
                        p.Priority,
                        p.Attempts,
                        p.Due,
                        p.Created,
                    }
                );
                if (p.Attempts > 0)
                {
                    await s.Execute(
                        """
                        insert into call_attempts (tenant_id, id, campaign_id, contact_id, phone_e164, attempt_no, status, outcome, created_at, ended_at)
                        values (@tenant, @call, @campaign, @Id, @Phone, 1, 'ended', 'no_answer', @at, @at)
                        """,
                        new
                        {
                            tenant = tenant.Id,
                            call = Ids.New(),
                            campaign,
                            p.Id,
                            p.Phone,
                            at = Now.AddDays(-p.Attempts),
                        }
                    );
                }
            }
        });
        return (tenant, campaign, people);
    }

    private static CampaignSettings Settings(Guid campaign, QueueRules queue) =>
        new(
            campaign,
            new()
            {
                Name = "Spring",
                CallerId = "+12025550100",
                Window = new([1, 2, 3, 4, 5, 6, 7], "00:00", "00:00", "America/New_York", true),
                Rules = new() { Queue = queue },
            }
        );
}
