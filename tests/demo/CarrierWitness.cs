namespace Pivotal.Demo;

/// <summary>What the carrier saw, asked from the simulator itself and not from the product.</summary>
public sealed class CarrierWitness(Uri carrier) : IDisposable
{
    private const int PageSize = 5000;
    private readonly HttpClient _http = new() { BaseAddress = carrier };

    /// <summary>All calls to people, oldest first; agent legs left out.</summary>
    public async Task<List<CarrierCall>> Calls(CancellationToken ct)
    {
        var all = new List<CarrierCall>();
        while (true)
        {
            var page = await _http.GetFromJsonAsync<List<CarrierCall>>($"/sim/calls?after={all.Count}&limit={PageSize}", ct) ?? [];
            all.AddRange(page);
            if (page.Count < PageSize)
                return [.. all.Where(c => !c.IsAgentLeg)];
        }
    }

    /// <summary>Numbers that were called again before the earlier call had ended.</summary>
    public static IReadOnlyList<string> TwiceAtOnce(IEnumerable<CarrierCall> calls)
    {
        var twice = new List<string>();
        foreach (var number in calls.GroupBy(c => c.To))
        {
            var freeFrom = DateTimeOffset.MinValue;
            foreach (var call in number.OrderBy(c => c.DialledAt))
            {
                if (call.DialledAt < freeFrom)
                    twice.Add(number.Key);
                var ended = call.EndedAt ?? DateTimeOffset.MaxValue;
                freeFrom = ended > freeFrom ? ended : freeFrom;
            }
        }

        return [.. twice.Distinct()];
    }

    /// <summary>Calls that people picked up, and those of them who never heard anybody: abandoned ÷ answered by a person, 0–1.</summary>
    public static double AbandonRate(IReadOnlyCollection<CarrierCall> calls)
    {
        var people = calls.Where(c => c is { Kind: "human", AnsweredAt: not null, EndedAt: not null }).ToList();
        return people.Count == 0 ? 0 : (double)people.Count(c => c.BridgedAt is null) / people.Count;
    }

    public void Dispose() => _http.Dispose();
}
