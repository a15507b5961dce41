using System.Net.Http.Json;
using Pivotal.Api.Orders;
using Pivotal.ApiTests.Shared;

namespace Pivotal.ApiTests.Orders;

internal static class GivenOrders
{
    public static object Body(bool compliance = true) =>
        new
        {
            title = "Spring leads",
            leadGoal = 25,
            audience = new { industries = new[] { "Machinery" }, countries = new[] { "United Kingdom" } },
            questions = new[]
            {
                new
                {
                    text = "Which budget?",
                    kind = "choice",
                    options = new[] { "none", "some" },
                    required = true,
                },
            },
            complianceConfirmed = compliance,
        };

    /// <summary>A draft of this client's user.</summary>
    public static async Task<Guid> Draft(this ApiUser client) => (await client.PostAsJsonAsync("/api/v1/orders", Body()).Read<Order>()).Id;

    public static async Task<Guid> Submitted(this ApiUser client)
    {
        var order = await client.Draft();
        await client.PostAsync($"/api/v1/orders/{order}/submit", null).Json();
        return order;
    }
}
