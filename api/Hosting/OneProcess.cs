using Pivotal.Silo;

namespace Pivotal.Api.Hosting;

/// <summary>Runs the grains in this process. The only file of the API that may name what hosts them.</summary>
internal static class OneProcess
{
    public static void AddGrains(this WebApplicationBuilder builder)
    {
        builder.AddGrainHost();
        // Registered after the silo, so that it starts after it.
        builder.Services.AddHostedService<WakeWork>();
    }
}
