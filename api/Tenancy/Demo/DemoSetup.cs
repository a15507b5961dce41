using Pivotal.Api.Tenancy.Demo.Robots;
using Pivotal.Api.Tenancy.Demo.Rows;

namespace Pivotal.Api.Tenancy.Demo;

/// <summary>What only exists in demo mode.</summary>
internal static class DemoSetup
{
    public static void AddDemo(this IServiceCollection services, IConfiguration configuration)
    {
        if (DemoSetting.Read(configuration) != DemoMode.Full)
            return;
        services.AddSingleton<DemoFill>();
        services.AddHostedService<DemoMonths>();
        if (DemoSetting.CallsNobody(configuration))
            services.AddHostedService<DemoRobots>();
    }
}
