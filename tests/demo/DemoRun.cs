using System.Diagnostics;
using System.Text.Json;
using Pivotal.Simulator.Data;

namespace Pivotal.Demo;

/// <summary>
/// The main job without a browser, through the product's public doors only: import, campaign, calls, review, order, download.
/// At the end it compares the product's figures with its own and with the carrier's record.
/// </summary>
public static class DemoRun
{
    /// <summary>Exit code: 0 when everything added up, 1 with the differences otherwise.</summary>
    public static async Task<int> Start(string[] args, CancellationToken ct)
    {
        var checks = new Checks();
        var clock = Stopwatch.StartNew();
        Summary? summary = null;
        try
        {
            summary = await Run(DemoOptions.From(args), checks, clock, Console.Out, ct);
            foreach (var difference in checks.Differences)
                await Console.Error.WriteLineAsync($"difference: {difference}");
        }
        catch (Exception e) when (e is DemoException or HttpRequestException or JsonException or IOException && !ct.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"demo: {e.Message}");
        }

        var ok = summary is not null && checks.Differences.Count == 0;
        summary?.Print(Console.Out);
        Console.WriteLine(
            summary?.Json(ok) ?? JsonSerializer.Serialize(new { demo = "failed", seconds = Math.Round(clock.Elapsed.TotalSeconds, 1) })
        );
        return ok ? 0 : 1;
    }

    private static async Task<Summary> Run(DemoOptions options, Checks checks, Stopwatch clock, TextWriter log, CancellationToken ct)
    {
        var (a, b) = SignIns.Administrators(options.SignIns);
        using var neighbour = await Person.SignIn(options.Product, b, ct);
        using var staff = new Staff(options.Product, await Person.SignIn(options.Product, a, ct));
        using var carrier = new CarrierWitness(options.Carrier);

        await log.WriteLineAsync($"Importing {options.Rows} rows");
        var path = Path.Combine(Path.GetTempPath(), $"pivotal-demo-{staff.Run}.csv");
        TemplateCsvExpectation file;
        Import import;
        try
        {
            file = TemplateCsvGenerator.Write(path, new() { Rows = options.Rows, Seed = options.Seed });
            await Suppress(staff.Admin, "phone", file.DncPhones, checks, ct);
            await Suppress(staff.Admin, "email", file.DncEmails, checks, ct);
            await using var csv = File.OpenRead(path);
            import = await ImportStage.Run(staff.Admin, $"demo-{staff.Run}.csv", csv, $"Demo audience {staff.Run}", ct);
        }
        finally
        {
            File.Delete(path);
        }

        ImportStage.Check(import, file, checks);

        await log.WriteLineAsync($"Calling with {options.Agents} agents");
        var campaign = await staff.Admin.Post<Campaign>(
            "campaigns",
            DemoCampaign.Body(
                $"Demo campaign {staff.Run}",
                import.ListId!.Value,
                DemoCampaign.GoalFor(options.LeadGoal),
                TimeProvider.System.GetUtcNow()
            ),
            ct
        );
        var agents = await staff.HireAgents(options.Agents, ct);
        await staff.Admin.Put<JsonElement>(
            $"campaigns/{campaign.Id}/agents",
            new { agentIds = agents.Select(agent => agent.Session.User.Id) },
            ct
        );
        var dialling = new DialStage(options, staff, campaign.Id, log);
        await dialling.Run(agents, ct);

        await log.WriteLineAsync("Reviewing and delivering");
        var review = new ReviewStage(
            await staff.Hire("Quinn", "Analyst", "quality_analyst", null, ct),
            await staff.Hire("Robin", "Analyst", "quality_analyst", null, ct),
            options.Seed,
            checks
        );
        var (approved, rejected) = await review.Run(campaign.Id, ct);
        var organisation = await staff.Admin.Post<Named>("clients", new { name = $"Fabrikam {staff.Run}" }, ct);
        var client = await staff.Hire("Casey", "Client", "client_user", organisation.Id, ct);
        var delivery = new DeliveryStage(await staff.Hire("Morgan", "Manager", "campaign_manager", null, ct), client);
        var order = await delivery.PlaceOrder(options.LeadGoal, ct);
        await delivery.Publish(order, campaign.Id, approved, ct);
        var delivered = await delivery.Download(order, ct);

        if (approved.Count == 0)
            throw new DemoException("No lead came out of the calls.");
        await Compare(client, order, delivered, approved, dialling, checks, ct);
        await new NeighbourStage(neighbour, checks).Run(
            [
                $"campaigns/{campaign.Id}",
                $"imports/{import.Id}",
                $"lists/{import.ListId}",
                $"orders/{order.Id}",
                $"orders/{order.Id}/leads.csv",
                .. approved.Take(3).Select(id => $"leads/{id}"),
            ],
            delivered.Select(lead => lead["Email 1"]).First(),
            ct
        );
        var calls = await carrier.Calls(ct);
        CarrierChecks(calls, file.DncPhones, dialling, checks);

        return new(
            options.Rows,
            import.Progress.Created,
            import.Progress.Duplicates,
            import.Progress.Rejected,
            import.Progress.Suppressed,
            calls.Count,
            calls.Count(c => c is { Kind: "human", AnsweredAt: not null }),
            calls.Count(c => c.BridgedAt is not null),
            dialling.Disposed.Count,
            approved.Count + rejected.Count,
            approved.Count,
            rejected.Count,
            delivered.Count,
            CarrierWitness.AbandonRate(calls),
            checks.Made,
            clock.Elapsed.TotalSeconds
        );
    }

    private static async Task Suppress(Person admin, string kind, IReadOnlyList<string> values, Checks checks, CancellationToken ct)
    {
        var answer = await admin.Post<SuppressionsAdded>(
            "suppressions",
            new
            {
                kind,
                values,
                reason = "Asked not to be contacted",
            },
            ct
        );
        checks.Equal(values.Count, answer.Added + answer.Already, $"do-not-call entries taken ({kind})");
    }

    private static async Task Compare(
        Person client,
        Order order,
        IReadOnlyList<IReadOnlyDictionary<string, string>> delivered,
        List<Guid> approved,
        DialStage dialling,
        Checks checks,
        CancellationToken ct
    )
    {
        checks.Equal(approved.Count, delivered.Count, "approved leads and leads in the client's file");
        checks.Equal(delivered.Count, delivered.Select(lead => lead["Email 1"]).Distinct().Count(), "people in the client's file");
        checks.Equal(
            (long)approved.Count,
            (await client.Get<Order>($"orders/{order.Id}", ct)).Delivered,
            "delivered leads the order shows"
        );
        var downloads = await client.Get<Page<OrderDownload>>($"orders/{order.Id}/downloads", ct);
        checks.Equal(
            (1, approved.Count),
            (downloads.Items.Count, downloads.Items.Sum(d => d.LeadCount)),
            "recorded downloads and their leads"
        );
        checks.Equal(
            dialling.Disposed.Count(d => d.Disposition == "qualified"),
            dialling.Last.Today.Qualified,
            "qualified calls the agents and the campaign count"
        );
    }

    private static void CarrierChecks(List<CarrierCall> calls, IReadOnlyCollection<string> doNotCall, DialStage dialling, Checks checks)
    {
        var forbidden = doNotCall.ToHashSet();
        checks.None([.. calls.Where(c => forbidden.Contains(c.To)).Select(c => c.To)], "do-not-call numbers dialled");
        checks.None(CarrierWitness.TwiceAtOnce(calls), "numbers dialled twice at once");
        var asked = dialling.Disposed.Where(d => d.Disposition == "dnc_request").ToDictionary(d => d.Phone, d => d.At);
        checks.None(
            [.. calls.Where(c => asked.TryGetValue(c.To, out var at) && c.DialledAt > at).Select(c => c.To)],
            "numbers dialled after their owner had asked not to be called"
        );
        checks.AtLeast(1, calls.Count, "calls");
    }
}
