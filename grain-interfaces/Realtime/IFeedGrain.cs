using Orleans;
using Orleans.CodeGeneration;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.GrainInterfaces.Realtime;

/// <summary>
/// The tenant's feed: numbers every push, keeps the newest ones for a while, and hands them to the API nodes that watch.
/// A push is a hint, the row is the truth: whoever missed more than the buffer holds reloads.
/// </summary>
[Alias("Pivotal.Feed"), Version(1)]
public interface IFeedGrain : IGrainWithStringKey
{
    /// <summary>A repeat is shown twice, which does no harm: a frame says how something stands.</summary>
    [Alias("Publish"), Repeatable]
    Task Publish(IReadOnlyList<FeedMessage> messages);

    /// <summary>Watchers renew at least every 20 s; a silent one is dropped, and so is one that does not take its frames.</summary>
    [Alias("Subscribe"), Repeatable]
    Task<FeedPosition> Subscribe(IFeedObserver observer);

    /// <summary>How many browser connections the tenant has in the whole installation, of which this watcher has <paramref name="own"/>. Those of a watcher that is dropped count no more.</summary>
    [Alias("Connections"), Repeatable]
    Task<int> Connections(IFeedObserver observer, int own);

    [Alias("Unsubscribe"), Repeatable]
    Task Unsubscribe(IFeedObserver observer);

    /// <summary>Frames after the position, oldest first; Reset when the epoch differs or the buffer no longer reaches back.</summary>
    [Alias("Since"), Repeatable]
    Task<FeedReplay> Since(FeedPosition position);
}

[Alias("Pivotal.FeedObserver")]
public interface IFeedObserver : IGrainObserver
{
    /// <summary>In order. Who does not take them within the time limit is dropped and has to subscribe again.</summary>
    [Alias("Frames"), ResponseTimeout("00:00:05")]
    Task Frames(Guid tenant, IReadOnlyList<FeedFrame> frames);
}

/// <summary>What a feature says. <paramref name="Json"/> is the camelCase JSON the browser receives.</summary>
/// <param name="Channel">desk, dialer, campaigns, imports, leads, orders, session</param>
[GenerateSerializer, Immutable, Alias("Pivotal.FeedMessage")]
public sealed record FeedMessage(
    [property: Id(0)] string Channel,
    [property: Id(1)] string Kind,
    [property: Id(2)] string Json,
    [property: Id(3)] FeedAudience To
);

/// <summary>Who may see it: one user, or everybody with one of the roles. Never both empty.</summary>
[GenerateSerializer, Immutable, Alias("Pivotal.FeedAudience")]
public sealed record FeedAudience([property: Id(0)] Guid? UserId, [property: Id(1)] IReadOnlyList<string> Roles)
{
    public static FeedAudience User(Guid userId) => new(userId, []);

    public static FeedAudience InRoles(params string[] roles) => new(null, roles);
}

[GenerateSerializer, Immutable, Alias("Pivotal.FeedFrame")]
public sealed record FeedFrame([property: Id(0)] long Epoch, [property: Id(1)] long Seq, [property: Id(2)] FeedMessage Message);

/// <param name="Epoch">changes with every activation of the feed; sequence numbers start anew with it</param>
[GenerateSerializer, Immutable, Alias("Pivotal.FeedPosition")]
public sealed record FeedPosition([property: Id(0)] long Epoch, [property: Id(1)] long Seq);

[GenerateSerializer, Immutable, Alias("Pivotal.FeedReplay")]
public sealed record FeedReplay(
    [property: Id(0)] bool Reset,
    [property: Id(1)] FeedPosition Position,
    [property: Id(2)] IReadOnlyList<FeedFrame> Frames
);
