using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Pivotal.Api.Campaigns.Rules;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Campaigns;

internal static class CreateCampaign
{
    public static async Task<Results<Created<Campaign>, ProblemHttpResult>> Handle(
        CampaignBody body,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    )
    {
        body = body.Normalized();
        var check = body.Check();
        if (check.Failed)
            return check.Problem();
        var id = Ids.New();
        try
        {
            var made = await db.Run<(Campaign? Campaign, IReadOnlyList<Refusal> Refusals)>(
                async (s, inner) =>
                {
                    if (await UnknownList(s, body, inner) is { } unknown)
                        return (null, [unknown]);
                    var window =
                        body.Window
                        ?? new CampaignWindow(
                            [1, 2, 3, 4, 5],
                            "09:00",
                            "17:00",
                            (await s.Scalar<string>("select time_zone from tenants", null, inner))!,
                            true
                        );
                    var lax = await LegalLimits.Check(s, body with { Window = window }, inner);
                    if (lax.Count > 0)
                        return (null, lax);
                    await s.Execute(
                        """
                        insert into campaigns (
                          tenant_id, id, name, type, list_id, script, questions, checklist, dial_mode, caller_id, ring_timeout_s, amd_enabled, max_concurrent, max_attempts, retry_minutes, wrap_up_s,
                          window_days, window_start, window_end, time_zone, use_contact_zone, cap_mode, cap_value, lead_goal, power_ratio, abandon_cap, rules, created_by, version)
                        values (
                          (select nullif(current_setting('app.tenant', true), '')::uuid), @id, @name, @type, @list, @script, @questions, @checklist, @mode, @caller, @ring, @amd, @concurrent, @attempts,
                          @retry, @wrap, @days, @start, @end, @zone, @contactZone, @capMode, @capValue, @goal, @ratio, @abandonCap, @rules, @by, @version)
                        """,
                        (body with { Window = window }).Parameters(id, 1, user.Id),
                        inner
                    );
                    await s.Record(user, "campaigns.created", "campaign", id, new { body.Name }, inner);
                    return (await Campaign.Load(s, id, inner), []);
                },
                ct
            );
            return made.Campaign is null ? Problem.From(made.Refusals) : TypedResults.Created($"/api/v1/campaigns/{id}", made.Campaign);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return Problem.From(CampaignRefusals.NameTaken);
        }
    }

    /// <summary>The campaign's list, and those of its mix.</summary>
    internal static async Task<Refusal?> UnknownList(TenantSession session, CampaignBody body, CancellationToken ct)
    {
        if (await UnknownList(session, body.ListId, ct))
            return CampaignRefusals.UnknownList;
        if (body.Rules?.Queue.Lists is not { Count: > 0 } mix)
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
