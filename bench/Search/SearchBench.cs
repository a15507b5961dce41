using System.Diagnostics;
using Npgsql;
using Pivotal.Bench.Harness;

namespace Pivotal.Bench.Search;

/// <summary>
/// Contacts found by one letter, over HTTP, in a tenant of two hundred thousand; and what it costs another tenant when sixty connections of the first one search without pause.
/// </summary>
internal sealed class SearchBench : IBench
{
    private const int People = 200_000,
        Asked = 260,
        Greedy = 60;
    private const double MostMs = 50;

    public string Name => "search";

    public string Says =>
        "p50 milliseconds of another tenant's list while sixty connections search ÷ alone; and p95 of a search for one letter in 200,000 contacts against 50 ms";

    public async Task<BenchResult> Run(BenchOptions options, CancellationToken cancel)
    {
        await using var product = await Product.Start(new(), cancel);
        using var searcher = await product.SignIn("campaign_manager", cancel);
        using var neighbour = await product.SignIn("campaign_manager", cancel, tenant: 1);
        await Fill(product, options.Scaled(People), cancel);

        // The letters the bench knows, each as often as the next.
        var (letter, waits) = (0, new List<double>());
        for (var n = -Asked / 10; n < options.Scaled(Asked); n++)
        {
            var took = await Took(() => searcher.Get($"contacts?q={(char)('a' + letter++ % 26)}", cancel));
            if (n >= 0)
                waits.Add(took);
        }

        var (beside, alone) = await Rounds.Alternate(
            options,
            () => Crowded(searcher, neighbour, options, cancel),
            () => Typical(neighbour, options, cancel)
        );
        var search = new Sample(waits);
        return BenchResult.Of(
            Name,
            beside,
            alone,
            "ms",
            goal: 2,
            lowerIsBetter: true,
            figures:
            [
                ("people", options.Scaled(People)),
                ("letterP50Ms", search.Median),
                ("letterP95Ms", search.Quantile(0.95)),
                ("letterMet", search.Quantile(0.95) <= MostMs),
                ("greedy", Greedy),
            ]
        );
    }

    private static async Task<double> Crowded(ProductUser searcher, ProductUser neighbour, BenchOptions options, CancellationToken cancel)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var crowd = Enumerable.Range(0, Greedy).Select(n => Search(searcher, n, enough.Token)).ToArray();
        var typical = await Typical(neighbour, options, cancel);
        await enough.CancelAsync();
        await Task.WhenAll(crowd);
        return typical;
    }

    private static async Task Search(ProductUser searcher, int n, CancellationToken enough)
    {
        try
        {
            // Who is told to wait asks again at once: that is what makes him greedy.
            for (; ; n++)
                await searcher.Ask($"contacts?q={(char)('a' + n % 26)}", enough);
        }
        catch (OperationCanceledException)
        {
            // Over.
        }
    }

    /// <summary>One request after the other, at a pace that the product's limit of 50 a second lets through however long it lasts.</summary>
    private static async Task<double> Typical(ProductUser user, BenchOptions options, CancellationToken cancel)
    {
        List<double> took = [];
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        for (var n = 0; n < Math.Max(20, options.Scaled(100)); n++)
        {
            took.Add(await Took(() => user.Get("contacts?limit=50", cancel)));
            await pace.WaitForNextTickAsync(cancel);
        }

        return new Sample(took).Median;
    }

    private static async Task<double> Took(Func<Task> ask)
    {
        var started = Stopwatch.GetTimestamp();
        await ask();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task Fill(Product product, int people, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(product.Database.OwnerConnection);
        await using var fill = source.CreateCommand(
            """
            with t as (select id from tenants order by created_at, id limit 1),
            companies as (
              insert into accounts (tenant_id, id, name, name_lower, name_normalized)
              select t.id, gen_random_uuid(), n.name, n.name, n.name
              from t, generate_series(1, $1 / 5) as i, lateral (select chr(97 + i * 7 % 26) || chr(97 + i * 11 % 26) || ' company ' || i as name) n
              returning id, tenant_id, name
            ),
            numbered as (select *, row_number() over (order by name) - 1 as no from companies)
            insert into contacts (tenant_id, id, full_name, full_name_lower, email, email_normalized, account_id)
            select a.tenant_id, gen_random_uuid(), p.name, p.name, p.mail, p.mail, a.id
            from generate_series(1, $1) as i
            join numbered a on a.no = i % ($1 / 5),
            lateral (select chr(97 + i * 5 % 26) || chr(97 + i * 3 % 26) || ' person ' || i as name, chr(97 + i * 17 % 26) || i || '@bench.example' as mail) p
            """
        );
        fill.CommandTimeout = 300;
        fill.Parameters.Add(new() { Value = people });
        await fill.ExecuteNonQueryAsync(cancel);
        await using var told = source.CreateCommand("vacuum analyze contacts, accounts");
        told.CommandTimeout = 300;
        await told.ExecuteNonQueryAsync(cancel);
    }
}
