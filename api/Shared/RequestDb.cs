using Pivotal.Data.Shared;

namespace Pivotal.Api.Shared;

/// <summary>
/// The database as the request's tenant sees it. <c>await db.Run((s, ct) => s.Query(…), ct)</c> is one transaction; see <see cref="TenantDb"/> for when work may run again.
/// </summary>
public sealed class RequestDb(TenantDb tenants, RequestUser user)
{
    public Task<T> Run<T>(Func<TenantSession, CancellationToken, Task<T>> work, CancellationToken ct) => tenants.InTenant(user.TenantId, work, ct);

    public Task Run(Func<TenantSession, CancellationToken, Task> work, CancellationToken ct) => tenants.InTenant(user.TenantId, work, ct);
}

/// <summary>Feeds EF Core's tenant filter from the principal, independently of the row-level security setting.</summary>
internal sealed class PrincipalTenant(IHttpContextAccessor http) : IRowTenant
{
    public Guid? TenantId => RequestUser.TryFrom(http.HttpContext?.User)?.TenantId;
}

internal static class RequestScope
{
    /// <summary>Lets handlers take <see cref="RequestUser"/> and <see cref="RequestDb"/> as parameters.</summary>
    public static void AddRequestScope(this IServiceCollection services)
    {
        services.AddScoped(s => RequestUser.From(s.GetRequiredService<IHttpContextAccessor>().HttpContext!.User));
        services.AddScoped<RequestDb>();
    }
}
