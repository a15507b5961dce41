namespace Orleans.Runtime;

/// <summary>The process that would host the grain is stopping or has not started.</summary>
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    public SiloUnavailableException() : base("The silo is not available.") { }

    public SiloUnavailableException(string msg) : base(msg) { }

    public SiloUnavailableException(string message, Exception innerException) : base(message, innerException) { }
}
