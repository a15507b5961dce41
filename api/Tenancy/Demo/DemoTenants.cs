using System.Security.Cryptography;
using Pivotal.Api.Identity;
using Pivotal.Data.Identity;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Tenancy.Demo;

/// <summary>
/// Makes the demo tenants and their people with passwords generated for this installation. Running it again changes nothing;
/// a person whose password is not in the file (any more) gets a new one.
/// </summary>
internal sealed class DemoTenants(TenantDb db, Passwords passwords)
{
    public const string FileName = "demo-sign-ins.json";

    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    public async Task Ensure(string file, CancellationToken ct)
    {
        var known = DemoSignIns.Read(file).ToDictionary(s => s.Email);
        var now = new List<DemoSignIn>();
        var tenants = await NewTenants.All(db, ct);
        foreach (var demo in DemoCast.Tenants)
        {
            var tenant =
                tenants.FirstOrDefault(t => t.IsDemo && t.Slug == demo.Tenant.Slug)?.Id ?? await NewTenants.Add(db, demo.Tenant, ct);
            foreach (var person in demo.People)
            {
                var email = DemoCast.EmailOf(demo, person);
                var signIn = known.GetValueOrDefault(email) ?? new DemoSignIn(demo.Tenant.Name, [person.Role], email, NewPassword());
                signIn = signIn with { LookAt = DemoCast.FirstOfEachRole(demo).Contains(person) ? DemoCast.LookAt[person.Role] : null };
                now.Add(signIn);
                await Ensure(tenant, person, signIn, isNew: !known.ContainsKey(email), ct);
            }
        }

        // Written last: after a crash in between, the people who are not in the file get new passwords.
        if (!now.SequenceEqual(known.Values))
            DemoSignIns.Write(file, now);
    }

    private Task Ensure(Guid tenant, DemoPerson person, DemoSignIn signIn, bool isNew, CancellationToken ct) =>
        db.InTenant(
            tenant,
            async (s, inner) =>
            {
                var id = await s.Scalar<Guid?>("select id from users where email_normalized = @email", new { email = signIn.Email }, inner);
                if (id is not null && !isNew)
                    return;
                var hash = passwords.Hash(signIn.Password);
                if (id is not null)
                {
                    await s.Execute("update users set password_hash = @hash where id = @id", new { hash, id = id.Value }, inner);
                    return;
                }

                Guid? client = person.Client is null ? null : await Client(s, person.Client, inner);
                var userName = signIn.Email.Split('@')[0];
                await UserRows.Add(
                    s,
                    new NewUser(signIn.Email, userName, person.FirstName, person.LastName, [person.Role], client, hash),
                    null,
                    inner
                );
            },
            ct
        );

    private static async Task<Guid> Client(TenantSession session, string name, CancellationToken ct)
    {
        await session.Execute(
            "insert into clients (tenant_id, id, name) values (@tenant, @id, @name) on conflict (tenant_id, name) do nothing",
            new
            {
                tenant = session.TenantId,
                id = Ids.New(),
                name,
            },
            ct
        );
        return await session.Scalar<Guid>("select id from clients where name = @name", new { name }, ct);
    }

    /// <summary>Four groups of four letters: 80 bits, and a person can type it.</summary>
    private static string NewPassword() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));
}
