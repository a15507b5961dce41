namespace Pivotal.Api.Accounts;

/// <summary>
/// What somebody who is an agent and nothing more sees of the records, in lists and one by one: the people he called or may have to call, their colleagues, and of their calls his own.
/// </summary>
internal static class AgentSight
{
    /// <summary>A condition on <c>contacts c</c>; <c>@own</c> is null for everybody else.</summary>
    public const string Contacts = """
        (@own::uuid is null
          or exists (select 1 from call_attempts o where o.tenant_id = c.tenant_id and o.contact_id = c.id and o.agent_id = @own)
          or exists (
            select 1 from contacts k
            join queue_entries e on e.tenant_id = k.tenant_id and e.contact_id = k.id
            join campaign_agents g on g.tenant_id = e.tenant_id and g.campaign_id = e.campaign_id and g.agent_id = @own and g.released_at is null
            where k.tenant_id = c.tenant_id and (k.id = c.id or k.account_id = c.account_id)))
        """;
}
