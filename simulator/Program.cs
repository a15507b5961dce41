using Pivotal.Simulator.Demo;
using Pivotal.Simulator.Hosting;

// `demo …` drives a running product; see DemoOptions.
if (args is ["demo", .. var demo])
{
    using var stop = new CancellationTokenSource();
    Console.CancelKeyPress += (_, e) =>
    {
        e.Cancel = true;
        stop.Cancel();
    };
    return await DemoRun.Start(demo, stop.Token);
}

// Options by argument (--port 8090 --speed 60 --behaviour:human 0.5) or environment (SIM_PORT, SIM_BEHAVIOUR__HUMAN).
await using var simulator = await SimulatorHost.Start(SimulatorOptions.From(args));
Console.WriteLine($"simulator ready {simulator.BaseAddress.GetLeftPart(UriPartial.Authority)}");
await simulator.UntilStopped();
return 0;
