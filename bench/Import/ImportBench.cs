using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Npgsql;
using Pivotal.Bench.Harness;
using Pivotal.Simulator.Hosting;

namespace Pivotal.Bench.Import;

/// <summary>A file through the whole import, over HTTP until it says completed, beside COPY of the rows that came out of it into the same tables.</summary>
internal sealed class ImportBench : IBench
{
    private const int Rows = 200_000;

    private static readonly string[] Tables = ["accounts", "contacts"];

    public string Name => "import";

    public string Says => "rows/s of a 200,000-row template file through the whole import ÷ rows/s of COPY of the resulting rows into the same indexed tables";

    public async Task<BenchResult> Run(BenchOptions options, CancellationToken cancel)
    {
        // A round takes minutes, and its many rows average by themselves.
        options = options with { Rounds = Math.Min(options.Rounds, 3), WarmUps = 1 };
        var rows = options.Scaled(Rows);
        var file = Path.Combine(Path.GetTempPath(), $"pivotal-bench-{Environment.ProcessId}.csv");
        try
        {
            var bytes = await TemplateFile.Write(file, rows, cancel);
            await using var product = await Product.Start(new SimulatorOptions(), cancel);
            using var user = await product.SignIn("data_ops", cancel);
            await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(product.Database.AdminConnection)
            {
                Database = new NpgsqlConnectionStringBuilder(product.Database.OwnerConnection).Database,
                CommandTimeout = 0,
            });
            var dump = new TableDump(database, Tables);
            // Once before: the baseline needs the rows that come out.
            await Import(user, file, rows, cancel);
            await dump.Take(cancel);

            var (ours, copy) = await Rounds.Alternate(
                options,
                async () =>
                {
                    await dump.Empty(cancel);
                    return rows / await Import(user, file, rows, cancel);
                },
                async () =>
                {
                    await dump.Empty(cancel);
                    return rows / await dump.Restore(cancel);
                });
            return BenchResult.Of(
                Name, ours, copy, "rows/s", goal: 0.5, figures: [("rows", rows), ("fileBytes", bytes), ("copiedBytes", dump.Bytes)]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <returns>Seconds from the first byte of the upload to "completed".</returns>
    private static async Task<double> Import(ProductUser user, string path, int rows, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        await using var stream = File.OpenRead(path);
        using var content = new StreamContent(stream);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var import = await user.Send(HttpMethod.Post, "imports?fileName=bench.csv", content, cancel);
        var id = import.GetProperty("id").GetGuid();
        await user.Post($"imports/{id}/start", null, cancel);
        while (true)
        {
            import = await user.Get($"imports/{id}", cancel);
            switch (import.GetProperty("status").GetString())
            {
                case "completed":
                    return Checked(import, rows, Stopwatch.GetElapsedTime(started).TotalSeconds);
                case "failed" or "cancelled":
                    throw new BenchException($"the import did not complete: {import}");
            }

            await Task.Delay(100, cancel);
        }
    }

    private static double Checked(JsonElement import, int rows, double seconds)
    {
        var created = import.GetProperty("progress").GetProperty("created").GetInt64();
        return created == rows ? seconds : throw new BenchException($"{created} of {rows} rows became contacts: {import.GetProperty("progress")}");
    }
}
