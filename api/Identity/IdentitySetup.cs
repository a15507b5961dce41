using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Pivotal.Api.Identity;

internal static class IdentitySetup
{
    public static void AddIdentity(this IServiceCollection services)
    {
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = Passwords.Iterations);
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SessionEnd>();
        services.AddSingleton<SetupLinks>();
        services.AddSingleton<SignInThrottle>();
        services.AddAuthentication(SessionAuthentication.Scheme)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.Scheme, null);
    }
}

/// <summary>Whose password is hashed; ASP.NET Core Identity's hasher asks for a type.</summary>
internal sealed class Account
{
    public static readonly Account Instance = new();
}
