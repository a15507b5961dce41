using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Tenancy;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Tenancy;

public sealed class ForgottenRowsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Kept_answers_and_counted_attempts_go_when_they_count_no_more()
    {
        var tenant = await Given.Tenant(postgres.Database);
        await tenant.In(s =>
            s.Execute(
                """
                insert into idempotency_keys (tenant_id, user_id, key, route, request_hash, status, response, created_at)
                select @tenant, @user, k, 'POST /x', '', 201, '{"email":"ada@example.com"}', now() - a::interval from (values ('old', '49 hours'), ('young', '47 hours')) as v (k, a)
                """,
                new { tenant = tenant.Id, user = Ids.New() }
            )
        );
        var (old, young) = (Ids.New(), Ids.New());
        await postgres.Database.Tenants.System(
            (s, ct) =>
                s.Execute(
                    "insert into sign_in_attempts (key_hash, at, id) values ('x', now() - interval '61 minutes', @old), ('x', now() - interval '16 minutes', @young)",
                    new { old, young },
                    ct
                )
        );

        await new ForgottenRows(postgres.Database.Tenants, TimeProvider.System).Run(tenant.Id, default);
        Assert.Equal(["young"], await tenant.In(s => s.Query("select key from idempotency_keys", null, r => r.GetString(0))));
        Assert.Equal(
            [young],
            await postgres.Database.Tenants.System(
                (s, ct) => s.Query("select id from sign_in_attempts where id in (@old, @young)", new { old, young }, r => r.GetGuid(0), ct)
            )
        );
    }
}
