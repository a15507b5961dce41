using Pivotal.Data.Compliance;
using Pivotal.Data.Shared;

namespace Pivotal.Data.Campaigns;

/// <summary>
/// Who of a list can be dialled and who not, and why. One piece of SQL for the preview before the start and for filling the queue, so that both say the same.
/// Parameters: <c>@tenant</c>, <c>@lists</c>; who is in several lists belongs to the one named first.
/// </summary>
public static class Audience
{
    private const string Members = """
        select m.contact_id, (array_agg(m.list_id order by array_position(@lists, m.list_id)))[1] as list_id
          from list_members m where m.tenant_id = @tenant and m.list_id = any(@lists)
        """;

    private static readonly string Person = $"""
        select m.list_id, c.id as contact_id, c.account_id, c.direct_phone_e164 as direct, c.mobile_phone_e164 as mobile, c.time_zone, c.state_abbr, c.country,
                 c.is_invalid, c.suppressed_phone,
                 case when {CallableNumber.Is("c.direct_phone_e164")} then c.direct_phone_e164
                      when {CallableNumber.Is("c.mobile_phone_e164")} then c.mobile_phone_e164
                      when {CallableNumber.Is("a.main_phone_e164")} then a.main_phone_e164 end as phone,
                 case when {CallableNumber.Is("c.direct_phone_e164")} then 'direct'
                      when {CallableNumber.Is("c.mobile_phone_e164")} then 'mobile'
                      else 'hq' end as kind
        """;

    private static readonly string Judged = $"""
        checked as (
          select p.*, case
                   when p.phone is null then 'no_phone'
                   when p.is_invalid then 'invalid'
                   when p.suppressed_phone or {Suppressed.Phone("p.phone")} then 'dnc' end as why
          from people p
        ),
        gated as (
          select k.contact_id, k.account_id, k.phone, k.kind, k.time_zone, k.state_abbr, k.country, k.list_id,
                 coalesce(k.why, case when row_number() over (partition by k.phone, k.why is null order by k.contact_id) > 1 then 'duplicate_phone' end) as reason
          from checked k
        )
        """;

    /// <summary>
    /// Common table expressions ending in <c>gated (contact_id, account_id, phone, kind, time_zone, state_abbr, country, list_id, reason)</c>; reason null means dialable.
    /// Number order direct, mobile, headquarters; gates in the order no_phone, invalid, dnc, duplicate_phone.
    /// </summary>
    public static readonly string Gated = $"""
        members as (
          {Members}
          group by m.contact_id
        ),
        people as (
          {Person}
          from members m
          join contacts c on c.tenant_id = @tenant and c.id = m.contact_id and c.deleted_at is null
          left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id and a.deleted_at is null
        ),
        {Judged}
        """;

    /// <summary>
    /// The same for <c>@contacts</c> of the lists only. A number that two of them share is the first one's; others that have it are the caller's to look for.
    /// Each person is looked up by id, and the tenant is left to row-level security: of a tenant that is new since the tables were analyzed the planner believes that it has one row,
    /// and would take any index that begins with the tenant and read all of its contacts for each person.
    /// </summary>
    public static readonly string GatedPage = $"""
        members as (
          {Members} and m.contact_id = any(@contacts)
          group by m.contact_id
        ),
        people as (
          {Person}
          from members m
          cross join lateral (select * from contacts x where x.id = m.contact_id and x.deleted_at is null offset 0) c
          left join lateral (select x.main_phone_e164 from accounts x where x.id = c.account_id and x.deleted_at is null offset 0) a on true
        ),
        {Judged}
        """;

    /// <summary>Campaigns that take in whoever comes to this list.</summary>
    public static Task<List<Guid>> RunningOn(TenantSession session, Guid list, CancellationToken ct) =>
        session.Query<Guid>(
            """
            select id from campaigns
            where status in ('active', 'paused') and (list_id = @list or document #> '{rules,queue,lists}' @> jsonb_build_array(jsonb_build_object('listId', @list::text)))
            """,
            new { list },
            ct
        );

    /// <summary>
    /// To be called before a statement with <see cref="Gated"/>, in its transaction. Right after an import the planner has no statistics yet, takes every table for
    /// a row or two and loops over them: 50 seconds for 5,000 people. What reads a whole list is joined by hash in any case.
    /// </summary>
    public static Task PlanForWholeLists(TenantSession session, CancellationToken ct) =>
        session.Execute("select set_config('enable_nestloop', 'off', true)", null, ct);
}
