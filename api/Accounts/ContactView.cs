using Pivotal.Api.Shared;
using Pivotal.Data.Identity;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Accounts;

/// <summary>Everything known of a contact, with its company, lists and last calls.</summary>
internal sealed record ContactView : IVersioned
{
    public required Guid Id { get; init; }
    public required string FullName { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? JobTitle { get; init; }
    public string? Department { get; init; }
    public string? Seniority { get; init; }
    public string? ListLabel { get; init; }
    public string? LinkedinUrl { get; init; }
    public required string Email { get; init; }
    public required string EmailVerification { get; init; }
    public decimal? EmailAiConfidence { get; init; }
    public string? DirectPhone { get; init; }
    public string? DirectPhoneE164 { get; init; }
    public decimal? PhoneAiConfidence { get; init; }
    public string? MobilePhone { get; init; }
    public string? MobilePhoneE164 { get; init; }
    public string? City { get; init; }
    public string? State { get; init; }
    public string? StateAbbr { get; init; }
    public string? PostalCode { get; init; }
    public string? Country { get; init; }
    public string? ContactLocation { get; init; }
    public string? TimeZone { get; init; }
    public string? FormerPosition { get; init; }
    public string? TimeInPosition { get; init; }
    public int? TimeInPositionMonths { get; init; }
    public string? TimeInCompany { get; init; }
    public int? TimeInCompanyMonths { get; init; }
    public DateOnly? ResearchDate { get; init; }
    public required IReadOnlyDictionary<string, string> CustomFields { get; init; }
    public required bool SuppressedEmail { get; init; }
    public required bool SuppressedPhone { get; init; }
    public required bool IsInvalid { get; init; }
    public string? InvalidReason { get; init; }
    public Guid? SourceImportId { get; init; }
    public Guid? AccountId { get; init; }
    public ContactAccount? Account { get; init; }
    public required IReadOnlyList<ContactList> Lists { get; init; }
    public required IReadOnlyList<ContactCall> Calls { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public required long Version { get; init; }

    /// <summary>Null when there is none, or it is deleted, or not for this agent's eyes.</summary>
    /// <param name="own">the agent, when he sees no more than his own (<see cref="AgentSight"/>)</param>
    public static async Task<ContactView?> Load(TenantSession session, Guid id, CancellationToken ct, Guid? own = null)
    {
        var contact = await session.QuerySingle<ContactView>(
            $"""
            select c.id, c.full_name, c.first_name, c.last_name, c.job_title, c.department, c.seniority, c.list_label, c.linkedin_url, c.email, c.email_verification, c.email_ai_confidence,
              c.direct_phone, c.direct_phone_e164, c.phone_ai_confidence, c.mobile_phone, c.mobile_phone_e164, c.city, c.state, c.state_abbr, c.postal_code, c.country, c.contact_location,
              c.time_zone, c.former_position, c.time_in_position, c.time_in_position_months, c.time_in_company, c.time_in_company_months, c.research_date,
              -- custom fields are texts; whatever else an earlier version stored is shown as its JSON
              (select coalesce(jsonb_object_agg(f.key, coalesce(f.value, '')), jsonb_build_object()) from jsonb_each_text(c.custom_fields) f) as custom_fields,
              c.suppressed_email, c.suppressed_phone, c.is_invalid, c.invalid_reason, c.source_import_id, c.account_id, a.name as account_name, a.domain as account_domain, a.industry as account_industry, a.main_phone_e164 as account_main_phone,
              '[]'::jsonb as lists, '[]'::jsonb as calls,
              c.created_at, c.updated_at, c.version
            from contacts c left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
            where c.id = @id and c.deleted_at is null and {AgentSight.Contacts}
            """,
            new { id, own },
            ct
        );
        if (contact is null)
            return null;
        var lists = await session.Query<ContactList>(
            "select l.id, l.name from list_members m join lists l on l.tenant_id = m.tenant_id and l.id = m.list_id where m.contact_id = @id order by l.name",
            new { id },
            ct
        );
        var calls = await session.Query<ContactCall>(
            $"""
            select t.id, t.campaign_id, m.name as campaign_name, {PersonName.Of(
                "u"
            )} as agent_name, t.outcome, t.disposition, t.notes, t.created_at, t.answered_at, t.ended_at
            from call_attempts t
            join campaigns m on m.tenant_id = t.tenant_id and m.id = t.campaign_id
            left join users u on u.tenant_id = t.tenant_id and u.id = t.agent_id
            where t.contact_id = @id and (@own::uuid is null or t.agent_id = @own) order by t.id desc limit 20
            """,
            new { id, own },
            ct
        );
        return contact with { Lists = lists, Calls = calls };
    }
}

internal sealed record ContactAccount(Guid Id, string Name, string? Domain, string? Industry, string? MainPhone);

internal sealed record ContactList(Guid Id, string Name);

internal sealed record ContactCall(
    Guid Id,
    Guid CampaignId,
    string CampaignName,
    string? AgentName,
    string? Outcome,
    string? Disposition,
    string? Notes,
    DateTimeOffset CreatedAt,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? EndedAt
);
