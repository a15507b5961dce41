using System.Text;
using Pivotal.ApiTests.Campaigns;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;

namespace Pivotal.ApiTests.Shared;

/// <summary>Text that is none, lists with holes, moments that are nobody's: refused at the door with a code and the place.</summary>
public sealed class DoorTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Nul = "a\\u0000b";

    [Theory]
    [InlineData("POST", "/api/v1/contacts", """{"lastName":"a\u0000b"}""", "/lastName")]
    [InlineData("POST", "/api/v1/lists", """{"name":"\ud800"}""", "/name")]
    [InlineData("POST", "/api/v1/clients", """{"name":"\uffff"}""", "/name")]
    [InlineData("POST", "/api/v1/contacts", """{"customFields":{"a":"\u0000"}}""", "/customFields/a")]
    [InlineData("PUT", "/api/v1/agents/me/status", """{"status":"break","reason":"x\u0000"}""", "/reason")]
    public async Task A_body_with_a_character_that_is_none_is_refused_with_its_place(
        string method,
        string path,
        string body,
        string pointer
    )
    {
        var user = await api.User(await Given.Tenant(api.Database), Roles.Admin, Roles.Agent);
        var problem = await Send(user, method, path, body).Refused(400, "request.text");
        Assert.Equal([pointer], problem.Pointers());
    }

    [Theory]
    [InlineData("80000000")]
    [InlineData("FFFFFFFFFFFFFFFF")]
    [InlineData("zz")]
    public async Task A_body_whose_chunk_has_a_size_that_is_none_is_refused(string size)
    {
        var address = api.Anonymous().BaseAddress!;
        using var line = new System.Net.Sockets.TcpClient(address.Host, address.Port);
        await line.GetStream()
            .WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"POST /api/v1/session HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n{size}\r\n{{\"a\":"
                )
            );
        using var answer = new StreamReader(line.GetStream());
        Assert.StartsWith("HTTP/1.1 400", await answer.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_signed_in_is_needed_for_that()
    {
        await Send(api.Anonymous(), "POST", "/api/v1/session", $$"""{"email":"{{Nul}}","password":"x"}""").Refused(400, "request.text");
        await Send(api.Anonymous(), "POST", "/api/v1/setup/x", $$"""{"password":"{{Nul}}"}""").Refused(400, "request.text");
        await Send(api.Anonymous(), "POST", "/api/v1/setup/%EF%BF%BE", """{"password":"x"}""").Refused(400, "request.text");
    }

    [Fact]
    public async Task A_query_a_cursor_and_a_path_are_text_too()
    {
        var admin = await api.User(await Given.Tenant(api.Database), Roles.Admin);
        Assert.Equal(
            ["/q"],
            (await admin.GetAsync("/api/v1/contacts?q=a%00").Refused(400, "request.text")).Pointers().Select(p => p.ToLowerInvariant())
        );
        var cursor = System.Buffers.Text.Base64Url.EncodeToString(
            Encoding.UTF8.GetBytes("""{"name":"\u0000","id":"00000000-0000-0000-0000-000000000000"}""")
        );
        await admin.GetAsync($"/api/v1/contacts?cursor={cursor}").Refused(400, "request.cursor");
        await admin.GetAsync("/api/v1/reports/dialer/%EF%BF%BF/csv").Refused(400, "request.text");
    }

    [Fact]
    public async Task A_list_holds_no_null_and_an_object_no_name_twice()
    {
        var admin = await api.User(await Given.Tenant(api.Database), Roles.Admin);
        var campaign = (await admin.Campaign()).Id();
        var refused = await Send(admin, "PATCH", $"/api/v1/campaigns/{campaign}", """{"questions":[null]}""", "\"1\"")
            .Refused(400, "request.null_item");
        Assert.Equal(["/questions/0"], refused.Pointers());
        await Send(admin, "PATCH", $"/api/v1/campaigns/{campaign}", """{"name":"a","name":"b"}""", "\"1\"").Refused(400, "request.twice");
        await Send(admin, "PUT", $"/api/v1/campaigns/{campaign}/agents", "{}").Refused(400, "field.required");
        await Send(admin, "PATCH", $"/api/v1/campaigns/{campaign}", """{"name":"Zoë 😀","questions":[]}""", "\"1\"").Json();
    }

    [Fact]
    public async Task Days_lie_in_years_that_can_be_reckoned_with_and_moments_name_their_offset()
    {
        var tenant = await Given.Tenant(api.Database);
        var (admin, client) = (await api.User(tenant, Roles.Admin), await api.ClientUser(tenant));
        foreach (var day in (string[])["0001-01-01", "9999-12-31"])
        {
            await admin.GetAsync($"/api/v1/reports/dialer/campaigns?to={day}").Refused(422, "reports.range");
            Assert.Equal(
                ["/dueOn"],
                (
                    await Send(client, "POST", "/api/v1/orders", $$"""{"title":"t","leadGoal":1,"dueOn":"{{day}}"}""")
                        .Refused(400, "field.out_of_range")
                ).Pointers()
            );
        }

        await Send(client, "POST", "/api/v1/orders", """{"title":"t","leadGoal":1,"dueOn":"2026-12-31"}""").Json();
        var (_, contacts) = await tenant.List("+12025550143");
        var entry = $"/api/v1/campaigns/{(await admin.Campaign()).Id()}/queue/entries";
        await Send(admin, "POST", entry, $$"""{"contactId":"{{contacts[0]}}","notBefore":"2026-12-01T10:00:00"}""")
            .Refused(400, "field.offset");
        await Send(admin, "POST", entry, $$"""{"contactId":"{{contacts[0]}}","notBefore":"0001-01-01T10:00:00Z"}""")
            .Refused(400, "field.out_of_range");
    }

    [Fact]
    public async Task A_form_that_breaks_off_or_has_endless_headers_is_the_senders_fault()
    {
        var data = await api.User(await Given.Tenant(api.Database), Roles.DataOps);
        await Form(data, "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.csv\"\r\n\r\nEmail 1\na@x.exa")
            .Refused(400, "request.malformed");
        await Form(data, "--b\r\nContent-Disposition: form-data; na").Refused(400, "request.malformed");
        var headers = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"X-{i}: y\r\n"));
        await Form(data, $"--b\r\n{headers}\r\n\r\nEmail 1\n--b--").Refused(400, "request.malformed");
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413_with_an_idempotency_key_too()
    {
        var admin = await api.User(await Given.Tenant(api.Database), Roles.Admin);
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/clients")
        {
            Content = new StringContent($$"""{"name":"{{new string('x', 3 << 20)}}"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", Ids.New().ToString());
        await admin.SendAsync(request).Refused(413, "request.too_large");
    }

    private static Task<HttpResponseMessage> Form(HttpClient who, string body)
    {
        var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        return who.PostAsync("/api/v1/imports", content);
    }

    private static Task<HttpResponseMessage> Send(HttpClient who, string method, string path, string body, string? version = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (version is not null)
            request.Headers.TryAddWithoutValidation("If-Match", version);
        return who.SendAsync(request);
    }
}
