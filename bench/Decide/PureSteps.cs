using System.Buffers.Binary;
using System.Diagnostics;
using Pivotal.Bench.Harness;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;

namespace Pivotal.Bench.Decide;

/// <summary>What single decisions of the queue's own state cost, without the grain around it: a pacing step, a thousand campaigns ticking, the choice of an agent.</summary>
internal static class PureSteps
{
    /// <summary>How often a campaign decides by the clock.</summary>
    private const int TicksPerSecond = 2;

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    /// <returns>milliseconds of the median pacing step with 50 agents on calls and 300 lines ringing</returns>
    public static double PacingStep()
    {
        var queue = Queue(busy: 50, ringing: 300);
        List<double> took = [];
        // The first seconds run code that the runtime has not yet optimised.
        for (var i = 0; i < 12_000; i++)
        {
            var began = Stopwatch.GetTimestamp();
            queue.Wanted(Start.AddMilliseconds(500 + (i % 600)));
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return new Sample(took.Skip(8000)).Median;
    }

    /// <returns>seconds of processor time for one second of 1,000 campaigns with ten agents each, seven of them on calls, and twenty lines ringing</returns>
    public static double ThousandCampaigns()
    {
        QueueState[] queues = [.. Enumerable.Range(0, 1000).Select(_ => Queue(busy: 7, ringing: 20, free: 3))];
        List<double> took = [];
        for (var second = 0; second < 6; second++)
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            for (var tick = 0; tick < TicksPerSecond; tick++)
            {
                var now = Start.AddSeconds(1 + second + ((double)tick / TicksPerSecond));
                foreach (var queue in queues)
                {
                    queue.ReleaseHold(now);
                    queue.Shortage(now);
                    queue.Wanted(now);
                }
            }

            took.Add((Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
        }

        return new Sample(took.Skip(2)).Median;
    }

    /// <returns>milliseconds, p99, until an answered call has its agent: 500 agents on calls, one of them just free</returns>
    public static double AgentChoiceP99()
    {
        const int Agents = 500,
            Choices = 5000;
        var queue = Queue(busy: Agents, ringing: 0);
        List<double> took = [];
        for (var i = 0; i < Choices; i++)
        {
            var now = Start.AddMilliseconds(1000 + i);
            var (agent, ended, next) = (Id(1, i % Agents), Id(2, i), Id(2, Agents + i));
            queue.OnCallEnded(new(ended, Id(3, i), Outcome.Connected, agent, now));
            queue.OnAgentAvailable(new(agent, "", now, "leg"));
            queue.OnRecovered(new(next, Id(3, Agents + i), null, "+15550000001", 1, CallStatus.Dialing, now, null, null));
            var began = Stopwatch.GetTimestamp();
            if (queue.Route(next, now).AgentId != agent)
                throw new BenchException("the one free agent was not chosen");
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return new Sample(took).Quantile(0.99);
    }

    private static QueueState Queue(int busy, int ringing, int free = 0)
    {
        var queue = new QueueState(
            new(
                default,
                new()
                {
                    Name = "Bench",
                    DialMode = DialMode.Predictive,
                    CallerId = "+15550000000",
                    MaxConcurrent = 5000,
                    RetryMinutes = 60,
                    WrapUpSeconds = 30,
                    Window = new([1, 2, 3, 4, 5, 6, 7], "00:00", "00:00", "UTC", false),
                }
            ),
            CampaignStatus.Active
        );
        for (var i = 0; i < busy; i++)
            queue.OnRecovered(
                new(Id(2, i), Id(3, i), null, "+15550000001", 1, CallStatus.Bridged, Start.AddSeconds(-i % 170), Id(1, i), "leg")
            );
        for (var i = 0; i < ringing; i++)
            queue.OnRecovered(new(Id(4, i), Id(5, i), null, "+15550000001", 1, CallStatus.Dialing, Start.AddSeconds(-i % 20), null, null));
        for (var i = 0; i < free; i++)
            queue.OnAgentAvailable(new(Id(1, busy + i), "", Start, "leg"));
        return queue;
    }

    private static Guid Id(int kind, int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, kind);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], number);
        return new Guid(bytes);
    }
}
