using System.Net.Http.Json;
using System.Text.Json;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;

namespace Pivotal.ApiTests.Campaigns;

internal static class GivenCampaigns
{
    /// <summary>A list with one contact for each number; null is a contact without one.</summary>
    public static async Task<(Guid List, List<Guid> Contacts)> List(this TestTenant tenant, params string?[] numbers)
    {
        var (list, contacts) = (Ids.New(), numbers.Select(_ => Ids.New()).ToList());
        await tenant.In(async s =>
        {
            await s.Execute(
                "insert into lists (tenant_id, id, name) values (@tenant, @list, @list::text)",
                new { tenant = tenant.Id, list }
            );
            foreach (var (id, phone) in contacts.Zip(numbers))
            {
                await s.Execute(
                    """
                    insert into contacts (tenant_id, id, full_name, full_name_lower, email, email_normalized, direct_phone_e164)
                    values (@tenant, @id, 'Ann Example', 'ann example', @id || '@example.com', @id || '@example.com', @phone)
                    """,
                    new
                    {
                        tenant = tenant.Id,
                        id,
                        phone,
                    }
                );
                await s.Execute(
                    "insert into list_members (tenant_id, list_id, contact_id) values (@tenant, @list, @id)",
                    new
                    {
                        tenant = tenant.Id,
                        list,
                        id,
                    }
                );
            }
        });
        return (list, contacts);
    }

    public static Task<JsonElement> Campaign(this ApiUser manager, Guid? listId = null, string? callerId = "+12025550100") =>
        manager
            .PostAsJsonAsync(
                "/api/v1/campaigns",
                new
                {
                    name = $"Campaign {Ids.New():N}",
                    listId,
                    callerId,
                }
            )
            .Json();

    public static Guid Id(this JsonElement resource) => resource.GetProperty("id").GetGuid();
}
