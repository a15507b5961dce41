using System.Diagnostics;
using System.Globalization;
using Pivotal.Bench.Harness;

namespace Pivotal.Bench.Engine;

/// <summary>A silo in a process of its own, asked for one measurement at a time. It ends when its input does, so never after the bench.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly string _engine;

    private WorkerProcess(string engine, Process process) => (_engine, _process) = (engine, process);

    /// <summary>Whether the worker was built with this engine.</summary>
    public static bool Exists(string engine) => File.Exists(PathOf(engine));

    /// <param name="engine">local or packages</param>
    /// <param name="cancel">ends the start</param>
    /// <param name="core">the one processor core it may use; null for all</param>
    /// <param name="args">port and first port of a group of silos, or nothing</param>
    public static async Task<WorkerProcess> Start(string engine, CancellationToken cancel, int? core = null, params int[] args)
    {
        if (!Exists(engine))
            throw new BenchException($"{PathOf(engine)} is not built; ./pivotal bench engine builds it.");
        string[] command = [.. core is { } c ? (string[])["taskset", "-c", $"{c}"] : [], "dotnet", PathOf(engine), .. args.Select(a => $"{a}")];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        // Nobody presses a key to stop it.
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        var worker = new WorkerProcess(engine, Process.Start(start)!);
        try
        {
            if (await worker.Line(StartLimit, cancel) != "ready")
                throw new BenchException($"The {engine} worker did not start.");
            return worker;
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }
    }

    public async Task<double> Measure(string measurement, CancellationToken cancel)
    {
        await _process.StandardInput.WriteLineAsync(measurement);
        await _process.StandardInput.FlushAsync(cancel);
        var answer = await Line(TimeSpan.FromMinutes(5), cancel);
        return answer.StartsWith("= ", StringComparison.Ordinal)
            ? double.Parse(answer[2..], CultureInfo.InvariantCulture)
            : throw new BenchException($"{measurement} on {_engine}: {answer}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await _process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private async Task<string> Line(TimeSpan limit, CancellationToken cancel)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        late.CancelAfter(limit);
        try
        {
            return await _process.StandardOutput.ReadLineAsync(late.Token) ?? throw new BenchException($"The {_engine} worker ended.");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new BenchException($"The {_engine} worker said nothing for {limit.TotalSeconds:0} s.");
        }
    }

    private static string PathOf(string engine) =>
        Path.Combine(Repository.Root, ".pivotal", "bench", engine, "bin", "EngineWorker", "release", "Pivotal.EngineWorker.dll");
}
