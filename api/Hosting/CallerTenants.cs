using Pivotal.Api.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Hosting;

internal static class CallerTenants
{
    /// <summary>Grain calls of this request are made for the principal's tenant and for no other.</summary>
    public static void UseCallerTenant(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                if (RequestUser.TryFrom(context.User) is { } user)
                    CallerTenant.Set(user.TenantId);
                return next(context);
            }
        );
}
