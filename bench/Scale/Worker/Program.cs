using System.Globalization;
using Pivotal.ScaleWorker;

// Started with the port of this silo and of its group's first. Then one line in, one line out: "queues milliseconds 0|1" (1: per second of processor time), and "= figure" or "! what went wrong".
// The end of the input is the end of the process, so it never outlives the bench.
await using var silo = await WorkerSilo.Start(
    int.Parse(args[0], CultureInfo.InvariantCulture),
    int.Parse(args[1], CultureInfo.InvariantCulture)
);
Console.WriteLine("ready");
while (await Console.In.ReadLineAsync() is { } line)
{
    try
    {
        int[] numbers = [.. line.Split(' ').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
        var figure = await silo.Decide(queues: numbers[0], TimeSpan.FromMilliseconds(numbers[1]), perProcessorSecond: numbers[2] == 1);
        Console.WriteLine(FormattableString.Invariant($"= {figure:R}"));
    }
    catch (Exception e)
    {
        Console.WriteLine($"! {e.ToString().ReplaceLineEndings(" ")}");
    }
}
