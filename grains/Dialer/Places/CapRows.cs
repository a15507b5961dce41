using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Places;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer.Places;

/// <summary>A campaign in which somebody of this account waits for a place.</summary>
internal readonly record struct WaitingAccount(Guid Campaign, Guid Account);

internal static class CapRows
{
    /// <summary><see cref="SharedPlaces.Place"/> of a queue entry <c>q</c>.</summary>
    public const string SharedPlaceSql =
        "encode(substring(sha256(convert_to(q.campaign_id::text || q.contact_id::text, 'UTF8')) from 1 for 16), 'hex')::uuid";

    /// <summary>Takes the fence of an account's cap: from here on an older activation writes nothing.</summary>
    public static async Task<long> Take(TenantSession db, Guid campaign, Guid account, CancellationToken ct) =>
        await db.Scalar<long>(
            """
            insert into lead_caps (tenant_id, campaign_id, account_id, epoch) values (@tenant, @campaign, @account, 1)
            on conflict (tenant_id, campaign_id, account_id) do update set epoch = lead_caps.epoch + 1
            returning epoch
            """,
            new
            {
                tenant = db.TenantId,
                campaign,
                account,
            },
            ct
        );

    public static Task<List<CapChange>> Read(TenantSession db, Guid campaign, Guid account, CancellationToken ct) =>
        db.Query<CapChange>(
            "select ref_id, state, leased_until from cap_reservations where campaign_id = @campaign and account_id = @account and state <> 'released'",
            new { campaign, account },
            ct
        );

    /// <summary>Mode queue_size: who of these left the queue without having been called and still holds a place.</summary>
    public static async Task<IReadOnlyList<(Guid Contact, Guid? Account)>> PlacesOfGone(
        TenantSession db,
        CampaignSettings campaign,
        IReadOnlyList<string> phones,
        Guid? contact,
        CancellationToken ct
    ) =>
        (
            await db.Query<Place>(
                $"""
                select q.contact_id as contact, q.account_id as account
                from queue_entries q
                join cap_reservations r on r.tenant_id = q.tenant_id and r.campaign_id = @scope and r.account_id = q.account_id and r.state = 'reserved'
                  and r.ref_id = {(campaign.SharesCap ? SharedPlaceSql : "q.contact_id")}
                where q.campaign_id = @campaign and q.status = 'removed' and q.attempts = 0
                  and (q.contact_id = @contact or q.phone_e164 = any(@phones)
                       or q.contact_id in (select c.id from contacts c where c.direct_phone_e164 = any(@phones) or c.mobile_phone_e164 = any(@phones)))
                """,
                new
                {
                    campaign = campaign.Id,
                    scope = campaign.CapScope(db.TenantId),
                    contact,
                    phones = phones.ToArray(),
                },
                ct
            )
        ).ConvertAll(p => (p.Contact, p.Account));

    /// <summary>Other running campaigns under the same shared cap in which somebody of these accounts waits for a place.</summary>
    public static Task<List<WaitingAccount>> Waiting(
        TenantSession db,
        Guid campaign,
        string mode,
        IReadOnlyList<Guid> accounts,
        CancellationToken ct
    ) =>
        db.Query<WaitingAccount>(
            """
            select c.id as campaign, w.account
            from campaigns c cross join unnest(@accounts) as w (account)
            where c.id <> @campaign and c.status = 'active' and c.document #>> '{cap,mode}' = @mode and c.document #>> '{rules,recycle,accountCapScope}' = 'tenant'
              and exists (
                select 1 from queue_entries q
                where q.tenant_id = c.tenant_id and q.campaign_id = c.id and q.account_id = w.account and q.reason = 'cap_reached' and q.status = case when @mode = 'queue_size' then 'removed' else 'queued' end)
            """,
            new
            {
                campaign,
                mode,
                accounts = accounts.ToArray(),
            },
            ct
        );

    /// <summary>Keeps the caps' grains out until the transaction ends; for the fill, which makes places of many accounts at once.</summary>
    public static Task KeepGrainsOut(TenantSession db, Guid campaign, CancellationToken ct) =>
        db.Execute("select pg_advisory_xact_lock(hashtextextended(@key, 7))", new { key = campaign.ToString("N") }, ct);

    /// <summary>Stores a batch behind the fence. With new grants in it, the table itself is counted once more, because the fill makes places beside the grain.</summary>
    /// <exception cref="FenceLostException" />
    public static async Task Store(
        TenantSession db,
        Guid campaign,
        Guid account,
        long epoch,
        IReadOnlyList<CapChange> batch,
        int? cap,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await db.Execute("select pg_advisory_xact_lock_shared(hashtextextended(@key, 7))", new { key = campaign.ToString("N") }, ct);
        if (
            await db.Scalar<int>(
                "select 1 from lead_caps where campaign_id = @campaign and account_id = @account and epoch = @epoch for update",
                new
                {
                    campaign,
                    account,
                    epoch,
                },
                ct
            ) != 1
        )
            throw new FenceLostException();
        await db.Execute(
            """
            insert into cap_reservations (tenant_id, campaign_id, account_id, ref_id, state, leased_until, updated_at, epoch)
            select @tenant, @campaign, @account, b.ref_id, b.state, b.leased_until, @now, @epoch from unnest(@refs, @states, @leases) as b (ref_id, state, leased_until)
            on conflict (tenant_id, campaign_id, account_id, ref_id) do update
            set state = excluded.state, leased_until = excluded.leased_until, updated_at = excluded.updated_at, epoch = excluded.epoch
            """,
            new
            {
                tenant = db.TenantId,
                campaign,
                account,
                epoch,
                now,
                refs = batch.Select(b => b.RefId).ToArray(),
                states = batch.Select(b => b.State).ToArray(),
                leases = batch.Select(b => b.LeasedUntil).ToArray(),
            },
            ct
        );
        if (cap is not { } limit)
            return;
        var used = await db.Scalar<long>(
            """
            select count(*) from cap_reservations
            where campaign_id = @campaign and account_id = @account
              and (state = 'committed' or (state = 'reserved' and (leased_until is null or leased_until > @now)))
            """,
            new
            {
                campaign,
                account,
                now,
            },
            ct
        );
        if (used > limit)
            throw new InvalidOperationException(
                $"The cap of {limit} would be exceeded: the fill has given places away since this grain read them."
            );
    }

    private readonly record struct Place(Guid Contact, Guid? Account);
}
