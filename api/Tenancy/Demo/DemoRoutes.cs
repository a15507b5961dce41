using Pivotal.Api.Shared;

namespace Pivotal.Api.Tenancy.Demo;

internal static class DemoRoutes
{
    /// <summary>Only in demo mode are these routes there at all; everywhere else they are addresses that nothing answers.</summary>
    public static void MapDemo(this RouteGroupBuilder api, IConfiguration configuration)
    {
        if (DemoSetting.Read(configuration) != DemoMode.Full)
            return;
        var demo = api.MapGroup("/demo").WithTags("Demo");
        demo.MapGet("/roles", ListDemoRoles.Handle).AllowAnonymous();
        demo.MapPost("/session", SignInToDemo.Handle).AllowAnonymous();
        demo.MapPost("/reset", ResetDemo.Handle).RequireAuthorization(Policies.Manage).MayTakeLong();
    }
}
