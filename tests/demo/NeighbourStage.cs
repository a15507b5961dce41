using System.Net;

namespace Pivotal.Demo;

/// <summary>The administrator of the other tenant looks for what was just made, by every id and by name, and finds none of it.</summary>
internal sealed class NeighbourStage(Person neighbour, Checks checks)
{
    public async Task Run(IEnumerable<string> paths, string email, CancellationToken ct)
    {
        foreach (var path in paths)
            checks.Equal(
                (HttpStatusCode.NotFound, "not_found"),
                await neighbour.Try(HttpMethod.Get, path, null, ct),
                $"the other tenant asks for {path}"
            );
        var found = await neighbour.Get<Page<Named>>($"contacts?q={Uri.EscapeDataString(email)}", ct);
        checks.Equal(0, found.Items.Count, "contacts of ours the other tenant finds");
    }
}
