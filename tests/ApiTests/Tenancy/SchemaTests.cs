using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Tenancy;

/// <summary>Looks at every table in the catalogue, so that a new one that breaks the isolation rules fails here without anyone thinking of it.</summary>
public sealed class SchemaTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    /// <summary>Tables that belong to no tenant. A new name here needs a reason beside it.</summary>
    private static readonly HashSet<string> SystemTables =
    [
        "tenants", // the tenants themselves; behind a policy of its own, see below
        "sign_in_attempts", // counted before anyone is known
        "schema_migrations", // the migration runner's
        "orleansstorage",
        "orleansreminderstable",
        "orleansquery", // the engine's; keys carry the tenant
        "orleansmembershiptable",
        "orleansmembershipversiontable",
        "cluster_identity", // the installation's words
    ];

    /// <summary>Functions that look past row-level security. Each needs its own two-tenant test.</summary>
    private static readonly HashSet<string> Definers =
    [
        "auth_sign_in_candidates",
        "provision_tenant",
        "any_user_exists",
        "work_to_resume",
        "active_tenants",
    ];

    private const string TenantTables = """
        select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity
        from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
          and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
        """;

    [Fact]
    public async Task Every_table_belongs_to_a_tenant_or_is_a_known_system_table()
    {
        var strangers = await Names(
            """
            select c.relname from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
              and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
            """
        );
        Assert.Contains("tenants", strangers);
        Assert.Empty(strangers.Except(SystemTables));
    }

    /// <summary>Where pg_temp is not named it comes first, and whoever may make a temporary table could put his own in front of ours.</summary>
    [Fact]
    public async Task A_function_that_looks_past_row_level_security_looks_into_temporary_tables_last() =>
        Assert.Empty(
            await Names(
                """
                select p.proname from pg_proc p
                where p.pronamespace = 'public'::regnamespace and p.prosecdef
                  and not exists (select 1 from unnest(p.proconfig) c where c like 'search_path=%pg_temp')
                """
            )
        );

    [Fact]
    public async Task There_are_tenant_tables_to_check() =>
        Assert.True((await Names($"select relname from ({TenantTables}) t")).Count >= 20);

    [Fact]
    public async Task The_tenant_is_never_null_and_first_in_the_primary_key() =>
        Assert.Empty(
            await Names(
                $"""
                select t.relname from ({TenantTables}) t
                where not exists (
                    select 1 from pg_constraint k
                    join pg_attribute a on a.attrelid = t.oid and a.attnum = k.conkey[1]
                    where k.conrelid = t.oid and k.contype = 'p' and a.attname = 'tenant_id' and a.attnotnull)
                """
            )
        );

    [Fact]
    public async Task Every_unique_key_starts_with_the_tenant() =>
        Assert.Empty(
            await Names(
                $"""
                select t.relname || '.' || x.relname from ({TenantTables}) t
                join pg_index i on i.indrelid = t.oid and i.indisunique
                join pg_class x on x.oid = i.indexrelid
                left join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
                where a.attname is distinct from 'tenant_id'
                """
            )
        );

    [Fact]
    public async Task Every_foreign_key_carries_the_tenant_to_the_tenant() =>
        Assert.Empty(
            await Names(
                $"""
                select t.relname || '.' || k.conname from ({TenantTables}) t
                join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
                where not exists (
                    select 1 from unnest(k.conkey, k.confkey) as pair (mine, theirs)
                    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.mine
                    join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.theirs
                    where a.attname = 'tenant_id'
                      and b.attname = case when k.confrelid = 'public.tenants'::regclass then 'id' else 'tenant_id' end)
                """
            )
        );

    [Fact]
    public async Task Row_level_security_is_enabled_and_forced()
    {
        Assert.Empty(await Names($"select relname from ({TenantTables}) t where not (relrowsecurity and relforcerowsecurity)"));
        Assert.Empty(
            await Names(
                "select relname from pg_class where oid = 'public.tenants'::regclass and not (relrowsecurity and relforcerowsecurity)"
            )
        );
    }

    [Fact]
    public async Task Every_tenant_table_has_one_policy_that_reads_and_writes_by_tenant() =>
        Assert.Empty(
            await Names(
                $"""
                select t.relname from ({TenantTables}) t
                where (select count(*) from pg_policy p where p.polrelid = t.oid) <> 1
                   or not exists (
                      select 1 from pg_policy p
                      where p.polrelid = t.oid and p.polcmd = '*' and p.polpermissive and p.polroles = array[0::oid]
                        and pg_get_expr(p.polqual, p.polrelid) like '(tenant_id = %current_setting(''app.tenant''::text, true)%'
                        and pg_get_expr(p.polwithcheck, p.polrelid) = pg_get_expr(p.polqual, p.polrelid))
                """
            )
        );

    [Fact]
    public async Task The_app_role_owns_nothing_and_bypasses_nothing()
    {
        Assert.Equal(
            ["pivotal_app"],
            await Names(
                """
                select rolname from pg_roles
                where rolname = 'pivotal_app' and rolcanlogin
                  and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
                """
            )
        );
        Assert.Empty(await Names("select relname from pg_class where relowner = 'pivotal_app'::regrole"));
        Assert.Empty(await Names("select proname from pg_proc where proowner = 'pivotal_app'::regrole"));
        Assert.Empty(await Names("select roleid::regrole::text from pg_auth_members where member = 'pivotal_app'::regrole"));
        Assert.Empty(await Names("select 'create' where has_schema_privilege('pivotal_app', 'public', 'create')"));
        Assert.Empty(await Names($"select relname from ({TenantTables}) t where has_table_privilege('pivotal_app', oid, 'truncate')"));
    }

    [Fact]
    public async Task The_role_that_looks_past_security_cannot_sign_in() =>
        Assert.Equal(
            ["pivotal_search"],
            await Names(
                """
                select rolname from pg_roles where rolname = 'pivotal_search' and rolbypassrls and not (rolcanlogin or rolsuper)
                """
            )
        );

    /// <summary>A view reads with its owner's rights, and a materialised view has no row-level security at all.</summary>
    [Fact]
    public async Task There_are_no_views() =>
        Assert.Empty(
            await Names(
                """
                select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
                """
            )
        );

    [Fact]
    public async Task Only_known_functions_run_with_other_rights_and_each_fixes_its_search_path()
    {
        var definers = await Names("select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef");
        Assert.NotEmpty(definers);
        Assert.Empty(definers.Except(Definers));
        Assert.Empty(
            await Names(
                """
                select proname from pg_proc
                where pronamespace = 'public'::regnamespace and prosecdef
                  and (proowner <> 'pivotal_search'::regrole
                    or not exists (select 1 from unnest(proconfig) as setting where setting like 'search_path=pg_catalog%')
                    or has_function_privilege('public', oid, 'execute'))
                """
            )
        );
    }

    private async Task<List<string>> Names(string sql)
    {
        await using var command = postgres.Database.Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync())
            names.Add(reader.GetString(0));
        return names;
    }
}
