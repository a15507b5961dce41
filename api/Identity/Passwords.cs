using Microsoft.AspNetCore.Identity;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Identity;

/// <summary>Password rule and checking. One check costs the same for a known and an unknown user.</summary>
internal sealed class Passwords(IPasswordHasher<Account> hasher)
{
    /// <summary>PBKDF2-HMAC-SHA512 rounds; OWASP's password storage sheet asks for 210,000.</summary>
    public const int Iterations = 210_000;

    /// <summary>Passwords checked for a sign-in, however many tenants know its address.</summary>
    public const int AtOnce = 2;

    public const int Shortest = 12;
    public const int Longest = 256;

    /// <summary>A whole office signs in at nine: checking takes the processors that there are, in threads of its own, and everybody else's requests go on beside it.</summary>
    private readonly SemaphoreSlim _turns = new(Environment.ProcessorCount);

    private readonly string _nobodys = hasher.HashPassword(
        Account.Instance,
        Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32))
    );

    public string Hash(string password) => hasher.HashPassword(Account.Instance, password);

    /// <param name="hash">null for an account without a password or for nobody: costs the same and fails</param>
    public PasswordVerificationResult Check(string? hash, string password)
    {
        var result = hasher.VerifyHashedPassword(Account.Instance, hash ?? _nobodys, password);
        return hash is null ? PasswordVerificationResult.Failed : result;
    }

    /// <summary>
    /// Each hash against one password, at the same time, and never fewer than <see cref="AtOnce"/>: an address that nobody knows costs as much as one of which so many are checked.
    /// </summary>
    /// <param name="hashes">null for an account without a password or for nobody</param>
    public async Task<PasswordVerificationResult[]> CheckAll(IReadOnlyList<string?> hashes, string password)
    {
        var count = Math.Max(AtOnce, hashes.Count);
        var results = await Task.WhenAll(Enumerable.Range(0, count).Select(i => InTurn(hashes.ElementAtOrDefault(i), password)));
        return results[..hashes.Count];
    }

    private async Task<PasswordVerificationResult> InTurn(string? hash, string password)
    {
        await _turns.WaitAsync();
        try
        {
            return await Task.Factory.StartNew(
                () => Check(hash, password),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>Length, and not what everybody tries first (<see cref="WeakPasswords"/>); as ASVS advises, no rules about kinds of characters.</summary>
    public static void Validate(Validation check, string pointer, string? password, string? email)
    {
        check.That(
            password is { Length: >= Shortest and <= Longest },
            pointer,
            "password.length",
            $"Between {Shortest} and {Longest} characters."
        );
        check.That(
            password is not { Length: >= Shortest and <= Longest } || !WeakPasswords.Is(password),
            pointer,
            "password.weak",
            "This password is among the first that are guessed. Take several words."
        );
        check.That(
            password is null || !string.Equals(password, email?.Trim(), StringComparison.OrdinalIgnoreCase),
            pointer,
            "password.is_email",
            "The password must not be the e-mail address."
        );
    }
}
