using Pivotal.Demo;

// Does the main job on a running product and checks it; see DemoOptions.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};
return await DemoRun.Start(args, stop.Token);
