namespace Pivotal.Api.Realtime;

internal static class FeedChannels
{
    /// <summary>Not for browsers: sessions of the user named have ended, so every process looks at its connections at once instead of at the next tick.</summary>
    public const string Session = "session";
}
