using Microsoft.Extensions.Logging;
using Pivotal.GrainInterfaces.Realtime;

namespace Pivotal.Grains.Realtime;

/// <summary>A push is a hint and the row is the truth: a feed that is on its way to another place costs a refresh, never what was decided.</summary>
internal static partial class FeedHints
{
    public static async Task Hint(this IFeedGrain feed, ILogger log, params FeedMessage[] messages)
    {
        try
        {
            await feed.Publish(messages);
        }
        catch (Exception e)
        {
            NotTold(log, messages.Length, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} changes were stored and nobody was told")]
    private static partial void NotTold(ILogger log, int count, Exception reason);
}
