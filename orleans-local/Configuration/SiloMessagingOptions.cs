namespace Orleans.Configuration;

/// <summary>Calls to grains of this process.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>0: no limit.</summary>
    public const int DEFAULT_MAX_ENQUEUED_REQUESTS_HARD_LIMIT = 0;

    /// <summary>
    /// How many calls may wait for one grain; one more fails with <see cref="Runtime.LimitExceededException"/>. 0: no limit.
    /// </summary>
    public int MaxEnqueuedRequestsHardLimit { get; set; } = DEFAULT_MAX_ENQUEUED_REQUESTS_HARD_LIMIT;
}
