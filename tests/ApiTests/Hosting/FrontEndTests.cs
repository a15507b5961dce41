using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Hosting;

/// <summary>The built front end at its addresses, and what is compressed.</summary>
public sealed class FrontEndTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Index = "<!doctype html><title>Pivotal</title>";

    [Fact]
    public async Task Every_address_of_a_page_gets_the_page_also_one_with_a_dot_in_it()
    {
        await using var host = await Served();
        var nobody = host.Anonymous();
        foreach (var page in (string[])["/", "/contacts", "/setup/0123abcd.Zm9vYmFy", "/setup/a.b.js", "/campaigns/1?q=a.b"])
            Assert.Equal(Index, await nobody.GetStringAsync(page));
        foreach (var file in (string[])["/assets/gone.js", "/assets/deep/gone", "/favicon-of-before.ico"])
            await nobody.GetAsync(file).Refused(404, "not_found");
        await nobody.GetAsync("/api/v1/nothing.html").Refused(404, "not_found");
    }

    [Fact]
    public async Task The_link_of_a_new_user_opens_the_page_that_sets_the_password()
    {
        await using var host = await Served();
        var admin = await host.SignedIn(await api.User(await Given.Tenant(api.Database), Roles.Admin));
        var made = await System
            .Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(
                admin,
                "/api/v1/users",
                new
                {
                    email = $"{Ids.New():N}@example.com",
                    username = $"u{Ids.New():N}",
                    firstName = "Ada",
                    lastName = "King",
                    roles = new[] { Roles.Agent },
                }
            )
            .Json();
        Assert.Equal(Index, await host.Anonymous().GetStringAsync(new Uri(made.GetProperty("setupLink").GetString()!).AbsolutePath));
    }

    [Theory]
    [InlineData("gzip, br", "br", "brotli")]
    [InlineData("gzip", "gzip", "in gzip")]
    [InlineData("br;q=0, gzip", "gzip", "in gzip")]
    [InlineData("deflate", null, "whole")]
    [InlineData("", null, "whole")]
    public async Task A_file_comes_in_the_best_form_that_the_browser_takes(string accepted, string? coding, string body)
    {
        await using var host = await Served();
        var answer = await Get(host.Anonymous(), "/assets/app.js", accepted);
        Assert.Equal(body, await answer.Content.ReadAsStringAsync());
        Assert.Equal(coding is null ? [] : [coding], answer.Content.Headers.ContentEncoding);
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["Accept-Encoding"], answer.Headers.Vary);
        Assert.Equal(
            "public, max-age=31536000, immutable",
            string.Join(", ", answer.Headers.GetValues("Cache-Control"))
                .Replace("immutable, public, max-age=31536000", "public, max-age=31536000, immutable")
        );
    }

    [Fact]
    public async Task Each_form_has_an_entity_tag_of_its_own_by_which_it_is_known_again()
    {
        await using var host = await Served();
        var nobody = host.Anonymous();
        var tags = new List<EntityTagHeaderValue>();
        foreach (var accepted in (string[])["br", "gzip", ""])
        {
            var tag = (await Get(nobody, "/assets/app.js", accepted)).Headers.ETag!;
            tags.Add(tag);
            Assert.Equal(HttpStatusCode.NotModified, (await Get(nobody, "/assets/app.js", accepted, tag)).StatusCode);
        }

        Assert.Equal(3, tags.Distinct().Count());
        Assert.Equal(HttpStatusCode.OK, (await Get(nobody, "/assets/app.js", "gzip", tags[0])).StatusCode);
    }

    [Fact]
    public async Task The_page_itself_comes_compressed_and_the_packed_files_are_nothing_to_ask_for()
    {
        await using var host = await Served();
        var nobody = host.Anonymous();
        var page = await Get(nobody, "/contacts", "br");
        Assert.Equal(
            ("page in brotli", "br", "text/html"),
            (
                await page.Content.ReadAsStringAsync(),
                page.Content.Headers.ContentEncoding.Single(),
                page.Content.Headers.ContentType!.MediaType
            )
        );
        await nobody.GetAsync("/assets/app.js.br").Refused(404, "not_found");
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task What_the_api_answers_is_compressed_for_whoever_takes_it(string coding)
    {
        var admin = await api.User(await Given.Tenant(api.Database), Roles.Admin);
        var answer = await Get(admin, "/api/v1/users", coding);
        Assert.Equal([coding], answer.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        await using var packed = await answer.Content.ReadAsStreamAsync();
        await using Stream whole =
            coding == "br"
                ? new System.IO.Compression.BrotliStream(packed, System.IO.Compression.CompressionMode.Decompress)
                : new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionMode.Decompress);
        Assert.Contains(admin.Email, await new StreamReader(whole, Encoding.UTF8).ReadToEndAsync());
        Assert.Empty((await Get(admin, "/api/v1/users", "")).Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task An_answer_with_a_secret_in_it_is_never_compressed()
    {
        var admin = await api.User(await Given.Tenant(api.Database), Roles.Admin);
        Assert.Empty((await Get(admin, "/api/v1/session", "br, gzip")).Content.Headers.ContentEncoding);
        foreach (
            var request in (HttpRequestMessage[])
                [
                    new(HttpMethod.Post, "/api/v1/session") { Content = Json("""{"email":"nobody@example.com","password":"wrong"}""") },
                    new(HttpMethod.Post, "/api/v1/users")
                    {
                        Content = Json($$"""{"email":"{{Ids.New():N}}@example.com","username":"u{{Ids.New():N}}","roles":["agent"]}"""),
                    },
                    new(HttpMethod.Post, $"/api/v1/users/{admin.Id}/setup-link"),
                    new(HttpMethod.Post, "/api/v1/setup/x") { Content = Json("""{"password":"a fine long password"}""") },
                ]
        )
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "br, gzip");
            var answer = await admin.SendAsync(request);
            Assert.True(answer.Content.Headers.ContentEncoding.Count == 0, $"{request.Method} {request.RequestUri} was compressed");
            Assert.NotEmpty(await answer.Content.ReadAsStringAsync());
        }
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static Task<HttpResponseMessage> Get(HttpClient who, string path, string accepted, EntityTagHeaderValue? known = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accepted.Length > 0)
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        if (known is not null)
            request.Headers.IfNoneMatch.Add(known);
        return who.SendAsync(request);
    }

    /// <summary>With a front end as the build leaves it; what stands in a packed file tells which one was sent.</summary>
    private Task<OwnHost> Served()
    {
        var folder = TestDatabase.NewFolder("files");
        Directory.CreateDirectory(Path.Combine(folder, "assets"));
        foreach (
            var (name, text) in (ReadOnlySpan<(string, string)>)
                [
                    ("index.html", Index),
                    ("index.html.br", "page in brotli"),
                    ("assets/app.js", "whole"),
                    ("assets/app.js.br", "brotli"),
                    ("assets/app.js.gz", "in gzip"),
                ]
        )
            File.WriteAllText(Path.Combine(folder, name), text);
        return OwnHost.Start(api.Database.App, null, ("PIVOTAL_WEB", folder));
    }
}
