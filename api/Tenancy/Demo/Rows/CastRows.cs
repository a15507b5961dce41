using Pivotal.Api.Identity;
using Pivotal.Api.Tenancy.Demo.Story;
using Pivotal.Data.Identity;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Tenancy.Demo.Rows;

/// <summary>The people of a demo tenant, and its robots.</summary>
internal static class CastRows
{
    /// <summary>How much likelier than usual an agent's talk becomes a lead; by the agent's place in the cast.</summary>
    private static readonly double[] Skills = [1.25, 1.0, 0.8, 1.4, 1.1, 0.9, 0.65];

    private static readonly string[] Robots = ["Iris", "Hugo", "Mona", "Otto"];

    /// <summary>Makes the robots that are missing.</summary>
    public static async Task<(StoryCast Cast, IReadOnlyList<string> Sellers)> Gather(TenantSession db, CancellationToken ct)
    {
        var domain = await db.Scalar<string>(
            "select split_part(email_normalized, '@', 2) from users order by created_at, id limit 1",
            null,
            ct
        );
        foreach (var robot in Robots)
        {
            var email = $"robot.{robot}@{domain}".ToLowerInvariant();
            if (await db.Scalar<bool>("select exists (select 1 from users where email_normalized = @email)", new { email }, ct))
                continue;
            var id = await UserRows.Add(db, new NewUser(email, email.Split('@')[0], "Robot", robot, [Roles.Agent], null, null), null, ct);
            await db.Execute("update users set is_robot = true where id = @id", new { id }, ct);
        }

        var people = await db.Query<Person>(
            """
            select u.id, r.role, concat(u.first_name, ' ', u.last_name) as name, u.is_robot, u.client_id as client, k.name as seller
            from users u join user_roles r on r.tenant_id = u.tenant_id and r.user_id = u.id left join clients k on k.tenant_id = u.tenant_id and k.id = u.client_id
            where u.status = 'active' order by u.is_robot, u.id
            """,
            null,
            ct
        );
        var clients = people.Where(p => p.Role == Roles.ClientUser && p.Client is not null).ToList();
        return (
            new(
                One(Roles.CampaignManager),
                One(Roles.DataOps),
                One(Roles.QualityAnalyst),
                [
                    .. people
                        .Where(p => p.Role == Roles.Agent)
                        .Select((p, i) => new StoryAgent(p.Id, p.Name, Skills[i % Skills.Length], p.IsRobot)),
                ],
                [.. clients.Select(c => new StoryClient(c.Client!.Value, c.Id))]
            ),
            [.. clients.Select(c => c.Seller!)]
        );

        Guid One(string role) => people.First(p => p.Role == role).Id;
    }

    private sealed record Person(Guid Id, string Role, string Name, bool IsRobot, Guid? Client, string? Seller);
}
