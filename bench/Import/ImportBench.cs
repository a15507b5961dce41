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

    public string Says =>
        "rows/s of a 200,000-row template file through the whole import ÷ rows/s of COPY of the resulting rows into the same indexed tables";

    public async Task<BenchResult> Run(BenchOptions options, CancellationToken cancel)
    {
        // A round takes minutes, and its many rows average by themselves.
        options = options with
        {
            Rounds = Math.Min(options.Rounds, 3),
            WarmUps = 1,
        };
        var rows = options.Scaled(Rows);
        var hostile = await HostileUploads.Measure(cancel);
        if (hostile is not null)
            Console.WriteLine(
                $"  eight hostile files at once: {hostile.Uploading:0} MB above {hostile.Idle:0} MB idle while uploaded, {hostile.Importing:0} MB while the {hostile.Taken} that were taken were imported (at most {HostileUploads.Most:0}: {(hostile.Holds ? "holds" : "does not hold")})"
            );
        var file = Path.Combine(Path.GetTempPath(), $"pivotal-bench-{Environment.ProcessId}.csv");
        try
        {
            var bytes = await TemplateFile.Write(file, rows, cancel);
            await using var product = await Product.Start(new SimulatorOptions(), cancel);
            using var user = await product.SignIn("data_ops", cancel);
            await using var database = NpgsqlDataSource.Create(
                new NpgsqlConnectionStringBuilder(product.Database.AdminConnection)
                {
                    Database = new NpgsqlConnectionStringBuilder(product.Database.OwnerConnection).Database,
                    CommandTimeout = 0,
                }
            );
            var dump = new TableDump(database, Tables);
            // Once before: the baseline needs the rows that come out.
            await FileImport.Run(user, file, rows, null, cancel);
            await dump.Take(cancel);

            var (ours, copy) = await Rounds.Alternate(
                options,
                async () =>
                {
                    await dump.Empty(cancel);
                    return rows / (await FileImport.Run(user, file, rows, null, cancel)).Seconds;
                },
                async () =>
                {
                    await dump.Empty(cancel);
                    return rows / await dump.Restore(cancel);
                }
            );
            return BenchResult.Of(
                Name,
                ours,
                copy,
                "rows/s",
                goal: 0.5,
                figures: [("rows", rows), ("fileBytes", bytes), ("copiedBytes", dump.Bytes), .. Figures(hostile)]
            );
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Megabytes above idle; none where they cannot be measured.</summary>
    private static IEnumerable<(string Name, object Value)> Figures(HostileUploads? hostile) =>
        hostile is null
            ? []
            :
            [
                ("hostileIdleMb", hostile.Idle),
                ("hostileUploadMb", hostile.Uploading),
                ("hostileImportMb", hostile.Importing),
                ("hostileTaken", hostile.Taken),
                ("hostileGoalMb", HostileUploads.Most),
                ("hostileMet", hostile.Holds),
            ];
}
