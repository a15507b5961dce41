using Microsoft.AspNetCore.Identity;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Identity;

/// <summary>Password rule and checking. One check costs the same for a known and an unknown user.</summary>
internal sealed class Passwords(IPasswordHasher<Account> hasher)
{
    /// <summary>PBKDF2-HMAC-SHA512 rounds; OWASP's password storage sheet asks for 210,000.</summary>
    public const int Iterations = 210_000;

    public const int Shortest = 12;
    public const int Longest = 256;

    private readonly string _nobodys = hasher.HashPassword(Account.Instance, Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)));

    public string Hash(string password) => hasher.HashPassword(Account.Instance, password);

    /// <param name="hash">null for an account without a password or for nobody: costs the same and fails</param>
    public PasswordVerificationResult Check(string? hash, string password)
    {
        var result = hasher.VerifyHashedPassword(Account.Instance, hash ?? _nobodys, password);
        return hash is null ? PasswordVerificationResult.Failed : result;
    }

    /// <summary>Length only, as ASVS advises; no rules about kinds of characters.</summary>
    public static void Validate(Validation check, string pointer, string? password, string? email)
    {
        check.That(password is { Length: >= Shortest and <= Longest }, pointer, "password.length", $"Between {Shortest} and {Longest} characters.");
        check.That(password is null || !string.Equals(password, email?.Trim(), StringComparison.OrdinalIgnoreCase), pointer, "password.is_email", "The password must not be the e-mail address.");
    }
}
