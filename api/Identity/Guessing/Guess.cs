using System.Security.Cryptography;
using System.Text;

namespace Pivotal.Api.Identity.Guessing;

/// <summary>Whose password is to be checked.</summary>
/// <param name="Account">tenant and user; for an address that nobody has, the address</param>
/// <param name="Device">the browser, when this account was signed in there before</param>
internal sealed record Guess(string Account, string? Device)
{
    /// <summary>What this check counts against, as it is stored: hashes, which tell nothing of whether the account exists.</summary>
    public IEnumerable<(byte[] Key, Slowing Rule)> Counts(string source)
    {
        if (Device is not null)
        {
            yield return (Hash($"device:{Device}:{Account}"), Slowing.Pair);
            yield break;
        }

        yield return (Hash($"pair:{source}:{Account}"), Slowing.Pair);
        yield return (Hash($"account:{Account}"), Slowing.Account);
    }

    /// <summary>What a success gives back as a whole.</summary>
    public byte[] Own(string source) => Counts(source).First().Key;

    public static byte[] OfSource(string source) => Hash($"source:{source}");

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
