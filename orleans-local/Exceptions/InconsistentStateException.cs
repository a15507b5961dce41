using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>
/// Somebody else wrote the row since this activation read it. The activation that sees this is deactivated, so that
/// the next call starts from the row as it is.
/// </summary>
public class InconsistentStateException : OrleansException
{
    public InconsistentStateException() { }

    public InconsistentStateException(string message) : base(message) { }

    public InconsistentStateException(string message, Exception? innerException) : base(message, innerException) { }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag) : base(errorMsg) =>
        (StoredEtag, CurrentEtag) = (storedEtag, currentEtag);

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException) => (StoredEtag, CurrentEtag) = (storedEtag, currentEtag);

    public string? StoredEtag { get; }

    public string? CurrentEtag { get; }

    /// <summary>Whether the activation that met the conflict has yet to notice.</summary>
    internal bool IsSourceActivation { get; set; } = true;
}
