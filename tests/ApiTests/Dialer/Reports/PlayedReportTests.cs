using System.Text.Json;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Shared;
using Pivotal.Simulator.Control;
using Pivotal.Simulator.Hosting;
using Pivotal.Simulator.Telnyx.Script;
using Xunit;

namespace Pivotal.ApiTests.Dialer.Reports;

/// <summary>
/// Two campaigns played to their end by the dialer itself, and all seven reports of them against each other, against the call rows and against what the carrier has noted:
/// a call that a report leaves out, or counts twice, is seen here whatever the rows say.
/// </summary>
public sealed class PlayedReportTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task All_reports_of_campaigns_that_were_really_called_add_up_with_the_call_rows_and_with_the_carrier()
    {
        var options = new SimulatorOptions
        {
            Speed = 20,
            WebhookRetrySeconds = [0.2, 0.5, 1, 2],
            Behaviour = new()
            {
                Human = 0.5,
                Machine = 0.2,
                Busy = 0.08,
                Fax = 0.04,
                Invalid = 0.04,
                Rejects = 0.02,
                AmdError = 0.15,
                AmdNotSure = 0.1,
                PatienceSeconds = 600,
                TalkSeconds = 600,
            },
        };
        await using var played = await PlayedCampaign.Open(api, options);
        // Three lines for one agent who talks longer than anybody waits; the first to be called are all people, so two of them get nobody.
        var power = await played.Campaign(
            api,
            DialMode.Power,
            1,
            [
                .. Enumerable.Range(0, 6).Select(n => $"+1290555010{n}"),
                .. Enumerable.Range(0, 4).Select(n => $"+1396555010{n}"),
                .. Enumerable.Range(0, 30).Select(n => $"+1212{5550000 + n}"),
            ]
        );
        var progressive = await played.Campaign(
            api,
            DialMode.Progressive,
            2,
            [.. Enumerable.Range(0, 24).Select(n => $"+1212{5560000 + n}")]
        );
        await PlayToTheEnd(played, [power, progressive]);

        var calls = await played.Tenant.RawCalls();
        var events = played.Carrier.Control.Events(newest: int.MaxValue);
        var lines = played.Carrier.Control.Calls().Where(c => c.To.StartsWith('+')).ToList();
        var detections = events
            .Where(e =>
                e.Type.Contains("machine", StringComparison.Ordinal) && e.Type.EndsWith("detection.ended", StringComparison.Ordinal)
            )
            .ToList();
        var verdicts = detections.ToDictionary(e => e.ControlId, e => e.Data.GetProperty("payload").GetProperty("result").GetString()!);
        var told = detections.ToDictionary(e => e.ControlId, e => e.Data.GetProperty("occurred_at").GetDateTimeOffset());
        // Whoever picked up has hung up before the two seconds were over that begin with the verdict.
        bool InTime(SimCall l) =>
            l.HangupSource == "callee" && (!told.TryGetValue(l.CallControlId, out var known) || l.EndedAt <= known.AddSeconds(2));

        var campaigns = await Rows(played, "campaigns");
        var hours = await Rows(played, "hours");
        var amd = await Rows(played, "amd");
        var agents = await Rows(played, "agents");
        var abandon = await Rows(played, "abandon");
        var penetration = await Rows(played, "penetration");
        var callbacks = await Rows(played, "callbacks", Ahead());

        // Dials: campaigns, hours, the queue's own counters, the rows, the carrier.
        Assert.Equal(2, campaigns.Count);
        Assert.True(lines.Count > 60, $"{lines.Count} calls");
        Assert.Equal(
            (lines.Count, lines.Count, lines.Count, lines.Count),
            (Sum(campaigns, "dials"), Sum(hours, "dials"), calls.Count(c => c.Dialed is not null), penetration.Sum(Attempts))
        );
        Assert.Equal(calls.Count, hours.Sum(h => Parts(h, "outcomes").Values.Sum()));
        Assert.Equal(
            calls.CountBy(c => c.Outcome!).OrderBy(p => p.Key),
            hours
                .SelectMany(h => Parts(h, "outcomes"))
                .GroupBy(p => p.Key, (k, parts) => KeyValuePair.Create(k, parts.Sum(p => p.Value)))
                .OrderBy(p => p.Key)
        );

        // Whom people spoke with: who was bridged at the carrier was connected here, and nobody else; the agents' calls are these.
        var together = lines.Where(l => l.BridgedAt is not null).ToList();
        Assert.Equal((together.Count, together.Count), (Sum(campaigns, "connected"), Sum(agents, "connected")));
        Assert.Equal(calls.Count(c => c.Agent is not null), Sum(agents, "calls"));
        Assert.Equal(Sum(campaigns, "talkSeconds"), Sum(agents, "talkSeconds"), 5d);
        Assert.Equal(together.Sum(l => (l.EndedAt! - l.BridgedAt!).Value.TotalSeconds), Sum(campaigns, "talkSeconds"), 5d);

        // Who answered and got nobody: the carrier knows them as people who answered, whom its own detection took for a person, whom nobody was bridged to, and who did not hang up in time.
        var nobody = lines
            .Where(l =>
                l is { AnsweredAt: not null, BridgedAt: null }
                && verdicts.GetValueOrDefault(l.CallControlId) is null or "human" or "human_residence" or "human_business" or "not_sure"
            )
            .ToList();
        var abandoned = nobody.Where(l => !InTime(l)).ToList();
        Assert.True(abandoned.Count > 0, string.Join('\n', lines.Select(l => $"{l} {verdicts.GetValueOrDefault(l.CallControlId)}")));
        Assert.Equal((abandoned.Count, abandoned.Count), (Sum(campaigns, "abandoned"), Sum(abandon, "abandoned")));
        Assert.Equal(
            (together.Count + abandoned.Count, together.Count + abandoned.Count, together.Count + abandoned.Count),
            (Sum(campaigns, "answered"), Sum(abandon, "answered"), Sum(hours, "answered"))
        );

        // Who hung up in time, four of them before the detection could tell: neither answered nor abandoned, and not as if nobody had been there.
        var left = nobody.Where(InTime).ToList();
        Assert.True(left.Count >= 4, $"{left.Count}");
        Assert.Equal(
            (left.Count, left.Count),
            (
                hours.Sum(h => Parts(h, "outcomes").GetValueOrDefault(Outcome.HungUp)),
                amd.Sum(r => Parts(r, "outcomes").GetValueOrDefault(Outcome.HungUp))
            )
        );
        Assert.Equal(
            left.Count(l => !told.ContainsKey(l.CallControlId)),
            amd.Where(r => r.GetProperty("result").GetString() == "none").Sum(r => Parts(r, "outcomes").GetValueOrDefault(Outcome.HungUp))
        );

        // What was picked up, by what the detection said of it.
        Assert.Equal(lines.Count(l => l.AnsweredAt is not null), Sum(amd, "calls"));
        foreach (
            var (said, result) in ((string[], string)[])
                [
                    (["human", "human_residence", "human_business"], "human"),
                    (["machine"], "machine"),
                    (["fax_detected"], "fax"),
                    (["not_sure"], "not_sure"),
                ]
        )
            Assert.Equal(
                (result, lines.Count(l => said.Contains(verdicts.GetValueOrDefault(l.CallControlId)))),
                (result, amd.Where(r => r.GetProperty("result").GetString() == result).Sum(r => Int(r, "calls")))
            );
        Assert.Equal(calls.Count(c => c.Disposition == Disposition.Voicemail), Sum(amd, "agentSaidMachine"));

        // Callbacks: all that were promised; a kept one has rung once more at the carrier.
        var promised = calls.Where(c => c.CallbackAt is not null).ToList();
        Assert.Equal(
            (promised.Count, promised.Count),
            (Sum(callbacks, "due"), callbacks.Sum(r => Int(r, "kept") + Int(r, "late") + Int(r, "missed") + Int(r, "open")))
        );
        Assert.Equal(lines.CountBy(l => l.To).Sum(n => n.Value - 1), Sum(callbacks, "kept") + Sum(callbacks, "late"));
        Assert.True(Sum(callbacks, "kept") + Sum(callbacks, "late") >= 3 && Sum(callbacks, "open") >= 1, string.Join('\n', callbacks));

        Assert.Equal(64, Sum(penetration, "total"));
        foreach (var row in penetration)
            Assert.Equal(
                Int(row, "total"),
                Int(row, "neverTried") + Int(row, "tried") + Int(row, "reached") + Int(row, "done") + Int(row, "removed")
            );
        foreach (var row in campaigns)
            Assert.Equal(
                calls.Count(c => c.Campaign == row.GetProperty("campaignId").GetGuid() && c.Disposition is not null),
                Parts(row, "dispositions").Values.Sum()
            );
        foreach (var row in agents)
        {
            Assert.Equal(
                Int(row, "signedInSeconds"),
                Int(row, "availableSeconds")
                    + Int(row, "onCallSeconds")
                    + Int(row, "wrapUpSeconds")
                    + Int(row, "previewSeconds")
                    + Int(row, "breakSeconds")
            );
            Assert.True(Int(row, "onCallSeconds") + 2 >= Int(row, "talkSeconds"), $"{row}");
        }
    }

    private static async Task PlayToTheEnd(PlayedCampaign played, (Guid Id, List<Guid> Agents)[] campaigns)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var work = campaigns
            .SelectMany(c => c.Agents.Select(a => played.Work(a, TimeSpan.FromSeconds(c.Agents.Count == 1 ? 4 : 1), stop.Token)))
            .ToArray();
        // Everybody was called, who was promised a call within this hour got it, every call ended and was disposed of.
        while (
            await played.Tenant.In(s =>
                s.Scalar<long>(
                    """
                    select (select count(*) from queue_entries where status in ('claimed', 'in_progress') or (status = 'queued' and (attempts = 0 or next_attempt_at < now() + interval '1 hour')))
                         + (select count(*) from call_attempts where ended_at is null or (bridged_at is not null and disposed_at is null))
                    """
                )
            ) > 0
        )
        {
            Assert.False(stop.IsCancellationRequested, "the campaigns do not come to their end");
            Assert.DoesNotContain(work, w => w.IsFaulted);
            await Task.Delay(100, CancellationToken.None);
        }

        await stop.CancelAsync();
        await Task.WhenAll(work);
        foreach (var agent in campaigns.SelectMany(c => c.Agents))
            await played.SignOff(agent);
        foreach (var (campaign, _) in campaigns)
            Assert.Empty((await played.Pause(campaign)).Refusals);
        // What the carrier still has to say of ended calls.
        while (await played.Tenant.In(s => s.Scalar<long>("select count(*) from carrier_inbox where handled_at is null")) > 0)
            await Task.Delay(100, CancellationToken.None);
    }

    private static string Ahead() => $"&to={TimeProvider.System.GetUtcNow().AddDays(3):yyyy-MM-dd}";

    private static int Attempts(JsonElement row) =>
        Parts(row, "byAttempts").Sum(p => int.Parse(p.Key, System.Globalization.CultureInfo.InvariantCulture) * p.Value);

    private static int Int(JsonElement row, string name) => row.GetProperty(name).GetInt32();

    private static int Sum(IEnumerable<JsonElement> rows, string name) => rows.Sum(r => Int(r, name));

    private static Dictionary<string, int> Parts(JsonElement row, string name) =>
        row.GetProperty(name).EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt32());

    private static async Task<List<JsonElement>> Rows(PlayedCampaign played, string report, string more = "")
    {
        var from = TimeProvider.System.GetUtcNow().AddDays(-2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return
        [
            .. (await played.Manager.GetAsync($"/api/v1/reports/dialer/{report}?from={from}{more}").Json())
                .GetProperty("rows")
                .EnumerateArray(),
        ];
    }
}
