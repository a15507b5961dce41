using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pivotal.ApiTests.Fuzz;

/// <summary>The operations of the product's own OpenAPI document, and requests made from them.</summary>
internal sealed class Operations
{
    // Ends the session that asks; it has tests of its own.
    private const string Goodbye = "signOut";

    private readonly JsonElement _document;
    private readonly List<(string Path, string Method, JsonElement Operation)> _all;

    public Operations(JsonElement document) =>
        (_document, _all) = (
            document,
            [
                .. from path in document.GetProperty("paths").EnumerateObject()
                from operation in path.Value.EnumerateObject()
                where operation.Value.TryGetProperty("operationId", out var id) && id.GetString() != Goodbye
                select (path.Name, operation.Name.ToUpperInvariant(), operation.Value),
            ]
        );

    public int Count => _all.Count;

    /// <summary>Every operation comes round; everything else follows from the random numbers.</summary>
    public FuzzRequest Make(int number, Random random, IReadOnlyDictionary<string, Guid> ids)
    {
        var (path, method, operation) = _all[number % _all.Count];
        var shapes = new Shapes(_document, ids, random);
        var spoilPath = random.Next(6) == 0;
        var query = new List<string>();
        if (operation.TryGetProperty("parameters", out var parameters))
        {
            foreach (var parameter in parameters.EnumerateArray())
            {
                var (name, schema) = (parameter.GetProperty("name").GetString()!, parameter.GetProperty("schema"));
                if (parameter.GetProperty("in").GetString() == "path")
                    path = path.Replace("{" + name + "}", spoilPath ? Poison.Encoded(random) : PathValue(path, name, schema, shapes));
                else if (random.Next(3) == 0)
                    query.Add($"{name}={(random.Next(2) == 0 ? Poison.Encoded(random) : Uri.EscapeDataString(shapes.Text(schema, name)))}");
            }
        }

        if (query.Count > 0)
            path += "?" + string.Join('&', query);
        var (body, type) = Body(operation, path, random, shapes);
        return new FuzzRequest(
            Who(operation, random),
            method,
            path,
            body,
            type,
            method == "POST" && random.Next(3) == 0 ? Domain.Shared.Ids.New().ToString() : null
        );
    }

    /// <summary>The id of what the segment in front of it names.</summary>
    private static string PathValue(string path, string name, JsonElement schema, Shapes shapes)
    {
        if (name != "id" && name is not ("campaignId" or "contactId"))
            return shapes.Text(schema, name);
        return name switch
        {
            "campaignId" => "{campaigns}",
            "contactId" => "{contacts}",
            _ => "{" + path.Split('/')[3] + "}",
        };
    }

    private static (string? Body, string? Type) Body(JsonElement operation, string path, Random random, Shapes shapes)
    {
        if (path.EndsWith("/webhooks/telnyx", StringComparison.Ordinal))
            return (Poison.Any(random), "application/json");
        if (path.Contains("/imports?", StringComparison.Ordinal) || path.EndsWith("/imports", StringComparison.Ordinal))
            return ($"Email 1,Last name\n{Poison.Any(random)},\0{Poison.Any(random)}\n", "text/csv");
        if (
            !operation.TryGetProperty("requestBody", out var body)
            || !body.GetProperty("content").TryGetProperty("application/json", out var content)
        )
            return (null, null);
        var valid = shapes.Of(content.GetProperty("schema"), "") ?? new JsonObject();
        var type = random.Next(40) switch
        {
            0 => "application/json; charset=utf-16",
            1 => "text/plain",
            _ => "application/json",
        };
        return (random.Next(8) == 0 ? valid.ToJsonString() : Poison.Spoil(valid, random), type);
    }

    /// <summary>Mostly somebody who may, because the others are sent away at the door.</summary>
    private static string Who(JsonElement operation, Random random)
    {
        string[] all = ["admin", "manager", "agent", "client", "anonymous"];
        if (random.Next(8) == 0)
            return all[random.Next(all.Length)];
        var roles = operation.GetProperty("description").GetString()!;
        string[] may =
        [
            .. new[] { ("admin", "admin"), ("manager", "campaign_manager"), ("agent", " agent"), ("client", "client_user") }
                .Where(r => roles.Contains(r.Item2, StringComparison.Ordinal))
                .Select(r => r.Item1),
        ];
        return may.Length == 0 ? "anonymous" : may[random.Next(may.Length)];
    }
}
