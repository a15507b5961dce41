using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Pivotal.ApiTests.Shared;
using Xunit.Abstractions;

namespace Pivotal.ApiTests.Fuzz;

/// <summary>
/// Requests made from the OpenAPI document and spoilt in the ways strangers spoil them. <c>PIVOTAL_FUZZ_SEED</c> repeats a run, <c>PIVOTAL_FUZZ_REQUESTS</c> makes it longer.
/// What once was answered with 500 is kept in <c>once-failed.jsonl</c>.
/// </summary>
public sealed class FuzzTests(ApiFixture api, ITestOutputHelper output) : IClassFixture<ApiFixture>
{
    private const int Askers = 8;

    [Fact]
    public async Task No_request_however_odd_is_answered_with_500()
    {
        var seed = Setting("PIVOTAL_FUZZ_SEED", Random.Shared.Next());
        var requests = Setting("PIVOTAL_FUZZ_REQUESTS", 10_000);
        output.WriteLine($"PIVOTAL_FUZZ_SEED={seed}");
        await using var world = await FuzzWorld.Start(api);
        using var nobody = await world.As("anonymous");
        var operations = new Operations(JsonDocument.Parse(await nobody.GetStringAsync(world.Document)).RootElement);
        Assert.True(operations.Count > 100, $"The document has only {operations.Count} operations.");

        var (failed, heard, number) = (new ConcurrentBag<string>(), new ConcurrentDictionary<int, int>(), 0);
        await Task.WhenAll(
            Enumerable
                .Range(0, Askers)
                .Select(async _ =>
                {
                    while (Interlocked.Increment(ref number) is var n && n <= requests && failed.Count < 40)
                    {
                        var request = operations.Make(n, new Random(HashCode(seed, n)), world.Ids);
                        var status = await Ask(world, request);
                        heard.AddOrUpdate(status, 1, (_, times) => times + 1);
                        if (status >= 500 && status != 503)
                            failed.Add(request.Line());
                    }
                })
        );

        output.WriteLine(string.Join(", ", heard.OrderBy(h => h.Key).Select(h => $"{h.Value} x {h.Key}")));
        Assert.True(
            failed.IsEmpty,
            $"seed {seed}, {failed.Count} answered with 500 or worse; mend them and add these lines to once-failed.jsonl:\n{string.Join('\n', failed.Take(40))}"
        );
        // A fuzz that is only sent away at the door proves nothing.
        Assert.True(heard.Where(h => h.Key is 200 or 201 or 204).Sum(h => h.Value) > requests / 20, "Hardly any request was taken.");
        Assert.True(heard.GetValueOrDefault(422) > requests / 50, "Hardly any request reached its handler.");
    }

    [Fact]
    public async Task What_was_once_answered_with_500_is_not_any_more()
    {
        await using var world = await FuzzWorld.Start(api);
        var kept = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Fuzz", "once-failed.jsonl"));
        Assert.NotEmpty(kept);
        var failed = new List<string>();
        foreach (var line in kept)
        {
            if (await Ask(world, FuzzRequest.Read(line)) is >= 500 and var status)
                failed.Add($"{status}: {line}");
        }

        Assert.Empty(failed);
    }

    private static async Task<int> Ask(FuzzWorld world, FuzzRequest request)
    {
        using var answer = await request.Send(await world.As(request.Who), world.Ids);
        world.Heard(request.Who, answer.StatusCode);
        return (int)answer.StatusCode;
    }

    // Not System.HashCode, whose values differ from run to run.
    private static int HashCode(int seed, int number) => unchecked((seed * 397) ^ (number * 7919));

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var given)
            ? given
            : otherwise;
}
