using System.Runtime.CompilerServices;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.TestShared;

/// <summary>Builds the world of a test. Features add their own steps as extension methods on <see cref="TenantBuilder"/>.</summary>
public static class Given
{
    /// <summary><c>var tenant = await Given.Tenant(database).WithAgent()</c>: a fresh tenant that no other test knows.</summary>
    public static TenantBuilder Tenant(TestDatabase database, string? name = null) => new(database, name);
}

/// <summary>A tenant that exists in the test database.</summary>
public sealed record TestTenant(TestDatabase Database, Guid Id, string Name, string Slug)
{
    /// <summary>Work as this tenant.</summary>
    public Task<T> In<T>(Func<TenantSession, Task<T>> work) => Database.Tenants.InTenant(Id, (session, _) => work(session));

    /// <inheritdoc cref="In{T}"/>
    public Task In(Func<TenantSession, Task> work) => Database.Tenants.InTenant(Id, (session, _) => work(session));
}

/// <summary>Collects steps and runs them, in order, once the tenant exists. Awaiting the builder builds it.</summary>
public sealed class TenantBuilder(TestDatabase database, string? name)
{
    private readonly List<Func<TestTenant, Task>> _steps = [];

    public TenantBuilder With(Func<TestTenant, Task> step)
    {
        _steps.Add(step);
        return this;
    }

    public TaskAwaiter<TestTenant> GetAwaiter() => Build().GetAwaiter();

    public async Task<TestTenant> Build()
    {
        var id = Ids.New();
        var tenant = new TestTenant(database, id, name ?? $"Tenant {id:N}", $"t-{id:N}");
        await database.Tenants.System(
            (session, _) =>
                session.Execute(
                    "select provision_tenant(@id, @name, @slug, 'America/New_York', false)",
                    new
                    {
                        id,
                        name = tenant.Name,
                        slug = tenant.Slug,
                    }
                )
        );
        foreach (var step in _steps)
            await step(tenant);
        return tenant;
    }
}
