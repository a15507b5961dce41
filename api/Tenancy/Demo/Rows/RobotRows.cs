using System.Security.Cryptography;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Tenancy.Demo.Rows;

/// <summary>Who sits where in a demo tenant.</summary>
/// <param name="Robots">of a running campaign that dials by itself</param>
/// <param name="Wanted">of the robots, so many are to be at work: each person at work takes one's seat</param>
/// <param name="PersonWaits">a person is available and has no call</param>
internal sealed record RobotFloor(IReadOnlyList<Guid> Robots, int Wanted, bool PersonWaits);

internal static class RobotRows
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15),
        Longest = TimeSpan.FromDays(30);

    /// <summary>Null: the tenant has no robots to move, or another process moves them.</summary>
    public static async Task<RobotFloor?> Read(TenantSession db, Guid mover, DateTimeOffset now, CancellationToken ct)
    {
        var mine = await db.Execute(
            "update demo_months set moved_by = @mover, moved_until = @until where robots_on and (moved_by = @mover or moved_until is null or moved_until < @now)",
            new
            {
                mover,
                now,
                until = now + Lease,
            },
            ct
        );
        if (mine == 0)
            return null;
        var seats = await db.Query<Robot>(
            """
            select u.id, u.is_robot, coalesce(s.status, 'offline') as status
            from campaigns c
            join campaign_agents g on g.tenant_id = c.tenant_id and g.campaign_id = c.id and g.released_at is null
            join users u on u.tenant_id = g.tenant_id and u.id = g.agent_id and u.status = 'active'
            left join agent_states s on s.tenant_id = u.tenant_id and s.agent_id = u.id
            where c.status = 'active' and c.dial_mode in ('power', 'progressive', 'predictive')
            order by u.id
            """,
            null,
            ct
        );
        Guid[] robots = [.. seats.Where(s => s.IsRobot).Select(s => s.Id)];
        var people = seats.Where(s => !s.IsRobot && s.Status is not ("offline" or "break")).ToList();
        return new(robots, Math.Max(0, robots.Length - people.Count), people.Exists(p => p.Status == "available"));
    }

    /// <summary>An agent takes calls only while somebody is signed in as him: a session whose token nobody knows.</summary>
    public static async Task SignIn(TenantSession db, Guid robot, DateTimeOffset now, CancellationToken ct)
    {
        await db.Execute("delete from sessions where user_id = @robot", new { robot }, ct);
        await db.Execute(
            "insert into sessions (tenant_id, id, user_id, token_hash, created_at, last_seen_at, expires_at, user_agent) values (@tenant, @id, @robot, @hash, @now, @now, @expires, 'demo robot')",
            new
            {
                tenant = db.TenantId,
                id = Ids.New(now),
                robot,
                hash = RandomNumberGenerator.GetBytes(32),
                now,
                expires = now + Longest,
            },
            ct
        );
    }

    private readonly record struct Robot(Guid Id, bool IsRobot, string Status);
}
