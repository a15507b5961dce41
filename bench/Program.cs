using Pivotal.Bench.Caps;
using Pivotal.Bench.Decide;
using Pivotal.Bench.DialerPeer;
using Pivotal.Bench.Dnc;
using Pivotal.Bench.FaultsModel;
using Pivotal.Bench.Fill;
using Pivotal.Bench.Harness;
using Pivotal.Bench.Hopper;
using Pivotal.Bench.Import;
using Pivotal.Bench.Pacing;
using Pivotal.Bench.Push;
using Pivotal.Bench.Scale;
using Pivotal.Bench.Search;

IBench[] benches =
[
    new PushBench(),
    new ImportBench(),
    new DecideBench(),
    new ScaleBench(),
    new PacingBench(),
    new HopperBench(),
    new CapsBench(),
    new DialerPeerBench(),
    new FaultsModelBench(),
    new FillBench(),
    new DncBench(),
    new SearchBench(),
];

var bench = benches.FirstOrDefault(b => b.Name == args.FirstOrDefault());
if (bench is null)
{
    Console.Error.WriteLine("usage: bench NAME [--quick] [--rounds N] [--scale X] [--only PATTERN]");
    foreach (var known in benches)
        Console.Error.WriteLine($"  {known.Name, -8} {known.Says}");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};
try
{
    Console.WriteLine($"{bench.Name}: {bench.Says}");
    var options = BenchOptions.From(args.Skip(1));
    var others = await MachineLoad.Now(stop.Token);
    var result = await bench.Run(options, stop.Token) with { OthersBefore = others };
    Console.WriteLine(result.Sentence());
    Console.WriteLine(result.JsonLine());
    return 0;
}
catch (BenchException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}
