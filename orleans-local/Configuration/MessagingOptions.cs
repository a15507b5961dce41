namespace Orleans.Configuration;

/// <summary>What holds for calls of grains and of clients alike.</summary>
public abstract class MessagingOptions
{
    /// <summary>After this long without an answer a call fails with <see cref="TimeoutException"/>. Default 30 s.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a call that timed out also cancels the token its method got. Default no: the grain goes on.</summary>
    public bool CancelRequestOnTimeout { get; set; }
}
