using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;

namespace Pivotal.ApiTests.Leads;

/// <summary>A campaign with a question and a checklist, and leads in it, as the dialer leaves them.</summary>
internal static class GivenLeads
{
    public const string Questions = """[{"id":"budget","text":"Which budget?","kind":"text","options":[],"required":true}]""";
    public const string Checklist = """[{"id":"fit","text":"Fits"},{"id":"consent","text":"Agreed"}]""";

    public static async Task<Guid> Campaign(this TestTenant tenant, string questions = Questions, string checklist = Checklist)
    {
        var id = Ids.New();
        await tenant.In(s =>
            s.Execute(
                "insert into campaigns (tenant_id, id, name, questions, checklist) values (@tenant, @id, @name, @questions, @checklist)",
                new
                {
                    tenant = tenant.Id,
                    id,
                    name = $"Campaign {id:N}",
                    questions = new Jsonb(questions),
                    checklist = new Jsonb(checklist),
                }
            )
        );
        return id;
    }

    /// <param name="name">of the person; the e-mail address follows from it</param>
    /// <param name="status">any but new also gets the columns that go with it</param>
    public static async Task<Guid> Lead(
        this TestTenant tenant,
        Guid campaign,
        string name = "Ada Lovelace",
        string status = "new",
        string phone = "+12025550123",
        string answers = """{"budget":"50,000"}"""
    )
    {
        var (lead, contact, account, attempt) = (Ids.New(), Ids.New(), Ids.New(), Ids.New());
        await tenant.In(s =>
            s.Execute(
                """
                insert into accounts (tenant_id, id, name, name_normalized, name_lower, domain, domain_normalized, industry)
                values (@tenant, @account, 'Analytical Ltd', 'analytical', 'analytical ltd', @domain, @domain, 'Machinery');
                insert into contacts (tenant_id, id, account_id, full_name, full_name_lower, job_title, email, email_normalized, direct_phone, direct_phone_e164, city, country)
                values (@tenant, @contact, @account, @name, lower(@name), 'Director', @email, @email, @phone, @phone, 'London', 'United Kingdom');
                insert into call_attempts (tenant_id, id, campaign_id, contact_id, account_id, phone_e164, attempt_no, status, outcome, created_at, answered_at, bridged_at, ended_at, disposition, notes)
                values (@tenant, @attempt, @campaign, @contact, @account, @phone, 1, 'ended', 'connected', now(), now() - interval '60 s', now() - interval '59 s', now(), 'qualified', 'INTERNAL call note');
                insert into leads (tenant_id, id, campaign_id, contact_id, account_id, attempt_id, status, answers, notes, review_notes, rejected_reason, decided_at, published_at)
                values (@tenant, @lead, @campaign, @contact, @account, @attempt, @status, @answers, 'INTERNAL agent note', 'INTERNAL review note',
                        case when @status = 'rejected' then 'INTERNAL reason' end, case when @status in ('approved', 'rejected', 'published') then now() end, case when @status = 'published' then now() end)
                """,
                new
                {
                    tenant = tenant.Id,
                    lead,
                    campaign,
                    contact,
                    account,
                    attempt,
                    name,
                    status,
                    phone,
                    answers = new Jsonb(answers),
                    email = $"{contact:N}@example.com",
                    domain = $"{account:N}.example",
                }
            )
        );
        return lead;
    }
}
