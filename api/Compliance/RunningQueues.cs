using Orleans;
using Pivotal.Data.Compliance;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Compliance;

/// <summary>The numbers that must ring no more, and the campaigns that may be about to dial them.</summary>
internal sealed record RunningQueues(IReadOnlyList<Guid> Campaigns, IReadOnlyList<string> Phones)
{
    public static async Task<RunningQueues> Affected(TenantSession session, string kind, string[] values, CancellationToken ct)
    {
        if (kind == "email" || values.Length == 0)
            return new([], []);
        // A paused campaign's queue may be in memory and go on later.
        var campaigns = await session.Query<Guid>("select id from campaigns where status in ('active', 'paused', 'draining')", null, ct);
        if (kind == "phone" || campaigns.Count == 0)
            return new(campaigns, values);
        var phones = await session.Query<string>(
            $"""
            select distinct p.phone from contacts c
            left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
            cross join lateral (values (c.direct_phone_e164), (c.mobile_phone_e164), (a.main_phone_e164)) as p(phone)
            where ({SuppressionFlags.Which("domain")}) and p.phone is not null
            """,
            new { values },
            ct
        );
        return new(campaigns, phones);
    }

    public Task Tell(IGrainFactory grains, Guid tenant) =>
        Phones.Count == 0 ? Task.CompletedTask : Task.WhenAll(Campaigns.Select(c => grains.Queue(tenant, c).Suppressed(Phones)));
}
