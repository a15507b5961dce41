using System.Diagnostics;
using System.Globalization;
using Pivotal.Bench.Harness;

namespace Pivotal.Bench.Scale;

/// <summary>A silo in a process of its own, on a core of its own, asked for one measurement at a time. It ends when its input does, so never after the bench.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private WorkerProcess(Process process) => _process = process;

    /// <param name="core">the one processor core it may use</param>
    /// <param name="port">of its silo</param>
    /// <param name="first">port of the silo through which its group finds itself</param>
    /// <param name="cancel">ends the start</param>
    public static async Task<WorkerProcess> Start(int core, int port, int first, CancellationToken cancel)
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(
            Repository.Root,
            "bench",
            "Scale",
            "Worker",
            "bin",
            built.Parent!.Name,
            built.Name,
            "Pivotal.ScaleWorker.dll"
        );
        if (!File.Exists(program))
            throw new BenchException($"{program} is not built; ./pivotal bench scale builds it.");
        string[] command = ["-c", $"{core}", "dotnet", program, $"{port}", $"{first}"];
        var worker = new WorkerProcess(
            Process.Start(
                new ProcessStartInfo("taskset", command)
                {
                    UseShellExecute = false,
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                }
            )!
        );
        try
        {
            if (await worker.Line(StartLimit, cancel) != "ready")
                throw new BenchException("The silo did not start.");
            return worker;
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }
    }

    public async Task<double> Decide(int queues, int milliseconds, int perProcessorSecond, CancellationToken cancel)
    {
        await _process.StandardInput.WriteLineAsync($"{queues} {milliseconds} {perProcessorSecond}");
        await _process.StandardInput.FlushAsync(cancel);
        var answer = await Line(TimeSpan.FromMinutes(5), cancel);
        return answer.StartsWith("= ", StringComparison.Ordinal)
            ? double.Parse(answer[2..], CultureInfo.InvariantCulture)
            : throw new BenchException(answer);
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
            return await _process.StandardOutput.ReadLineAsync(late.Token) ?? throw new BenchException("The silo's process ended.");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new BenchException($"The silo said nothing for {limit.TotalSeconds:0} s.");
        }
    }
}
