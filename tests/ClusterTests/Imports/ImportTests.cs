using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Imports;
using Pivotal.Simulator.Data;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Imports;

public sealed class ImportTests(ImportFixture fixture) : IClassFixture<ImportFixture>
{
    private readonly ImportWorld _world = fixture.World;

    [Fact]
    public async Task A_template_file_comes_in_with_the_numbers_it_says()
    {
        var tenant = await Given.Tenant(_world.Database);
        TemplateCsvExpectation expected = null!;
        var list = await List(tenant);
        var import = await _world.Upload(tenant, w => expected = TemplateCsvGenerator.Write(w, new(Rows: 5_000)), list);
        await tenant.In(async s =>
        {
            foreach (var phone in expected.DncPhones)
                await Suppress(s, tenant.Id, "phone", phone);
            foreach (var email in expected.DncEmails)
                await Suppress(s, tenant.Id, "email", email);
        });

        var end = await _world.Run(tenant, import);
        Assert.Equal(("completed", 5_000L, null), (end.Status, end.TotalRows, end.Error));
        Assert.Equal(
            (expected.Created, expected.Rejected, expected.Duplicates),
            ((int)end.Created, (int)end.Rejected, (int)end.Duplicates)
        );
        Assert.Equal(
            (0, 0, expected.Suppressed, expected.Accounts, 0),
            (end.Updated, end.Unchanged, (int)end.Suppressed, (int)end.AccountsCreated, end.AccountsUpdated)
        );
        AddsUp(end);

        Assert.Equal(expected.Created, await Count(tenant, "contacts"));
        Assert.Equal(expected.Accounts, await Count(tenant, "accounts"));
        Assert.Equal(expected.Created, await Count(tenant, "list_members"));
        Assert.Equal(expected.Rejected, await Count(tenant, "import_errors"));
        Assert.Equal(expected.Suppressed, await Count(tenant, "contacts where suppressed_email or suppressed_phone"));
        Assert.Equal(0, await Count(tenant, "contacts where account_id is null or time_zone is null"));
        Assert.Equal(expected.Phoneless, await Count(tenant, "contacts where direct_phone_e164 is null"));
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        var tenant = await Given.Tenant(_world.Database);
        TemplateCsvExpectation expected = null!;
        await _world.Run(tenant, await _world.Upload(tenant, w => expected = TemplateCsvGenerator.Write(w, new(Rows: 600))));
        var again = await _world.Run(tenant, await _world.Upload(tenant, w => TemplateCsvGenerator.Write(w, new(Rows: 600))));
        Assert.Equal(
            (0, 0, expected.Created, 0, 0),
            (again.Created, again.Updated, (int)again.Unchanged, again.AccountsCreated, again.AccountsUpdated)
        );
        Assert.Equal(0, await Count(tenant, "contacts where version <> 1"));
        AddsUp(again);
    }

    [Fact]
    public async Task A_new_value_wins_and_silence_keeps_the_old()
    {
        var tenant = await Given.Tenant(_world.Database);
        await _world.Run(
            tenant,
            await _world.Upload(
                tenant,
                w =>
                    w.Write(
                        "Email 1,Contact Full Name,Title,Contact Phone 1,Contact Country,Company Name,Company Website Domain,Web Technologies,custom\n"
                            + "ada@example.com,Ada Example,CTO,212-555-0100,US,Acme Inc,acme.example,Nginx,x\n"
                    )
            )
        );
        var second = await _world.Run(
            tenant,
            await _world.Upload(
                tenant,
                w =>
                    w.Write(
                        "Email 1,Contact Full Name,Title,Contact Phone 1,Contact Country,Company Name,Company Website Domain,Web Technologies\n"
                            + " ADA@Example.com ,,CEO,unknown,,Acme Corporation,https://www.ACME.example/,React\n"
                    )
            )
        );
        Assert.Equal((0, 1, 0, 1), (second.Created, second.Updated, second.AccountsCreated, second.AccountsUpdated));
        var row = await tenant.In(s =>
            s.QuerySingle(
                "select c.full_name, c.job_title, c.direct_phone_e164, c.direct_phone, c.country, c.email, c.version, a.name, a.web_technologies, a.name_normalized from contacts c join accounts a on a.id = c.account_id",
                null,
                r =>
                    (
                        Name: r.GetString(0),
                        Title: r.GetString(1),
                        Phone: r.GetString(2),
                        Written: r.GetString(3),
                        Country: r.GetString(4),
                        Email: r.GetString(5),
                        Version: r.GetInt64(6),
                        Company: r.GetString(7),
                        Tools: r.GetFieldValue<string[]>(8),
                        Key: r.GetString(9)
                    )
            )
        );
        Assert.Equal(
            ("Ada Example", "CEO", "+12125550100", "212-555-0100", "US"),
            (row.Name, row.Title, row.Phone, row.Written, row.Country)
        );
        Assert.Equal(("ada@example.com", 2, "Acme Corporation", "acme"), (row.Email, row.Version, row.Company, row.Key));
        Assert.Equal(["Nginx", "React"], row.Tools);
    }

    [Fact]
    public async Task A_number_without_a_country_is_read_by_that_of_the_contact_who_is_there()
    {
        var tenant = await Given.Tenant(_world.Database);
        await _world.Run(tenant, await _world.Upload(tenant, w => w.Write("Email 1,Contact Country\na@x.example,China\n")));
        var second = await _world.Run(
            tenant,
            await _world.Upload(tenant, w => w.Write("Email 1,Contact Phone 1\na@x.example,13012345679\nb@x.example,13012345679\n"))
        );
        Assert.Equal((1, 1), (second.Created, second.Updated));
        Assert.Equal(1, await Count(tenant, "contacts where email = 'a@x.example' and direct_phone_e164 = '+8613012345679'"));
        Assert.Equal(
            1,
            await Count(tenant, "contacts where email = 'b@x.example' and direct_phone_e164 is null and direct_phone is not null")
        );
        Assert.Equal(1, await Count(tenant, "import_errors"));
    }

    [Fact]
    public async Task Companies_meet_by_domain_then_by_name_and_place_and_never_by_a_mail_service()
    {
        var tenant = await Given.Tenant(_world.Database);
        var end = await _world.Run(
            tenant,
            await _world.Upload(
                tenant,
                w =>
                    w.Write(
                        "Email 1,Company Name,Company Website Domain,Website,Company City,Company Country\n"
                            + "a@x.example,Acme Inc,acme.example,,Austin,US\n"
                            + "b@x.example,ACME,,http://www.acme.example/about,Boston,US\n"
                            + "c@x.example,Beta Ltd,,,Austin,US\n"
                            + "d@x.example,The Beta Limited,gmail.com,,Austin,US\n"
                            + "e@x.example,Beta,,,Boston,US\n"
                            + "f@x.example,,,,,\n"
                    )
            )
        );
        Assert.Equal((6, 3), (end.Created, end.AccountsCreated));
        Assert.Equal(
            2,
            await Count(tenant, "contacts c join accounts a on a.id = c.account_id where a.domain_normalized = 'acme.example'")
        );
        Assert.Equal(
            2,
            await Count(
                tenant,
                "contacts c join accounts a on a.id = c.account_id where a.name_normalized = 'beta' and a.hq_city = 'Austin'"
            )
        );
        Assert.Equal(1, await Count(tenant, "contacts where account_id is null"));
    }

    [Fact]
    public async Task A_company_is_one_however_its_place_and_legal_form_are_spelled()
    {
        var tenant = await Given.Tenant(_world.Database);
        var first = await _world.Run(
            tenant,
            await _world.Upload(
                tenant,
                w =>
                    w.Write(
                        "Email 1,Company Name,Company City,Company Country\n"
                            + "a@x.example,X Alpha,London,UK\nb@x.example,X Alpha Ltd,LONDON,United Kingdom\nc@x.example,X Alpha,London,GB\nd@x.example,X Alpha,Leeds,GB\ne@x.example,X Alpha,London,Canada\n"
                    )
            )
        );
        Assert.Equal((5, 3), (first.Created, first.AccountsCreated));
        var second = await _world.Run(
            tenant,
            await _world.Upload(
                tenant,
                w => w.Write("Email 1,Company Name,Company City,Company Country\nf@x.example,x alpha limited,london,Great Britain\n")
            )
        );
        Assert.Equal((1, 0), (second.Created, second.AccountsCreated));
        Assert.Equal(4, await Count(tenant, "contacts c join accounts a on a.id = c.account_id where a.place_key = 'london/GB'"));
    }

    [Fact]
    public async Task Pages_on_one_network_are_different_companies()
    {
        var tenant = await Given.Tenant(_world.Database);
        var end = await _world.Run(
            tenant,
            await _world.Upload(
                tenant,
                w =>
                    w.Write(
                        "Email 1,Company Name,Website\na@x.example,Alpha,https://www.facebook.com/xa\nb@x.example,Beta,https://www.facebook.com/xb\nc@x.example,,https://www.linkedin.com/in/ann\n"
                    )
            )
        );
        Assert.Equal((3, 2), (end.Created, end.AccountsCreated));
        Assert.Equal(0, await Count(tenant, "accounts where domain_normalized is not null"));
    }

    [Fact]
    public async Task A_suppressed_company_closes_both_channels()
    {
        var tenant = await Given.Tenant(_world.Database).With(t => t.In(s => Suppress(s, t.Id, "domain", "acme.example")));
        var end = await _world.Run(
            tenant,
            await _world.Upload(
                tenant,
                w =>
                    w.Write("Email 1,Company Website Domain\na@acme.example,\nb@mail.example,acme.example\nc@other.example,other.example\n")
            )
        );
        Assert.Equal((3, 2), (end.Created, end.Suppressed));
        Assert.Equal(2, await Count(tenant, "contacts where suppressed_email and suppressed_phone"));
        Assert.Equal(1, await Count(tenant, "contacts where not suppressed_email and not suppressed_phone"));
    }

    [Fact]
    public async Task A_rejected_row_keeps_its_number_reason_and_cells()
    {
        var tenant = await Given.Tenant(_world.Database);
        var end = await _world.Run(
            tenant,
            await _world.Upload(tenant, w => w.Write("Email 1,Title\nada@example.com,CTO\nnonsense,\"a,b\"\n,CFO\n"))
        );
        Assert.Equal((1, 2), (end.Created, end.Rejected));
        var errors = await tenant.In(s =>
            s.Query(
                "select row_number, reasons #>> '{0,code}', cells::text from import_errors order by 1",
                null,
                r => (r.GetInt64(0), r.GetString(1), r.GetString(2))
            )
        );
        Assert.Equal([(2L, "email.invalid", """["nonsense", "a,b"]"""), (3L, "email.missing", """["", "CFO"]""")], errors);
    }

    [Fact]
    public async Task Start_is_refused_without_an_address_column_a_file_or_a_second_time()
    {
        var tenant = await Given.Tenant(_world.Database);
        var unmapped = await _world.Upload(tenant, w => w.Write("Name,Title\nAda,CTO\n"));
        Assert.Equal("imports.email_unmapped", await Refusal(unmapped));
        var gone = await _world.Upload(tenant, w => w.Write("Email\nada@example.com\n"));
        _world.Files.Delete(tenant.Id, gone);
        Assert.Equal("imports.file_missing", await Refusal(gone));
        var good = await _world.Upload(tenant, w => w.Write("Email\nada@example.com\n"));
        await _world.Run(tenant, good);
        Assert.Equal("imports.illegal_move", await Refusal(good));
        Assert.Equal("imports.illegal_move", (await _world.Grain(tenant.Id, good).Cancel(Ids.New())).Refusals[0].Code);
        Assert.Equal("not_found", await Refusal(Ids.New()));

        async Task<string> Refusal(Guid import) => (await _world.Grain(tenant.Id, import).Start(Ids.New())).Refusals.Single().Code;
    }

    [Fact]
    public async Task A_cancelled_import_keeps_whole_batches_and_runs_no_further()
    {
        var tenant = await Given.Tenant(_world.Database);
        var import = await _world.Upload(tenant, w => TemplateCsvGenerator.Write(w, new(Rows: 60_000)));
        await _world.Grain(tenant.Id, import).Start(Ids.New());
        await _world.Until(tenant, import, p => p.Processed > 0);
        var cancelled = (await _world.Grain(tenant.Id, import).Cancel(Ids.New())).Value!;
        Assert.Equal("cancelled", cancelled.Status);
        Assert.Equal(0, cancelled.Processed % 10_000);
        Assert.InRange(cancelled.Processed, 10_000, 50_000);
        AddsUp(cancelled);
        Assert.Equal(cancelled.Created, await Count(tenant, "contacts"));
    }

    [Fact]
    public async Task Two_tenants_import_the_same_people_and_share_nothing()
    {
        var (a, b) = (await Given.Tenant(_world.Database), await Given.Tenant(_world.Database));
        foreach (var tenant in new[] { a, b })
            await _world.Run(tenant, await _world.Upload(tenant, w => TemplateCsvGenerator.Write(w, new(Rows: 300))));
        Assert.Equal(await Count(a, "contacts"), await Count(b, "contacts"));
        var foreign = await _world.Upload(a, w => w.Write("Email\nada@example.com\n"));
        Assert.Equal("not_found", (await _world.Grain(b.Id, foreign).Start(Ids.New())).Refusals.Single().Code);
    }

    internal static void AddsUp(ImportProgress p) =>
        Assert.Equal(p.Processed, p.Created + p.Updated + p.Unchanged + p.Duplicates + p.Rejected);

    internal static Task<long> Count(TestTenant tenant, string what) => tenant.In(s => s.Scalar<long>($"select count(*) from {what}"));

    private static Task Suppress(DbSession s, Guid tenant, string kind, string value) =>
        s.Execute(
            "insert into suppressions (tenant_id, id, kind, value) values (@tenant, @id, @kind, @value)",
            new
            {
                tenant,
                id = Ids.New(),
                kind,
                value,
            }
        );

    private static async Task<Guid> List(TestTenant tenant)
    {
        var id = Ids.New();
        await tenant.In(s =>
            s.Execute("insert into lists (tenant_id, id, name) values (@tenant, @id, 'Spring')", new { tenant = tenant.Id, id })
        );
        return id;
    }
}
