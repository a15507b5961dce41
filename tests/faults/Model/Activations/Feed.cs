using Pivotal.GrainInterfaces.Realtime;

namespace Pivotal.FaultTests.Model.Activations;

/// <summary>What is pushed to the desks.</summary>
internal sealed class Feed(World world) : IFeedGrain
{
    private readonly Dictionary<Guid, Action> _desks = [];

    public void Listen(Guid agent, Action look) => _desks[agent] = look;

    public async Task Publish(IReadOnlyList<FeedMessage> messages)
    {
        await world.Hop();
        foreach (var message in messages)
            if (message.To.UserId is { } user && _desks.TryGetValue(user, out var look))
                world.After(TimeSpan.Zero, look);
    }

    public Task<FeedPosition> Subscribe(IFeedObserver observer) => throw new NotSupportedException();

    public Task<int> Connections(IFeedObserver observer, int own) => throw new NotSupportedException();

    public Task Unsubscribe(IFeedObserver observer) => throw new NotSupportedException();

    public Task<FeedReplay> Since(FeedPosition position) => throw new NotSupportedException();
}
