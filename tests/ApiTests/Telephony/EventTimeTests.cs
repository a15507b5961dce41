using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pivotal.Api.Telephony;
using Pivotal.ApiTests.Leads;
using Pivotal.ApiTests.Shared;
using Pivotal.Data.Telephony;
using Pivotal.Domain.Telephony;
using Pivotal.Domain.Telephony.Telnyx;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Telephony;

public sealed class EventTimeTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, true)]
    [InlineData(-23 * 3600, true)]
    [InlineData(90, true)]
    [InlineData(121, false)]
    [InlineData(-25 * 3600, false)]
    [InlineData(400_000_000, false)]
    [InlineData(-1_700_000_000, false)]
    public void A_time_near_the_arrival_is_believed_and_any_other_is_that_of_the_arrival(int seconds, bool believed)
    {
        var occurred = Now.AddSeconds(seconds);
        Assert.Equal(believed ? occurred : Now, EventTime.Believed(occurred, Now));
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z", false)]
    [InlineData("9999-12-31T23:59:59Z", false)]
    [InlineData(null, true)]
    public async Task An_event_from_another_age_counts_as_happened_when_it_came_and_is_kept_as_it_came(string? says, bool believed)
    {
        var tenant = await Given.Tenant(api.Database);
        await tenant.Lead(await tenant.Campaign());
        var call = await tenant.In(s => s.Scalar<Guid>("select id from call_attempts"));
        var before = TimeProvider.System.GetUtcNow();
        says ??= before.AddSeconds(-30).ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", System.Globalization.CultureInfo.InvariantCulture);
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                data = new
                {
                    record_type = "event",
                    event_type = "call.recording.saved",
                    id = $"e-{call}",
                    occurred_at = says,
                    payload = new
                    {
                        call_control_id = "v3:leg",
                        client_state = new ClientState(tenant.Id, LegKind.Customer, call).ToString(),
                        recording_id = "r-1",
                    },
                },
            }
        );
        var parsed = TelnyxEventParser.Parse(body)!;
        await ApiFixture.Services.GetRequiredService<CarrierIntake>().Take(parsed, body);

        var (occurred, raw, again) = await tenant.In(s =>
            s.QuerySingle(
                $"select occurred_at, body #>> '{{data,occurred_at}}', {CarrierInbox.Body} from carrier_inbox",
                null,
                r => (r.GetFieldValue<DateTimeOffset>(0), r.GetString(1), r.GetString(2))
            )
        );
        Assert.Equal(says, raw);
        if (believed)
            Assert.Equal(parsed.OccurredAt, occurred);
        else
            Assert.InRange(occurred, before.AddSeconds(-1), TimeProvider.System.GetUtcNow().AddSeconds(1));
        // Whoever reads it after a restart believes the same.
        Assert.Equal(parsed with { OccurredAt = occurred }, TelnyxEventParser.Parse(Encoding.UTF8.GetBytes(again)));
    }
}
