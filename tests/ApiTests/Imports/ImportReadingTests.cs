using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Pivotal.Api.Accounts;
using Pivotal.Api.Imports;
using Pivotal.Api.Shared;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Imports;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Imports;

/// <summary>Values that can be read in two ways are asked about, and read as somebody says.</summary>
public sealed class ImportReadingTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Ambiguous =
        "Email 1,Research Date,Company Name,Company Annual Revenue\na@x.example,03/04/2024,Acme,1.234\nb@x.example,05/06/2024,Bolt,2.500\n";

    [Fact]
    public async Task An_upload_says_which_columns_cannot_be_decided_and_what_their_values_would_be()
    {
        var user = await User();
        var columns = (await user.Upload(Ambiguous).Read<ImportView>()).Columns;
        Assert.Equal(
            """[{"kind":"date","examples":[{"value":"03/04/2024","readings":[{"reading":"day","value":"2024-04-03"},{"reading":"month","value":"2024-03-04"}]},{"value":"05/06/2024","readings":[{"reading":"day","value":"2024-06-05"},{"reading":"month","value":"2024-05-06"}]}]}]""",
            JsonSerializer.Serialize(columns[1].Ambiguities, Json.Options)
        );
        Assert.Equal(
            """[{"kind":"amount","examples":[{"value":"1.234","readings":[{"reading":"thousands","value":"1234"},{"reading":"decimal","value":"1.23"}]},{"value":"2.500","readings":[{"reading":"thousands","value":"2500"},{"reading":"decimal","value":"2.5"}]}]}]""",
            JsonSerializer.Serialize(columns[3].Ambiguities, Json.Options)
        );
        Assert.All(new[] { 0, 2 }, i => Assert.Empty(columns[i].Ambiguities));
        Assert.All(columns, c => Assert.Null(c.Reading));
        var decided = (await user.Upload(Ambiguous + "c@x.example,25/06/2024,Cog,12.5\n").Read<ImportView>()).Columns;
        Assert.All(decided, c => Assert.Empty(c.Ambiguities));
    }

    [Theory]
    [InlineData("day", "2024-04-03", "decimal", 1.23, 0)]
    [InlineData("month", "2024-03-04", "thousands", 1234.0, 0)]
    [InlineData("leave_out", null, "leave_out", null, 4)]
    [InlineData("leave_out", null, null, 1234.0, 2)]
    public async Task The_rows_are_read_as_was_chosen(string? dates, string? date, string? amounts, double? amount, int leftOut)
    {
        var user = await User();
        var id = (await user.Upload(Ambiguous).Read<ImportView>()).Id;
        var mapped = (await Map(user, id, dates, amounts).Read<ImportView>()).Columns;
        Assert.Equal((dates, amounts), (mapped[1].Reading, mapped[3].Reading));
        Assert.Equal(leftOut, (await user.PostAsync($"/api/v1/imports/{id}/check", null).Read<ImportCheck>()).Problems.Sum(p => p.Count));

        var end = await user.Finish(id);
        Assert.Equal(("completed", 2, leftOut), (end.Status, end.Progress.Created, end.Progress.LeftOut));
        var contact = (await user.GetAsync("/api/v1/contacts?q=a@x.example").Read<Page<ContactRow>>()).Items[0].Id;
        Assert.Equal(
            date is null ? null : DateOnly.Parse(date, CultureInfo.InvariantCulture),
            (await user.GetAsync($"/api/v1/contacts/{contact}").Read<ContactView>()).ResearchDate
        );
        var account = (await user.GetAsync("/api/v1/accounts?q=Acme").Read<Page<AccountRow>>()).Items[0].Id;
        Assert.Equal((decimal?)amount, (await user.GetAsync($"/api/v1/accounts/{account}").Read<AccountView>()).AnnualRevenue);
    }

    [Fact]
    public async Task An_import_does_not_start_before_somebody_has_said_how_its_dates_are_read()
    {
        var user = await User();
        var id = (await user.Upload(Ambiguous).Read<ImportView>()).Id;
        await Map(user, id, null, null).Json();
        var refused = await user.PostAsync($"/api/v1/imports/{id}/start", null).Refused(422, "imports.reading_needed");
        Assert.Contains("/columns/1/reading", refused.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("uploaded", (await user.GetAsync($"/api/v1/imports/{id}").Read<ImportView>()).Status);
        await Map(user, id, "day", null).Json();
        Assert.Equal(0, (await user.Finish(id)).Progress.LeftOut);

        // Where the column goes nowhere nothing is to be asked, and where its own values decide neither.
        var elsewhere = (await user.Upload(Ambiguous).Read<ImportView>()).Id;
        await user.Map(elsewhere, new { columns = new object[] { new { index = 0, target = "contact.email" } } }).Json();
        Assert.Equal("completed", (await user.Finish(elsewhere)).Status);
        var decided = (await user.Upload(Ambiguous + "c@x.example,25/06/2024,Cog,12.5\n").Read<ImportView>()).Id;
        await Map(user, decided, null, null).Json();
        Assert.Equal(0, (await user.Finish(decided)).Progress.LeftOut);
    }

    [Fact]
    public async Task Only_a_reading_that_the_target_has_is_taken()
    {
        var user = await User();
        var id = (await user.Upload(Ambiguous).Read<ImportView>()).Id;
        await Map(user, id, "thousands", null).Refused(422, "imports.reading_unknown");
        await Map(user, id, null, "day").Refused(422, "imports.reading_unknown");
        await Map(user, id, "Day", null).Refused(422, "imports.reading_unknown");
        await user.Map(
                id,
                new
                {
                    columns = new object[]
                    {
                        new
                        {
                            index = 0,
                            target = "contact.email",
                            reading = "day",
                        },
                    },
                }
            )
            .Refused(422, "imports.reading_unknown");
        await user.Map(
                id,
                new
                {
                    columns = new object[]
                    {
                        new { index = 0, target = "contact.email" },
                        new
                        {
                            index = 1,
                            target = (string?)null,
                            reading = "day",
                        },
                    },
                }
            )
            .Refused(422, "imports.reading_unknown");
        await Map(user, id, "day", "thousands").Json();
    }

    [Fact]
    public async Task A_file_read_in_another_way_is_asked_about_anew()
    {
        var user = await User();
        var id = (await user.Upload(Ambiguous).Read<ImportView>()).Id;
        await Map(user, id, "day", "decimal").Json();
        var columns = (
            await user.PutAsJsonAsync($"/api/v1/imports/{id}/reading", new { encoding = "windows-1252" }).Read<ImportView>()
        ).Columns;
        Assert.All(columns, c => Assert.Null(c.Reading));
        Assert.Single(columns[1].Ambiguities);
    }

    [Fact]
    public async Task An_import_does_not_start_before_somebody_has_said_which_of_the_encodings_that_fit_it_is_in()
    {
        var user = await User();
        var id = (
            await user.Upload(TextEncodings.Get("gb18030").GetBytes("Email 1,Contact Full Name\na@x.example,王伟\n")).Read<ImportView>()
        ).Id;
        var refused = await user.PostAsync($"/api/v1/imports/{id}/start", null).Refused(422, "imports.reading_needed");
        Assert.Contains("/encoding", refused.GetRawText(), StringComparison.Ordinal);
        var proposals = (await user.GetAsync($"/api/v1/imports/{id}/encodings").Read<List<EncodingProposal>>()).ToDictionary(
            p => p.Encoding,
            p => p.Examples[0]
        );
        Assert.Equal("王伟", proposals["gb18030"]);
        Assert.Equal(proposals.Count, proposals.Values.Distinct().Count());
        await (await User()).GetAsync($"/api/v1/imports/{id}/encodings").Refused(404, "not_found");

        // Naming what was guessed confirms it.
        Assert.Equal(
            "certain",
            (await user.PutAsJsonAsync($"/api/v1/imports/{id}/reading", new { encoding = "gb18030" }).Read<ImportView>()).EncodingCertainty
        );
        Assert.Equal("completed", (await user.Finish(id)).Status);
        Assert.Equal("王伟", (await user.GetAsync("/api/v1/contacts?q=a@x.example").Read<Page<ContactRow>>()).Items[0].FullName);

        // Nobody is asked where one reading is clear.
        var western = (
            await user.Upload(Encoding.Latin1.GetBytes("Email 1,Contact Full Name\nb@x.example,Jürgen Müller\n")).Read<ImportView>()
        ).Id;
        Assert.Equal("completed", (await user.Finish(western)).Status);
    }

    [Fact]
    public async Task Rows_of_another_encoding_come_in_whole_and_are_told_and_broken_values_stay_out()
    {
        var user = await User();
        await user.Import("Email 1,Contact Full Name\nc@x.example,García\n");
        byte[] file =
        [
            .. Encoding.UTF8.GetBytes("Email 1,Contact Full Name\na@x.example,Łukasz Żak\n"),
            .. Encoding.Latin1.GetBytes("b@x.example,Jürgen Müller\n"),
            .. "c@x.example,Garc"u8,
            0xC3,
            .. "\n"u8,
            .. Encoding.UTF8.GetBytes("d@x.example,Zoë\ne@x.example,Åsa\nf@x.example,Ann\n"),
        ];
        var upload = await user.Upload(file).Read<ImportView>();
        Assert.Equal("utf-8+windows-1252", upload.Encoding);
        Assert.Contains("utf-8+windows-1252", upload.Encodings);
        var id = upload.Id;
        await user.PutAsJsonAsync($"/api/v1/imports/{id}/reading", new { encoding = "utf-8+windows-1252" }).Json();
        var end = await user.Finish(id);
        Assert.Equal((5, 0, 1, 1), (end.Progress.Created, end.Progress.Rejected, end.Progress.Incomplete, end.Progress.LeftOut));
        var errors = (await user.GetAsync($"/api/v1/imports/{id}/errors").Read<Page<ImportErrorRow>>()).Items;
        Assert.Equal([(2L, "row.other_encoding"), (3L, "cell.damaged")], errors.Select(e => (e.RowNumber, e.Reasons[0].Code)));
        Assert.Equal(["Łukasz Żak", "Jürgen Müller", "García"], await Names("a", "b", "c"));

        async Task<List<string>> Names(params string[] people)
        {
            var names = new List<string>();
            foreach (var person in people)
                names.Add((await user.GetAsync($"/api/v1/contacts?q={person}@x.example").Read<Page<ContactRow>>()).Items[0].FullName);
            return names;
        }
    }

    private static Task<HttpResponseMessage> Map(HttpClient user, Guid id, string? dates, string? amounts) =>
        user.Map(
            id,
            new
            {
                columns = new object[]
                {
                    new { index = 0, target = "contact.email" },
                    new
                    {
                        index = 1,
                        target = "contact.researchDate",
                        reading = dates,
                    },
                    new { index = 2, target = "account.name" },
                    new
                    {
                        index = 3,
                        target = "account.annualRevenue",
                        reading = amounts,
                    },
                },
            }
        );

    private async Task<ApiUser> User() => await api.User(await Given.Tenant(api.Database), Roles.DataOps);
}
