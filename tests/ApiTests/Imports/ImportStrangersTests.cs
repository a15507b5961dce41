using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Pivotal.Api.Accounts;
using Pivotal.Api.Imports;
using Pivotal.Api.Shared;
using Pivotal.ApiTests.Shared;
using Pivotal.Data.Imports;
using Pivotal.Domain.Imports;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Imports;

/// <summary>Files that other products broke on.</summary>
public sealed class ImportStrangersTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Good = "Email 1,Title\nada@example.com,CTO\n";

    private static ImportFiles Files => ApiFixture.Services.GetRequiredService<ImportFiles>();

    [Fact]
    public async Task A_file_of_a_million_columns_is_refused_and_the_list_goes_on()
    {
        var (_, user) = await User();
        var wide = $"Email 1,{string.Join(',', Enumerable.Range(0, 1_000_000).Select(i => $"c{i}"))}\na@x.example,x\n";
        await user.Upload(wide).Refused(422, "imports.too_many_columns");
        await user.Upload(Good).Json();
        var row = Assert.Single((await user.GetAsync("/api/v1/imports?limit=1").Read<Page<ImportListRow>>()).Items);
        Assert.Equal(ImportStatus.Uploaded, row.Status);
    }

    [Theory]
    [InlineData("uploaded")]
    [InlineData("running")]
    [InlineData("completed")]
    [InlineData("failed")]
    [InlineData("cancelled")]
    public async Task An_import_in_any_state_can_be_deleted_with_its_file_and_its_people_stay(string status)
    {
        var (tenant, user) = await User();
        var id = (await user.Upload(Good).Read<ImportView>()).Id;
        if (status == "completed")
            await user.Finish(id);
        else
            await tenant.In(s =>
                s.Execute(
                    "update imports set status = @status, finished_at = case when @status in ('failed', 'cancelled') then now() end where id = @id",
                    new { id, status }
                )
            );

        Assert.True(Files.Exists(tenant.Id, id));
        await user.DeleteAsync($"/api/v1/imports/{id}").Is(HttpStatusCode.NoContent);
        Assert.False(Files.Exists(tenant.Id, id));
        await user.GetAsync($"/api/v1/imports/{id}").Refused(404, "not_found");
        await user.DeleteAsync($"/api/v1/imports/{id}").Refused(404, "not_found");
        Assert.Equal(
            1,
            await tenant.In(s =>
                s.Scalar<long>(
                    "select count(*) from audit_log where action = 'imports.deleted' and entity_id = @id and actor_id = @by",
                    new { id, by = user.Id }
                )
            )
        );
        if (status == "completed")
            Assert.Equal(1, await tenant.In(s => s.Scalar<long>("select count(*) from contacts")));
    }

    [Fact]
    public async Task Only_the_own_tenants_data_operations_delete_an_import()
    {
        var (tenant, user) = await User();
        var id = (await user.Upload(Good).Read<ImportView>()).Id;
        await (await User()).User.DeleteAsync($"/api/v1/imports/{id}").Refused(404, "not_found");
        await (await api.User(tenant, Roles.Agent)).DeleteAsync($"/api/v1/imports/{id}").Refused(403, "auth.forbidden");
        Assert.True(Files.Exists(tenant.Id, id));
        await user.DeleteAsync($"/api/v1/imports/{id}").Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Values_left_out_after_the_first_thousand_rows_are_counted_and_listed()
    {
        var (_, user) = await User();
        var text = new StringBuilder("Email 1,Contact Phone 1,Contact Country\n");
        for (var i = 1; i <= 1_500; i++)
            text.Append(CultureInfo.InvariantCulture, $"p{i}@x.example,{(i > 1_000 ? "ask Bob" : "")},US\n");
        var end = await user.Import(text.ToString());
        Assert.Equal((1_500, 0, 500, 500), (end.Progress.Created, end.Progress.Rejected, end.Progress.Incomplete, end.Progress.LeftOut));
        var id = end.Id;
        var errors = await user.GetAsync($"/api/v1/imports/{id}/errors?limit=1").Read<Page<ImportErrorRow>>();
        Assert.Equal(500, errors.Total.Count);
        var first = errors.Items[0];
        Assert.Equal(
            (1_001, false, "phone.invalid", "contact.directPhone"),
            (first.RowNumber, first.Rejected, first.Reasons[0].Code, first.Reasons[0].Field)
        );
        var file = await (await user.GetAsync($"/api/v1/imports/{id}/errors.csv")).Content.ReadAsStringAsync();
        Assert.Equal(502, file.Split('\n').Length);
    }

    [Fact]
    public async Task How_a_file_is_read_can_be_chosen()
    {
        var (_, user) = await User();
        byte[] file = [.. "Email;Company, legal name\n"u8, .. Encoding.Latin1.GetBytes("a@x.example;Caf\u00b9, Inc\n")];
        var upload = await user.Upload(file).Read<ImportView>();
        var id = upload.Id;
        Assert.Equal((";", "guess"), (upload.Delimiter, upload.EncodingCertainty));
        Assert.Contains("windows-1250", upload.Encodings);

        var polish = await Read(new { encoding = "windows-1250" }).Read<ImportView>();
        Assert.Equal(("Cafą, Inc", "certain", "windows-1250"), (polish.Columns[1].Samples[0], polish.EncodingCertainty, polish.Encoding));
        var byComma = await Read(new { delimiter = "," }).Read<ImportView>();
        Assert.Equal(
            ("Email;Company", "windows-1250", "certain"),
            (byComma.Columns[0].Header, byComma.Encoding, byComma.DelimiterCertainty)
        );
        await Read(new { encoding = "klingon" }).Refused(422, "imports.encoding_unknown");
        await Read(new { delimiter = "x" }).Refused(422, "imports.delimiter_unknown");
        await Read(new { delimiter = ";" }).Json();
        await user.Map(
                id,
                new { columns = new[] { new { index = 0, target = "contact.email" }, new { index = 1, target = "account.name" } } }
            )
            .Json();
        await user.Finish(id);
        await Read(new { delimiter = "," }).Refused(409, "imports.illegal_move");
        Assert.Equal("Cafą, Inc", (await user.GetAsync("/api/v1/accounts").Read<Page<AccountRow>>()).Items[0].Name);

        Task<HttpResponseMessage> Read(object body) => user.PutAsJsonAsync($"/api/v1/imports/{id}/reading", body);
    }

    [Fact]
    public async Task Answers_have_a_size_and_the_error_file_has_all()
    {
        var (_, user) = await User();
        var end = await user.Import($"Email 1,Title\nnonsense,{new string('x', 30_000)}\n");
        var id = end.Id;
        Assert.Equal(201, (await user.GetAsync($"/api/v1/imports/{id}/errors").Read<Page<ImportErrorRow>>()).Items[0].Cells[1].Length);
        Assert.Contains(
            new string('x', 30_000),
            await (await user.GetAsync($"/api/v1/imports/{id}/errors.csv")).Content.ReadAsStringAsync()
        );
    }

    [Fact]
    public async Task The_error_file_is_written_portion_by_portion_whatever_the_size_of_its_rows()
    {
        var (tenant, user) = await User();
        var id = (await user.Import("Email 1,Title\nnonsense,x\n")).Id;
        // 40 rows of 200,000 characters between short ones.
        await tenant.In(s =>
            s.Execute(
                """
                insert into import_errors (tenant_id, import_id, row_number, reasons, cells)
                select @tenant, @id, n, '[{"code":"email.invalid","field":"contact.email","detail":"No."}]', jsonb_build_array('row ' || n, repeat('y', case when n between 700 and 739 then 200000 else 5 end))
                from generate_series(2, 1500) n
                """,
                new { tenant = tenant.Id, id }
            )
        );
        var file = await (await user.GetAsync($"/api/v1/imports/{id}/errors.csv")).Content.ReadAsStringAsync();
        var lines = file.TrimEnd().Split("\r\n");
        Assert.Equal(1_501, lines.Length);
        Assert.Equal(Enumerable.Range(2, 1_499).Select(n => $"row {n}"), lines.Skip(2).Select(l => l[..l.IndexOf(',')]));
        Assert.Equal(40, lines.Count(l => l.Contains(new string('y', 200_000), StringComparison.Ordinal)));

        var sizes = new List<int>();
        for (
            long after = 0;
            await tenant.In(s => DownloadImportErrors.Portion(s, id, after, 500, default)) is { Count: > 0 } rows;
            after = rows[^1].RowNumber
        )
            sizes.Add(rows.Sum(r => r.Cells.Sum(c => c.Length)));
        Assert.All(sizes, size => Assert.InRange(size, 1, DownloadImportErrors.PortionLength + ImportLimits.Row));
        Assert.True(sizes.Count >= 8, "8,000,000 characters are more than seven portions");
    }

    [Fact]
    public async Task A_name_of_300_emoji_is_a_name()
    {
        var (_, user) = await User();
        var upload = await user.Upload("Email 1\nnonsense\n", $"{string.Concat(Enumerable.Repeat("😀", 300))}.csv").Read<ImportView>();
        Assert.Equal(string.Concat(Enumerable.Repeat("😀", 127)), upload.FileName);
        var id = upload.Id;
        await user.Finish(id);
        await user.GetAsync($"/api/v1/imports/{id}/errors.csv").Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Characters_that_no_database_holds_cost_no_import()
    {
        var (_, user) = await User();
        byte[] file =
        [
            0xFF,
            0xFE,
            .. Encoding.Unicode.GetBytes($"Email 1,First Name,Company Name\na@x.example,An\0n,Acme\n"),
            .. Encoding.Unicode.GetBytes("b@x.example,Bo"),
            0x3D,
            0xD8,
            .. Encoding.Unicode.GetBytes($"b,{new string('a', 199)}😀\n"),
        ];
        var id = (await user.Upload(file).Read<ImportView>()).Id;
        var end = await user.Finish(id);
        // Without its NUL the first name is whole; the other row is too long, and both are told.
        Assert.Equal(("completed", 2, 0, 1), (end.Status, end.Progress.Processed, end.Progress.Incomplete, end.Progress.Rejected));
        Assert.Equal(2, (await user.GetAsync($"/api/v1/imports/{id}/errors").Read<Page<ImportErrorRow>>()).Total.Count);
    }

    [Fact]
    public async Task A_form_that_breaks_off_or_is_full_of_headers_is_malformed()
    {
        var (_, user) = await User();
        await Post("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nEmail 1\na@x.exa")
            .Refused(400, "request.malformed");
        await Post($"--x\r\n{string.Concat(Enumerable.Range(0, 100_000).Select(i => $"H{i}: x\r\n"))}\r\nEmail 1\r\n--x--\r\n")
            .Refused(400, "request.malformed");

        Task<HttpResponseMessage> Post(string body) =>
            user.PostAsync(
                "/api/v1/imports",
                new StringContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x") } }
            );
    }

    [Fact]
    public async Task A_mapping_with_nothing_in_it_is_refused()
    {
        var (_, user) = await User();
        var id = (await user.Upload(Good).Read<ImportView>()).Id;
        await user.Map(id, new { columns = new object?[] { null, new { index = 0, target = "contact.email" } } })
            .Refused(400, "request.null_item");
        await user.Map(id, new { columns = new object?[] { new { index = 0, target = "contact.email" } } }).Json();
    }

    private async Task<(TestTenant Tenant, ApiUser User)> User()
    {
        var tenant = await Given.Tenant(api.Database);
        return (tenant, await api.User(tenant, Roles.DataOps));
    }
}
