using Pivotal.EngineWorker;

// One line in, one line out: a measurement's name with its numbers, and "= figure" or "! what went wrong".
// The end of the input is the end of the process, so it never outlives the bench.
await using var silo = await WorkerSilo.Start(args);
Console.WriteLine("ready");
while (await Console.In.ReadLineAsync() is { } line)
{
    try
    {
        var words = line.Split(' ');
        var figure = await silo.Measure(words[0], [.. words.Skip(1).Select(int.Parse)]);
        Console.WriteLine(FormattableString.Invariant($"= {figure:R}"));
    }
    catch (Exception e)
    {
        Console.WriteLine($"! {e.ToString().ReplaceLineEndings(" ")}");
    }
}
