using Pivotal.Api.Identity;
using Pivotal.TestShared;

namespace Pivotal.ApiTests.Shared;

/// <summary>A signed-in user as an HTTP client: cookie and CSRF header go along by themselves.</summary>
public sealed class ApiUser : HttpClient
{
    internal ApiUser(Uri baseAddress, TestTenant tenant, Guid id, string email, Guid? client, SessionToken token)
        : base(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        (BaseAddress, Tenant, Id, Email, ClientId, Cookie) = (baseAddress, tenant, id, email, client, $"{SessionCookie.Loopback}={token}");
        DefaultRequestHeaders.Add("Cookie", Cookie);
        DefaultRequestHeaders.Add(AntiForgery.Header, token.Csrf);
    }

    public TestTenant Tenant { get; }

    public Guid Id { get; }

    public string Email { get; }

    public Guid? ClientId { get; }

    public string Cookie { get; }
}
