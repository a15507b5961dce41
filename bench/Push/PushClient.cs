using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Pivotal.Bench.Harness;

namespace Pivotal.Bench.Push;

/// <summary>One frame as the npm client got it. <c>At</c> is on this process's stopwatch.</summary>
internal sealed record SeenFrame(string Key, long At, JsonElement Frame);

/// <summary>The npm SignalR client in a node process, with its clock set against ours.</summary>
internal sealed class PushClient : IAsyncDisposable
{
    private const int ClockProbes = 50;
    private readonly Process _node;
    private readonly Channel<JsonElement> _answers = Channel.CreateUnbounded<JsonElement>();
    private readonly Channel<SeenFrame> _frames = Channel.CreateUnbounded<SeenFrame>();
    private readonly Task _reading;
    private double _offsetTicks;

    private PushClient(Process node)
    {
        _node = node;
        _reading = Read();
    }

    public ChannelReader<SeenFrame> Frames => _frames.Reader;

    public static async Task<PushClient> Start(CancellationToken cancel)
    {
        var package = Path.Combine(Repository.Root, "frontend");
        if (!Directory.Exists(Path.Combine(package, "node_modules", "@microsoft", "signalr")))
            throw new BenchException("the npm packages of frontend/ are not installed: run npm ci there first");
        var start = new ProcessStartInfo("node")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Push", "client.mjs"));
        start.ArgumentList.Add(package);
        var client = new PushClient(Process.Start(start) ?? throw new BenchException("node cannot be started"));
        await client.SetClock(cancel);
        return client;
    }

    public async Task Connect(string key, string url, string? cookie, CancellationToken cancel)
    {
        await Tell(
            new
            {
                @do = "connect",
                key,
                url,
                cookie,
            }
        );
        var answer = await _answers.Reader.ReadAsync(cancel);
        if (!answer.TryGetProperty("connected", out _))
            throw new BenchException($"the SignalR client could not connect: {answer}");
    }

    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        await _node.WaitForExitAsync();
        await _reading;
        _node.Dispose();
    }

    // The answer with the shortest way there and back was hindered least; its middle is the best guess of the same moment.
    private async Task SetClock(CancellationToken cancel)
    {
        var best = long.MaxValue;
        for (var n = 0; n < ClockProbes; n++)
        {
            var sent = Stopwatch.GetTimestamp();
            await Tell(new { @do = "clock", n });
            var answer = await _answers.Reader.ReadAsync(cancel);
            var back = Stopwatch.GetTimestamp();
            if (back - sent >= best)
                continue;
            best = back - sent;
            _offsetTicks = (sent + back) / 2.0 - Ticks(answer);
        }
    }

    private async Task Read()
    {
        while (await _node.StandardOutput.ReadLineAsync() is { } line)
        {
            var message = JsonSerializer.Deserialize<JsonElement>(line);
            if (!message.TryGetProperty("frames", out var frames))
            {
                _answers.Writer.TryWrite(message);
                continue;
            }

            var at = (long)(Ticks(message) + _offsetTicks);
            foreach (var frame in frames.EnumerateArray())
                _frames.Writer.TryWrite(new SeenFrame(message.GetProperty("key").GetString()!, at, frame));
        }

        _answers.Writer.TryComplete();
        _frames.Writer.TryComplete();
    }

    private async Task Tell(object command)
    {
        await _node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command));
        await _node.StandardInput.FlushAsync();
    }

    private static double Ticks(JsonElement message) => message.GetProperty("at").GetDouble() * Stopwatch.Frequency / 1e9;
}
