using Microsoft.AspNetCore.Http.Timeouts;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Shared;

/// <summary>
/// The database as the request's tenant sees it. <c>await db.Run((s, ct) => s.Query(…), ct)</c> is one transaction; see <see cref="TenantDb"/> for when work may run again.
/// </summary>
public sealed class RequestDb(TenantDb tenants, RequestUser user, IHttpContextAccessor? http = null)
{
    private readonly List<Func<Task>> _afterwards = [];
    private TenantSession? _whole;

    private bool Bulk => http?.HttpContext?.GetEndpoint()?.Metadata.GetMetadata<DisableRequestTimeoutAttribute>() is not null;

    public Task<T> Run<T>(Func<TenantSession, CancellationToken, Task<T>> work, CancellationToken ct) =>
        _whole is { } session ? session.Nested(inner => work(session, inner), ct)
        : Bulk ? tenants.ForCaller(user.TenantId, true, work, ct, ct)
        : tenants.InTenant(user.TenantId, work, ct);

    public Task Run(Func<TenantSession, CancellationToken, Task> work, CancellationToken ct) =>
        Run(
            async (session, inner) =>
            {
                await work(session, inner);
                return true;
            },
            ct
        );

    /// <summary>What others are told of the request's effect: when it can be seen. At once, unless the whole request is one transaction.</summary>
    public Task AfterCommit(Func<Task> tell)
    {
        if (_whole is null)
            return tell();
        _afterwards.Add(tell);
        return Task.CompletedTask;
    }

    /// <summary>Every <see cref="Run{T}"/> until this has ended is part of one transaction; what throws out of it undoes them all.</summary>
    /// <param name="start">ends the wait for a connection; from then on the work runs to its end</param>
    internal async Task InOne(Func<TenantSession, Task> work, CancellationToken start)
    {
        Exception? failure = null;
        await tenants.ForCaller(
            user.TenantId,
            Bulk,
            async (session, _) =>
            {
                // A request's answer cannot be made twice; the caller asks again.
                if (failure is not null)
                    throw new DatabaseUnavailableException(failure);
                _whole = session;
                try
                {
                    await work(session);
                    return true;
                }
                catch (Exception e)
                {
                    failure = e;
                    throw;
                }
                finally
                {
                    _whole = null;
                }
            },
            start,
            CancellationToken.None
        );
        foreach (var tell in _afterwards)
            await tell();
    }
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
