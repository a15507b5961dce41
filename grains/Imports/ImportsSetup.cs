using Microsoft.Extensions.DependencyInjection;
using Pivotal.Grains.Tenancy;

namespace Pivotal.Grains.Imports;

public static class ImportsSetup
{
    /// <summary>What is done for imports beside their grains; the files come from the host.</summary>
    public static IServiceCollection AddImportChores(this IServiceCollection services) =>
        services.AddSingleton<ITenantChore, OldUploadRemover>();
}
