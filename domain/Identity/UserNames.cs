namespace Pivotal.Domain.Identity;

public static class UserNames
{
    /// <summary>How e-mail addresses and user names are compared: without surrounding blanks, in lower case.</summary>
    public static string Normalize(string text) => text.Trim().ToLowerInvariant();
}
