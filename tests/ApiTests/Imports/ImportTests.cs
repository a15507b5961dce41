using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Pivotal.Api.Accounts;
using Pivotal.Api.Audience;
using Pivotal.Api.Imports;
using Pivotal.Api.Shared;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Imports;
using Pivotal.Domain.Shared;
using Pivotal.Simulator.Data;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Imports;

public sealed class ImportTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Good = "Email 1,Title,Company City\nada@example.com,CTO,Austin\nbob@example.com,CFO,Boston\n";

    [Fact]
    public async Task A_template_file_is_recognised_imported_and_its_errors_come_back_importable()
    {
        var user = await User();
        var text = new StringWriter();
        var expected = TemplateCsvGenerator.Write(text, new(Rows: 400));
        var upload = await user.Upload(text.ToString(), "C:\\lists\\Spring people.csv").Read<ImportView>();
        Assert.Equal("Spring people.csv", upload.FileName);
        Assert.All(upload.Columns, c => Assert.Equal("exact", c.Confidence));
        Assert.Equal(48, upload.Targets().Distinct().Count());
        Assert.Equal(400, upload.Progress.TotalRows);

        var id = upload.Id;
        var end = await user.Finish(id);
        Assert.Equal("completed", end.Status);
        Assert.Equal(
            (expected.Created, expected.Rejected, expected.Duplicates),
            (end.Progress.Created, end.Progress.Rejected, end.Progress.Duplicates)
        );
        Assert.Equal(expected.Created, (await user.GetAsync($"/api/v1/contacts?importId={id}").Read<Page<ContactRow>>()).Total.Count);

        var first = await user.GetAsync($"/api/v1/imports/{id}/errors?limit=5").Read<Page<ImportErrorRow>>();
        Assert.Equal(5, first.Items.Count);
        Assert.StartsWith("email.", first.Items[0].Reasons[0].Code, StringComparison.Ordinal);
        Assert.NotNull(first.NextCursor);

        var errors = await user.GetAsync($"/api/v1/imports/{id}/errors.csv");
        Assert.Equal("text/csv", errors.Content.Headers.ContentType!.MediaType);
        var file = await errors.Content.ReadAsByteArrayAsync();
        Assert.Equal([0xEF, 0xBB, 0xBF], file[..3]);
        Assert.Contains("Import Row,Import Error", Encoding.UTF8.GetString(file));

        // As it is it fails for the same rows; corrected it comes in.
        var again = await user.Finish((await user.Upload(file).Read<ImportView>()).Id);
        Assert.Equal((expected.Rejected, 0), (again.Progress.Rejected, again.Progress.Created));
        var corrected = new StringBuilder(TemplateCsvGenerator.Headers.Length)
            .AppendLine("Email 1,Title")
            .AppendLine("new@example.com,CTO")
            .ToString();
        Assert.Equal(1, (await user.Import(corrected)).Progress.Created);
    }

    [Theory]
    [InlineData("", "imports.empty")]
    [InlineData("Email 1,Title\n", "imports.empty")]
    [InlineData("ada@example.com,CTO\nbob@example.com,CFO\n", "imports.no_header")]
    [InlineData("Email 1,Title\nada@example.com,\0\u0001\u0002\u0003\u0004\n", "imports.binary")]
    public async Task A_file_that_is_none_is_refused_and_a_good_one_is_taken(string text, string code)
    {
        var user = await User();
        await user.Upload(text).Refused(422, code);
        Assert.Equal(0, (await user.GetAsync("/api/v1/imports").Read<Page<ImportListRow>>()).Total.Count);
        await user.Upload(Good).Json();
        Assert.Equal(1, (await user.GetAsync("/api/v1/imports").Read<Page<ImportListRow>>()).Total.Count);
    }

    [Fact]
    public async Task A_workbook_is_refused_as_binary()
    {
        var user = await User();
        await user.Upload([.. "PK\u0003\u0004"u8, 20, 0, 6, 0, 8, 0]).Refused(422, "imports.binary");
        await user.PostAsync("/api/v1/imports", Uploads.Body("{}"u8.ToArray(), "application/json")).Refused(415, "request.media_type");
    }

    [Fact]
    public async Task Utf16_semicolons_quotes_and_ragged_rows_are_read()
    {
        var user = await User();
        var text =
            "E-Mail;Title;Company City\r\nada@example.com;\"Head; R&D\nEurope\";Zürich\r\nbob@example.com\r\neve@example.com;CTO;Bern;too much\r\n";
        var upload = await user.Upload([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)]).Read<ImportView>();
        Assert.Equal(("utf-16le", ";"), (upload.Encoding, upload.Delimiter));
        Assert.Equal(["likely", "exact", "exact"], upload.Columns.Select(c => c.Confidence));
        var end = await user.Finish(upload.Id);
        Assert.Equal((2, 1), (end.Progress.Created, end.Progress.Rejected));
        var ada = (await user.GetAsync("/api/v1/contacts?q=ada").Read<Page<ContactRow>>()).Items[0];
        Assert.Equal("Head; R&D\nEurope", ada.JobTitle);
    }

    [Fact]
    public async Task A_huge_cell_costs_one_row()
    {
        var user = await User();
        var end = await user.Import($"Email 1,Title\nada@example.com,{new string('x', 10_000_000)}\nbob@example.com,CFO\n");
        Assert.Equal((1, 1), (end.Progress.Created, end.Progress.Rejected));
        var error = (await user.GetAsync($"/api/v1/imports/{end.Id}/errors").Read<Page<ImportErrorRow>>()).Items[0];
        Assert.Equal("cell.too_long", error.Reasons[0].Code);
    }

    [Fact]
    public async Task A_multipart_form_is_taken_as_well()
    {
        var user = await User();
        using var form = new MultipartFormDataContent { { Uploads.Body(Encoding.UTF8.GetBytes(Good)), "file", "form.csv" } };
        var upload = await user.PostAsync("/api/v1/imports", form).Read<ImportView>();
        Assert.Equal("form.csv", upload.FileName);
        Assert.Equal(2, upload.Progress.TotalRows);
        using var empty = new MultipartFormDataContent { { new StringContent("x"), "note" } };
        await user.PostAsync("/api/v1/imports", empty).Refused(422, "imports.empty");
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_refused_before_it_is_sent()
    {
        var user = await User();
        using var socket = new TcpClient(api.BaseAddress.Host, api.BaseAddress.Port);
        var csrf = user.DefaultRequestHeaders.GetValues("X-Pivotal-CSRF").Single();
        await socket
            .GetStream()
            .WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"POST /api/v1/imports HTTP/1.1\r\nHost: {api.BaseAddress.Authority}\r\nCookie: {user.Cookie}\r\nX-Pivotal-CSRF: {csrf}\r\nContent-Type: text/csv\r\nContent-Length: 2000000000\r\n\r\n"
                )
            );
        var buffer = new byte[4_096];
        var answer = Encoding.ASCII.GetString(buffer, 0, await socket.GetStream().ReadAsync(buffer));
        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
        await user.Upload(Good).Json();
    }

    [Fact]
    public async Task A_mapping_is_judged_and_kept()
    {
        var user = await User();
        var id = (await user.Upload("Kontakt,Rolle,Note\nada@example.com,CTO,x\n").Read<ImportView>()).Id;
        await user.PostAsync($"/api/v1/imports/{id}/start", null).Refused(422, "imports.email_unmapped");
        await Refused("imports.email_unmapped", new { index = 1, target = "contact.jobTitle" });
        await Refused("imports.target_twice", new { index = 0, target = "contact.email" }, new { index = 1, target = "contact.email" });
        await Refused(
            "imports.column_unknown",
            new { index = 0, target = "contact.email" },
            new { index = 9, target = "contact.jobTitle" }
        );
        await Refused(
            "imports.target_unknown",
            new { index = 0, target = "contact.email" },
            new { index = 1, target = "contact.shoeSize" }
        );

        var mapped = await user.Map(
                id,
                new
                {
                    columns = new object[]
                    {
                        new { index = 0, target = "contact.email" },
                        new { index = 1, target = "contact.jobTitle" },
                        new { index = 2, target = "custom.note" },
                    },
                    listName = "Spring",
                }
            )
            .Read<ImportView>();
        Assert.Equal(["contact.email", "contact.jobTitle", "custom.note"], mapped.Targets());
        var end = await user.Finish(id);
        Assert.Equal(1, end.Progress.Created);
        await user.Map(id, new { columns = new[] { new { index = 0, target = "contact.email" } } }).Refused(409, "imports.illegal_move");
        await user.PostAsync($"/api/v1/imports/{id}/start", null).Refused(409, "imports.illegal_move");

        var list = (await user.GetAsync("/api/v1/lists").Read<Page<ListView>>()).Items[0];
        Assert.Equal(("Spring", 1), (list.Name, list.MemberCount));
        var contact = (await user.GetAsync($"/api/v1/contacts?listId={end.ListId}").Read<Page<ContactRow>>()).Items[0].Id;
        Assert.Equal("x", (await user.GetAsync($"/api/v1/contacts/{contact}").Read<ContactView>()).CustomFields["note"]);

        async Task Refused(string code, params object[] columns) => await user.Map(id, new { columns }).Refused(422, code);
    }

    [Fact]
    public async Task A_check_tells_what_would_go_wrong_and_writes_nothing()
    {
        var user = await User();
        var id = (
            await user.Upload(
                    "Email 1,Contact Phone 1,Contact Country\nada@example.com,123,US\nnonsense,,\nADA@example.com,212-555-0100,US\n"
                )
                .Read<ImportView>()
        ).Id;
        var check = await user.PostAsync($"/api/v1/imports/{id}/check", null).Read<ImportCheck>();
        Assert.Equal(3, check.Rows);
        var problems = check.Problems.ToDictionary(p => p.Code, p => (p.Rejects, p.Examples[0].Row));
        Assert.Equal(3, problems.Count);
        Assert.Equal((true, 2), problems["email.invalid"]);
        Assert.Equal((false, 1), problems["phone.invalid"]);
        Assert.Equal((false, 3), problems["row.duplicate"]);
        Assert.Equal(0, (await user.GetAsync("/api/v1/contacts").Read<Page<ContactRow>>()).Total.Count);
    }

    [Fact]
    public async Task A_check_says_why_each_telephone_number_is_left_out()
    {
        var user = await User();
        var id = (
            await user.Upload(
                    "Email 1,Contact Phone 1,Contact Country\na@x.example,555-0123,US\nb@x.example,555-0124,US\nc@x.example,+44 20 7946 0018 9999,\nd@x.example,ask Bob,US\ne@x.example,212 555 0123,US\n"
                )
                .Read<ImportView>()
        ).Id;
        var problems = (await user.PostAsync($"/api/v1/imports/{id}/check", null).Read<ImportCheck>()).Problems;
        Assert.Equal(
            [
                ("The number is too long. Its text is kept.", 1),
                ("The number is too short: digits, the area code or the country is missing. Its text is kept.", 2),
                ("This is not a telephone number. Its text is kept.", 1),
            ],
            problems.Where(p => p.Code == "phone.invalid" && !p.Rejects).Select(p => (p.Detail, p.Count)).Order()
        );
    }

    [Fact]
    public async Task An_import_not_started_can_be_cancelled_once()
    {
        var user = await User();
        var id = (await user.Upload(Good).Read<ImportView>()).Id;
        Assert.Equal("cancelled", (await user.PostAsync($"/api/v1/imports/{id}/cancel", null).Read<ImportView>()).Status);
        await user.PostAsync($"/api/v1/imports/{id}/cancel", null).Refused(409, "imports.illegal_move");
        await user.PostAsync($"/api/v1/imports/{id}/start", null).Refused(409, "imports.illegal_move");
    }

    [Fact]
    public async Task The_template_is_recognised_by_its_own_reader()
    {
        var user = await User();
        var template = await user.GetByteArrayAsync("/api/v1/imports/template.csv");
        var upload = await user.Upload([.. template, .. "2025-01-01,Ada,Ada,E,CTO,IT,vp,L,,ada@example.com\r\n"u8]).Read<ImportView>();
        Assert.All(upload.Columns, c => Assert.Equal("exact", c.Confidence));
        var targets = (await user.GetAsync("/api/v1/imports/targets").Read<List<ImportTarget>>()).Select(t => t.Key);
        Assert.Empty(upload.Targets().Except(targets));
    }

    [Fact]
    public async Task Another_tenants_import_is_not_there_and_the_own_one_is()
    {
        var (ours, theirs) = (await User(), await User());
        var id = (await ours.Upload("Email 1\nada@example.com\nnonsense\n").Read<ImportView>()).Id;
        await ours.Finish(id);
        foreach (var path in new[] { "", "/errors", "/errors.csv" })
        {
            await theirs.GetAsync($"/api/v1/imports/{id}{path}").Refused(404, "not_found");
            await ours.GetAsync($"/api/v1/imports/{id}{path}").Is(HttpStatusCode.OK);
        }

        foreach (var move in new[] { "check", "start", "cancel" })
            await theirs.PostAsync($"/api/v1/imports/{id}/{move}", null).Refused(404, "not_found");
        await theirs.Map(id, new { columns = new[] { new { index = 0, target = "contact.email" } } }).Refused(404, "not_found");
        Assert.Equal(0, (await theirs.GetAsync("/api/v1/imports").Read<Page<ImportListRow>>()).Total.Count);
    }

    [Fact]
    public async Task An_agent_may_not_import_and_data_operations_may()
    {
        var tenant = await Given.Tenant(api.Database);
        await (await api.User(tenant, Roles.Agent)).Upload(Good).Refused(403, "auth.forbidden");
        await (await api.User(tenant, Roles.DataOps)).Upload(Good).Json();
    }

    private async Task<ApiUser> User() => await api.User(await Given.Tenant(api.Database), Roles.DataOps);
}
