namespace Orleans.Configuration;

/// <summary>Calls to grains of this process.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>0: no limit.</summary>
    public const int DEFAULT_MAX_ENQUEUED_REQUESTS_SOFT_LIMIT = 0;

    /// <summary>0: no limit.</summary>
    public const int DEFAULT_MAX_ENQUEUED_REQUESTS_HARD_LIMIT = 0;

    /// <summary>A grain with more running and waiting calls than this is worth a warning. 0: no limit.</summary>
    public int MaxEnqueuedRequestsSoftLimit { get; set; } = DEFAULT_MAX_ENQUEUED_REQUESTS_SOFT_LIMIT;

    /// <summary>
    /// A call that finds more running and waiting calls than this in its grain fails with
    /// <see cref="Runtime.LimitExceededException"/>; the grain never sees it. 0: no limit.
    /// </summary>
    public int MaxEnqueuedRequestsHardLimit { get; set; } = DEFAULT_MAX_ENQUEUED_REQUESTS_HARD_LIMIT;
}
