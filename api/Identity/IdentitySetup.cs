using Microsoft.AspNetCore.Identity;
using Pivotal.Api.Identity.Guessing;

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
        services.AddSingleton<KnownDevices>();
        // Not AddAuthentication: that would bring Data Protection and its key files, which nothing here uses.
        services.AddAuthenticationCore(options =>
        {
            options.DefaultScheme = SessionAuthentication.Scheme;
            options.AddScheme<SessionAuthentication>(SessionAuthentication.Scheme, null);
        });
        services.AddWebEncoders();
        services.AddTransient<SessionAuthentication>();
    }
}

/// <summary>Whose password is hashed; ASP.NET Core Identity's hasher asks for a type.</summary>
internal sealed class Account
{
    public static readonly Account Instance = new();
}
