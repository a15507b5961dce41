using Pivotal.Api.Tenancy.Demo.Story;
using Pivotal.Data.Compliance;
using Pivotal.Data.Shared;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;

namespace Pivotal.Api.Tenancy.Demo.Rows;

/// <summary>Companies, contacts, lists and suppressions of a month. COPY does not work under row-level security, so each table is one insert from arrays.</summary>
internal static class PeopleRows
{
    public static async Task Insert(TenantSession db, DemoMonth month, CancellationToken ct)
    {
        await Accounts(db, [.. month.Contacts.Select(c => c.Account).Distinct()], ct);
        await Contacts(db, month, ct);
        foreach (var list in month.Lists)
            await List(db, month, list, ct);
        await Suppressions(db, month.Suppressions, ct);
        // The product's own rule says who is closed by them.
        await db.Execute("select flag_suppressed(array(select id from contacts))", null, ct);
    }

    private static Task Accounts(TenantSession db, StoryAccount[] accounts, CancellationToken ct)
    {
        return db.Execute(
            """
            insert into accounts (
              tenant_id, id, name, name_normalized, name_lower, domain, domain_normalized, website, industry, description, annual_revenue, revenue_range, staff_count_range, hq_street_1, hq_city, hq_state,
              hq_state_abbr, hq_postal_code, hq_country, place_key, company_location, founded_year, founded_precision, main_phone, main_phone_e164, sic_code, naics_code, created_at, updated_at)
            select @tenant, a.id, a.name, a.key, lower(a.name), a.domain, a.domain, 'https://www.' || a.domain, a.industry, a.description, a.revenue, a.revenue_range, a.staff, a.street, a.city,
                   nullif(a.state, ''), nullif(a.abbr, ''), a.postal, a.country, a.place, concat_ws(', ', a.city, nullif(a.abbr, ''), a.country), a.founded, 'year', a.phone, a.phone, a.sic, a.naics, a.made, a.made
            from unnest(@ids, @names, @keys, @domains, @industries, @descriptions, @revenues, @ranges, @staffs, @streets, @cities, @states, @abbrs, @postals, @countries, @places, @founded, @phones, @sics, @naics, @made)
              as a (id, name, key, domain, industry, description, revenue, revenue_range, staff, street, city, state, abbr, postal, country, place, founded, phone, sic, naics, made)
            """,
            new
            {
                tenant = db.TenantId,
                ids = Of(a => a.Id),
                names = Of(a => a.Name),
                keys = Of(a => CompanyNames.Key(a.Name)),
                domains = Of(a => a.Domain),
                industries = Of(a => a.Industry),
                descriptions = Of(a => a.Description),
                revenues = Of(a => a.Revenue),
                ranges = Of(a => a.RevenueRange),
                staffs = Of(a => a.StaffRange),
                streets = Of(a => a.Street),
                cities = Of(a => a.Place.City),
                states = Of(a => a.Place.State),
                abbrs = Of(a => a.Place.StateAbbr),
                postals = Of(a => a.Place.PostCode),
                countries = Of(a => a.Place.Country),
                places = Of(a => Places.Key(a.Place.City, a.Place.Country)),
                founded = Of(a => a.Founded),
                phones = Of(a => a.Phone),
                sics = Of(a => a.Sic),
                naics = Of(a => a.Naics),
                made = Of(a => a.CreatedAt),
            },
            ct
        );

        T[] Of<T>(Func<StoryAccount, T> column) => [.. accounts.Select(column)];
    }

    private static Task Contacts(TenantSession db, DemoMonth month, CancellationToken ct)
    {
        // What agents found out on the phone.
        var invalid = month
            .Calls.Where(c => c.Disposition is Disposition.WrongNumber or Disposition.InvalidData)
            .ToDictionary(c => c.Contact.Id, c => c.Disposition);
        return db.Execute(
            """
            insert into contacts (
              tenant_id, id, account_id, full_name, full_name_lower, first_name, last_name, job_title, department, seniority, email, email_normalized, direct_phone, direct_phone_e164, mobile_phone, mobile_phone_e164,
              city, state, state_abbr, postal_code, country, contact_location, time_zone, is_invalid, invalid_reason, created_at, updated_at)
            select @tenant, c.id, c.account, c.first || ' ' || c.last, lower(c.first || ' ' || c.last), c.first, c.last, c.title, c.department, c.seniority, c.email, c.email,
                   case when not c.mobile then c.phone end, case when not c.mobile then c.phone end, case when c.mobile then c.phone end, case when c.mobile then c.phone end,
                   c.city, nullif(c.state, ''), nullif(c.abbr, ''), c.postal, c.country, concat_ws(', ', c.city, nullif(c.abbr, '')), c.zone, c.invalid is not null, c.invalid, c.made, c.made
            from unnest(@ids, @accounts, @firsts, @lasts, @titles, @departments, @seniorities, @emails, @phones, @mobiles, @cities, @states, @abbrs, @postals, @countries, @zones, @invalids, @made)
              as c (id, account, first, last, title, department, seniority, email, phone, mobile, city, state, abbr, postal, country, zone, invalid, made)
            """,
            new
            {
                tenant = db.TenantId,
                ids = Of(c => c.Id),
                accounts = Of(c => c.Account.Id),
                firsts = Of(c => c.First),
                lasts = Of(c => c.Last),
                titles = Of(c => c.Title),
                departments = Of(c => c.Department),
                seniorities = Of(c => c.Seniority),
                emails = Of(c => c.Email),
                phones = Of(c => c.Phone),
                mobiles = Of(c => c.IsMobile),
                cities = Of(c => c.Account.Place.City),
                states = Of(c => c.Account.Place.State),
                abbrs = Of(c => c.Account.Place.StateAbbr),
                postals = Of(c => c.Account.Place.PostCode),
                countries = Of(c => c.Account.Place.Country),
                zones = Of(c => c.Account.Place.Zone),
                invalids = Of(c => invalid.GetValueOrDefault(c.Id)),
                made = Of(c => c.CreatedAt),
            },
            ct
        );

        T[] Of<T>(Func<StoryContact, T> column) => [.. month.Contacts.Select(column)];
    }

    private static async Task List(TenantSession db, DemoMonth month, StoryList list, CancellationToken ct)
    {
        var made = month.Began.AddHours(2);
        await db.Execute(
            "insert into lists (tenant_id, id, name, description, created_by, created_at, updated_at) values (@tenant, @Id, @Name, @Description, @by, @made, @made)",
            new
            {
                tenant = db.TenantId,
                list.Id,
                list.Name,
                list.Description,
                by = month.Cast.DataOps,
                made,
            },
            ct
        );
        await db.Execute(
            "insert into list_members (tenant_id, list_id, contact_id, added_at) select @tenant, @Id, m.id, @made from unnest(@members) as m (id)",
            new
            {
                tenant = db.TenantId,
                list.Id,
                members = list.Members.Select(m => m.Id).ToArray(),
                made,
            },
            ct
        );
    }

    private static Task Suppressions(TenantSession db, IReadOnlyList<StorySuppression> all, CancellationToken ct) =>
        SuppressionRows.Add(db, [.. all.Select(s => new NewSuppression(s.Id, s.Kind, s.Value, s.Reason, s.Source, s.By, s.At))], ct);
}
