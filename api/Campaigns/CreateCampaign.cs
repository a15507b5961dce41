using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Pivotal.Api.Shared;
using Pivotal.Data.Campaigns;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Campaigns;

/// <summary>A draft from what the request names of a <see cref="CampaignDocument"/>; the rest has its defaults, and a window that is not named the tenant's clock.</summary>
internal static class CreateCampaign
{
    public static async Task<Results<Created<Campaign>, ProblemHttpResult>> Handle(
        JsonElement body,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    )
    {
        var wanted = CampaignRequest.Over(body, new CampaignDocument());
        try
        {
            return await db.Run((s, inner) => Create(s, wanted, user, inner), ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return Problem.From(CampaignRefusals.NameTaken);
        }
    }

    private static async Task<Results<Created<Campaign>, ProblemHttpResult>> Create(
        TenantSession s,
        CampaignDocument wanted,
        RequestUser user,
        CancellationToken ct
    )
    {
        wanted = await OnAClock(s, wanted, ct);
        if (wanted.Check() is { Failed: true } wrong)
            return wrong.Problem();
        if (await UnknownList(s, wanted, ct) is { } unknown)
            return Problem.From(unknown);
        if (await LegalLimits.Check(s, wanted, ct) is { Count: > 0 } lax)
            return Problem.From(lax);
        var id = Ids.New();
        await CampaignRows.Insert(s, id, wanted, user.Id, ct);
        await s.Record(user, "campaigns.created", "campaign", id, new { wanted.Name }, ct);
        return TypedResults.Created($"/api/v1/campaigns/{id}", (await Campaign.Load(s, id, ct))!);
    }

    /// <summary>A window that names no clock is on the tenant's.</summary>
    internal static async Task<CampaignDocument> OnAClock(TenantSession session, CampaignDocument wanted, CancellationToken ct) =>
        wanted.Window.TimeZone.Length > 0
            ? wanted
            : wanted with
            {
                Window = wanted.Window with { TimeZone = (await session.Scalar<string>("select time_zone from tenants", null, ct))! },
            };

    /// <summary>The campaign's list, and those of its mix.</summary>
    internal static async Task<Refusal?> UnknownList(TenantSession session, CampaignDocument wanted, CancellationToken ct)
    {
        if (await UnknownList(session, wanted.ListId, ct))
            return CampaignRefusals.UnknownList;
        if (wanted.Rules.Queue.Lists is not { Count: > 0 } mix)
            return null;
        var known = await session.Query<Guid>(
            "select id from lists where id = any(@lists)",
            new { lists = mix.Select(l => l.ListId).ToArray() },
            ct
        );
        var stranger = mix.ToList().FindIndex(l => !known.Contains(l.ListId));
        return stranger < 0 ? null : CampaignRefusals.UnknownList with { Field = $"/rules/queue/lists/{stranger}/listId" };
    }

    internal static async Task<bool> UnknownList(TenantSession session, Guid? list, CancellationToken ct) =>
        list is not null && !await session.Scalar<bool>("select true from lists where id = @list", new { list }, ct);
}
