using System.Net;

namespace Pivotal.Api.Identity;

/// <summary>
/// The browser's session cookie. <c>__Host-pivotal</c> with Secure everywhere except on plain-http loopback, where browsers refuse that prefix and it is called <c>pivotal</c>.
/// </summary>
internal static class SessionCookie
{
    public const string Secure = "__Host-pivotal";
    public const string Loopback = "pivotal";

    private const string DeviceSuffix = "-device";

    public static SessionToken? Read(HttpRequest request) => SessionToken.Parse(request.Cookies[Name(request)]);

    public static void Write(HttpContext context, SessionToken token) =>
        context.Response.Cookies.Append(Name(context.Request), token.ToString(), Options(context.Request));

    public static void Delete(HttpContext context) => context.Response.Cookies.Delete(Name(context.Request), Options(context.Request));

    /// <summary>What tells a browser in which somebody has signed in before from any other; it outlives the session.</summary>
    public static string? Device(HttpRequest request) => request.Cookies[Name(request) + DeviceSuffix];

    public static void WriteDevice(HttpContext context, string token)
    {
        var options = Options(context.Request);
        options.MaxAge = TimeSpan.FromDays(180);
        context.Response.Cookies.Append(Name(context.Request) + DeviceSuffix, token, options);
    }

    private static string Name(HttpRequest request) => IsPlainLoopback(request) ? Loopback : Secure;

    private static CookieOptions Options(HttpRequest request) =>
        new()
        {
            HttpOnly = true,
            Secure = !IsPlainLoopback(request),
            SameSite = SameSiteMode.Lax,
            Path = "/",
            IsEssential = true,
        };

    private static bool IsPlainLoopback(HttpRequest request) =>
        !request.IsHttps
        && (request.Host.Host == "localhost" || (IPAddress.TryParse(request.Host.Host, out var ip) && IPAddress.IsLoopback(ip)));
}
