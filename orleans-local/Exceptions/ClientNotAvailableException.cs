namespace Orleans.Runtime;

/// <summary>The observer was deleted or collected.</summary>
public sealed class ClientNotAvailableException : OrleansException
{
    internal ClientNotAvailableException(GrainId clientId) : base($"No client with the id {clientId} is available.") { }
}
