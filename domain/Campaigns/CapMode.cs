namespace Pivotal.Domain.Campaigns;

public static class CapMode
{
    public const string QueueSize = "queue_size",
        ConnectedCalls = "connected_calls",
        PositiveDispositions = "positive_dispositions";
}
