using System.Diagnostics;
using System.Globalization;

namespace Pivotal.Bench.Harness;

/// <summary>A program of ours beside the bench. It ends with the bench, also when the bench is killed: its leash is our end of a pipe.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const string Leash = """
        exec 3<&0
        "$@" </dev/null 3<&- &
        pid=$!
        ( read -r _ <&3; kill -TERM $pid 2>/dev/null ) >/dev/null 2>&1 &
        trap '' INT
        wait $pid
        """;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private readonly Process _process;
    private readonly string _name;
    private readonly Queue<string> _lastLines = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ChildProcess(string name, string assembly, IReadOnlyDictionary<string, string> environment)
    {
        _name = name;
        if (!File.Exists(assembly))
            throw new BenchException($"{assembly} is not built");
        var start = new ProcessStartInfo("/bin/sh")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var word in (string[])["-c", Leash, name, "dotnet", assembly])
            start.ArgumentList.Add(word);
        start.WorkingDirectory = Path.GetDirectoryName(assembly);
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, e) => Saw(e.Data);
        _process.ErrorDataReceived += (_, e) => Saw(e.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new BenchException($"{_name} ended before it was ready:\n{LastWords()}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The program's own process, which the shell that holds the leash has started; null where the system does not tell.</summary>
    public int? ProgramId
    {
        get
        {
            var children = $"/proc/{_process.Id}/task/{_process.Id}/children";
            if (!File.Exists(children))
                return null;
            foreach (var child in File.ReadAllText(children).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (File.ReadAllText($"/proc/{child}/cmdline").StartsWith("dotnet\0", StringComparison.Ordinal))
                    return int.Parse(child, CultureInfo.InvariantCulture);
            }

            return null;
        }
    }

    /// <summary>The address it says it listens on.</summary>
    public async Task<Uri> Ready(CancellationToken cancel)
    {
        try
        {
            return new Uri(await _ready.Task.WaitAsync(StartLimit, cancel));
        }
        catch (TimeoutException)
        {
            throw new BenchException($"{_name} was not ready within {StartLimit.TotalSeconds:0} s:\n{LastWords()}");
        }
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

    private void Saw(string? line)
    {
        if (line is null)
            return;
        if (line.StartsWith("ready ", StringComparison.Ordinal))
            _ready.TrySetResult(line["ready ".Length..].Trim());
        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > 20)
                _lastLines.Dequeue();
        }
    }

    private string LastWords()
    {
        lock (_lastLines)
            return string.Join('\n', _lastLines);
    }
}
