using Pivotal.Api.Tenancy;
using Pivotal.Api.Tenancy.Demo;
using Pivotal.Data.Shared;
using Pivotal.Hosting.Postgres;

namespace Pivotal.Api.Hosting;

/// <summary>Who can sign in after the first start: the two demo tenants, or one tenant with the administrator named in the environment.</summary>
internal static class FirstStart
{
    // Any constant works; all processes must use the same one.
    private const long LockKey = 0x7069_766f_7461_6c02;

    /// <summary>The path of a one-time setup link to show, or null. Of several processes that start at once one does it, and the others find it done.</summary>
    public static Task<string?> Prepare(IServiceProvider services, IConfiguration configuration, CancellationToken ct) =>
        services
            .GetRequiredService<TenantDb>()
            .System(
                async (session, inner) =>
                {
                    await session.Execute("select pg_advisory_xact_lock(@key)", new { key = LockKey }, inner);
                    return await Do(services, configuration, inner);
                },
                ct
            );

    private static async Task<string?> Do(IServiceProvider services, IConfiguration configuration, CancellationToken ct)
    {
        if (DemoSetting.Read(configuration) != DemoMode.Off)
        {
            var folder = DatabaseOptions.From(configuration).DataFolder;
            await ActivatorUtilities.CreateInstance<DemoTenants>(services).Ensure(Path.Combine(folder, DemoTenants.FileName), ct);
            return null;
        }

        return await ActivatorUtilities.CreateInstance<FirstAdministrator>(services).Ensure(configuration, ct);
    }
}
