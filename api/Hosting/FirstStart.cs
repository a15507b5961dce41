using Pivotal.Api.Tenancy.Demo;
using Pivotal.Api.Identity;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Hosting;

/// <summary>Who can sign in after the first start: the two demo tenants, or one tenant with the administrator named in the environment.</summary>
internal static class FirstStart
{
    /// <summary><c>PIVOTAL_DEMO</c>: 1 for two demo tenants with generated sign-ins.</summary>
    public const string DemoSetting = "PIVOTAL_DEMO";

    /// <summary>The path of a one-time setup link to show, or null.</summary>
    public static async Task<string?> Prepare(IServiceProvider services, IConfiguration configuration, CancellationToken ct)
    {
        if (configuration[DemoSetting] is "1" or "true")
        {
            var folder = DatabaseOptions.From(configuration).DataFolder;
            await ActivatorUtilities.CreateInstance<DemoTenants>(services).Ensure(Path.Combine(folder, DemoTenants.FileName), ct);
            return null;
        }

        return await ActivatorUtilities.CreateInstance<FirstAdministrator>(services).Ensure(configuration, ct);
    }
}
