using Microsoft.Extensions.Logging.Abstractions;
using Pivotal.Data.Telephony;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Calls;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Calls;

/// <summary>An event takes effect while its row is still being committed; the mark must find the row all the same, without waiting for the sweep.</summary>
public sealed class AttemptWriterTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task An_event_handled_before_its_row_was_there_is_marked_when_the_row_comes()
    {
        var tenant = (await Given.Tenant(postgres.Database)).Id;
        var db = postgres.Database.Tenants;
        using var writer = new AttemptWriter(new CallRows(db), TimeProvider.System, NullLogger<AttemptWriter>.Instance);
        using var inbox = new CarrierInbox(db, TimeProvider.System, NullLogger<CarrierInbox>.Instance);
        await writer.StartAsync(default);
        await inbox.StartAsync(default);

        var call = Ids.New();
        CarrierEvent Event(string id) =>
            new(id, CarrierEventKind.Answered, LegKind.Customer, tenant, call, "leg", TimeProvider.System.GetUtcNow());
        writer.Post(tenant, null, ["early"]);
        // Several flushes pass without the row.
        await Task.Delay(TimeSpan.FromMilliseconds(200));
        await inbox.Add(Event("early"), "{}"u8.ToArray());
        await inbox.Add(Event("never handled"), "{}"u8.ToArray());

        var open = await Until(
            () => inbox.Unhandled(tenant, TimeProvider.System.GetUtcNow().AddMinutes(1), 10, default),
            events => events.Count == 1
        );
        Assert.Equal("never handled", Assert.Single(open).EventId);
        await writer.StopAsync(default);
        await inbox.StopAsync(default);
    }

    private static async Task<T> Until<T>(Func<Task<T>> look, Func<T, bool> enough)
    {
        for (var tries = 0; ; tries++)
        {
            var seen = await look();
            if (enough(seen) || tries == 100)
                return seen;
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }
}
