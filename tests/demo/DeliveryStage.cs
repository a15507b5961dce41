using System.Text;

namespace Pivotal.Demo;

/// <summary>The client orders, operations link the campaign by hand and publish, the client downloads.</summary>
internal sealed class DeliveryStage(Person ops, Person client)
{
    public async Task<Order> PlaceOrder(int leadGoal, CancellationToken ct)
    {
        var order = await client.Post<Order>(
            "orders",
            new
            {
                title = "Leads for the spring programme",
                type = "call",
                leadGoal,
                audience = new
                {
                    industries = Array.Empty<string>(),
                    countries = new[] { "United States" },
                    seniorities = new[] { "Director", "VP" },
                    notes = "Projects within twelve months",
                },
                questions = DemoCampaign.Questions,
                notes = "",
                complianceConfirmed = true,
            },
            ct
        );
        return await client.Post<Order>($"orders/{order.Id}/submit", null, ct);
    }

    public async Task Publish(Order order, Guid campaign, IEnumerable<Guid> approved, CancellationToken ct)
    {
        await ops.Put<Order>($"orders/{order.Id}/campaigns/{campaign}", null, ct);
        await ops.Post<Order>($"orders/{order.Id}/start", null, ct);
        foreach (var lead in approved)
            await ops.Post<Lead>($"leads/{lead}/publish", null, ct);
    }

    /// <summary>The client's file, one record per lead under its header.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> Download(Order order, CancellationToken ct)
    {
        var bytes = await client.Download($"orders/{order.Id}/leads.csv", ct);
        return CsvText.Records(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'));
    }
}
