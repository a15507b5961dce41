using System.Security.Cryptography;
using System.Text;
using Pivotal.Api.Orders;
using Pivotal.Api.Portal;
using Pivotal.Api.Shared;
using Pivotal.ApiTests.Leads;
using Pivotal.ApiTests.Orders;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;
using CsvText = Pivotal.Demo.CsvText;

namespace Pivotal.ApiTests.Portal;

public sealed class DownloadTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task The_client_gets_approved_and_published_leads_of_linked_campaigns_and_nothing_else()
    {
        var (client, ops, order, campaign) = await LinkedOrder();
        foreach (var status in (string[])["new", "under_review", "rejected", "approved", "published"])
            await client.Tenant.Lead(campaign, $"Person {status}", status);
        await client.Tenant.Lead(await client.Tenant.Campaign(), "Person unlinked", "approved");

        var file = await Download(client, order);
        Assert.Equal(["Person approved", "Person published"], file.Rows.Select(r => r["Contact Full Name"]).Order());
        Assert.All(file.Rows, r => Assert.Equal("50,000", r["Which budget?"]));
        var listed = await client.GetAsync($"{order}/leads").Read<Page<OrderLead>>();
        Assert.Equal(["Person approved", "Person published"], listed.Items.Select(i => i.ContactName).Order());
        Assert.Equal(2, (await client.GetAsync(order).Read<Order>()).Delivered);

        await ops.DeleteAsync($"{order}/campaigns/{campaign}").Json();
        Assert.Empty((await Download(client, order)).Rows);
    }

    [Fact]
    public async Task One_person_qualified_in_two_linked_campaigns_is_delivered_once()
    {
        var (client, ops, order, campaign) = await LinkedOrder();
        var second = await client.Tenant.Campaign();
        await ops.PutAsync($"{order}/campaigns/{second}", null).Json();
        var first = await client.Tenant.Lead(campaign, "Ada Lovelace", "published");
        await client.Tenant.Lead(campaign, "Grace Hopper", "approved");
        var again = await client.Tenant.Lead(second, "Ada Lovelace", "approved");
        await client.Tenant.In(s =>
            s.Execute(
                "update leads set contact_id = (select contact_id from leads where id = @first), decided_at = decided_at + interval '1 hour' where id = @again",
                new { first, again }
            )
        );

        Assert.Equal(["Ada Lovelace", "Grace Hopper"], (await Download(client, order)).Rows.Select(r => r["Contact Full Name"]).Order());
        var listed = await client.GetAsync($"{order}/leads").Read<Page<OrderLead>>();
        Assert.Equal(2, listed.Total.Count);
        Assert.Contains(listed.Items, l => l.Id == first);
        Assert.Equal(2, (await client.GetAsync(order).Read<Order>()).Delivered);
        // What was decided first is taken back: the other one is the person's then.
        await client.Tenant.In(s =>
            s.Execute("update leads set status = 'rejected', rejected_reason = 'x' where id = @first", new { first })
        );
        Assert.Contains((await client.GetAsync($"{order}/leads").Read<Page<OrderLead>>()).Items, l => l.Id == again);
        Assert.Equal(2, (await client.GetAsync(order).Read<Order>()).Delivered);
    }

    [Fact]
    public async Task Every_download_is_recorded_with_its_leads_and_hash()
    {
        var (client, ops, order, campaign) = await LinkedOrder();
        var lead = await client.Tenant.Lead(campaign, status: "approved");
        var file = await Download(client, order);
        var recorded = await client.Tenant.In(s =>
            s.QuerySingle(
                "select user_id, lead_count, lead_ids, sha256 from order_downloads",
                null,
                r => (r.GetGuid(0), r.GetInt32(1), Assert.Single(r.GetFieldValue<Guid[]>(2)), r.GetString(3))
            )
        );
        Assert.Equal((client.Id, 1, lead, Convert.ToHexStringLower(SHA256.HashData(file.Bytes))), recorded);
        Assert.Equal(
            1,
            await client.Tenant.In(s => s.Scalar<long>("select count(*) from audit_log where action = 'order.leads_downloaded'"))
        );

        var shown = Assert.Single((await client.GetAsync($"{order}/downloads").Read<Page<OrderDownload>>()).Items);
        Assert.Equal(1, shown.LeadCount);
        Assert.StartsWith("Ada", shown.UserName, StringComparison.Ordinal);
        await Download(ops, order);
        Assert.Single((await client.GetAsync($"{order}/downloads").Read<Page<OrderDownload>>()).Items);
        Assert.Equal(2, (await ops.GetAsync($"{order}/downloads").Read<Page<OrderDownload>>()).Items.Count);
    }

    [Fact]
    public async Task Nothing_internal_shows_through()
    {
        var (client, ops, order, campaign) = await LinkedOrder();
        await client.Tenant.Lead(campaign, status: "approved");
        var campaignName = await client.Tenant.In(s =>
            s.Scalar<string>("select name from campaigns where id = @campaign", new { campaign })
        );
        string[] seen =
        [
            (await Download(client, order)).Text,
            await client.GetStringAsync($"{order}/leads"),
            await client.GetStringAsync(order),
            await client.GetStringAsync("/api/v1/orders"),
            await client.GetStringAsync($"{order}/downloads"),
        ];
        Assert.All(seen, text => Assert.DoesNotContain("INTERNAL", text));
        Assert.All(seen, text => Assert.DoesNotContain(campaignName!, text));
        Assert.Contains(campaignName!, await ops.GetStringAsync(order));
    }

    [Fact]
    public async Task Formulas_are_text_and_numbers_come_through_as_they_are()
    {
        var (client, _, order, campaign) = await LinkedOrder();
        await client.Tenant.Lead(
            campaign,
            "=HYPERLINK(\"http://evil.example\",\"x\")",
            "approved",
            "+442079460958",
            """{"budget":"-1+cmd|' /c calc'!A0"}"""
        );
        var row = Assert.Single((await Download(client, order)).Rows);
        Assert.Equal("'=HYPERLINK(\"http://evil.example\",\"x\")", row["Contact Full Name"]);
        Assert.Equal("'-1+cmd|' /c calc'!A0", row["Which budget?"]);
        Assert.Equal("+442079460958", row["Contact Phone 1"]);
    }

    [Fact]
    public async Task A_large_file_arrives_whole()
    {
        var (client, _, order, campaign) = await LinkedOrder();
        await client.Tenant.Lead(campaign, status: "approved");
        await client.Tenant.In(s =>
            s.Execute(
                """
                insert into contacts (tenant_id, id, account_id, full_name, full_name_lower, email, email_normalized)
                select tenant_id, gen_random_uuid(), account_id, full_name, full_name_lower, 'n' || n || '@many.example', 'n' || n || '@many.example' from contacts, generate_series(2, 3000) n;
                insert into call_attempts (tenant_id, id, campaign_id, contact_id, account_id, phone_e164, attempt_no, status, ended_at)
                select t.tenant_id, gen_random_uuid(), t.campaign_id, c.id, t.account_id, t.phone_e164, 2, 'ended', now() from call_attempts t, contacts c where c.email_normalized like '%@many.example';
                insert into leads (tenant_id, id, campaign_id, contact_id, account_id, attempt_id, status, decided_at)
                select t.tenant_id, t.id, t.campaign_id, t.contact_id, t.account_id, t.id, 'approved', now() from call_attempts t where t.attempt_no > 1
                """
            )
        );
        Assert.Equal(3000, (await Download(client, order)).Rows.Count);
    }

    private sealed record DownloadedFile(byte[] Bytes, string Text, IReadOnlyList<IReadOnlyDictionary<string, string>> Rows);

    private async Task<(ApiUser Client, ApiUser Ops, string Order, Guid Campaign)> LinkedOrder()
    {
        var tenant = await Given.Tenant(api.Database);
        var (client, ops) = (await api.ClientUser(tenant), await api.User(tenant, Roles.CampaignManager));
        var campaign = await tenant.Campaign();
        var order = $"/api/v1/orders/{await client.Submitted()}";
        await ops.PutAsync($"{order}/campaigns/{campaign}", null).Json();
        return (client, ops, order, campaign);
    }

    private static async Task<DownloadedFile> Download(ApiUser user, string order)
    {
        var answer = await user.GetAsync($"{order}/leads.csv");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(
            ("text/csv", "ORD-000001-leads.csv"),
            (answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.FileName)
        );
        Assert.Equal($"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:", answer.Headers.GetValues("Repr-Digest").Single());
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
        return new(bytes, text, CsvText.Records(text));
    }
}
