using System.Security.Cryptography;
using System.Text.Json;

namespace Pivotal.Demo;

public sealed record SignIn(string Email, string Password, Guid? TenantId = null);

/// <summary>The file with the demo sign-ins the product generated at its first start.</summary>
internal static class SignIns
{
    private sealed record Line(string Tenant, string[] Roles, string Email, string Password);

    /// <summary>An administrator of each of the two demo tenants.</summary>
    public static (SignIn A, SignIn B) Administrators(string file)
    {
        if (!File.Exists(file))
            throw new DemoException($"{file} is missing: is the product running in demo mode?");
        var admins = JsonSerializer
            .Deserialize<Line[]>(File.ReadAllText(file), JsonSerializerOptions.Web)!
            .Where(l => l.Roles.Contains("admin"))
            .DistinctBy(l => l.Tenant)
            .Select(l => new SignIn(l.Email, l.Password))
            .ToArray();
        return admins.Length >= 2 ? (admins[0], admins[1]) : throw new DemoException($"{file} names no administrators of two tenants.");
    }

    /// <summary>A password for this run only.</summary>
    public static string NewPassword() =>
        RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 20) + "a7!";
}
