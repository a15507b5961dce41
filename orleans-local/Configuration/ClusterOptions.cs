namespace Orleans.Configuration;

/// <summary>Who we are. State and reminder rows belong to a service id.</summary>
public class ClusterOptions
{
    public const string DefaultClusterId = "default";
    public const string DefaultServiceId = "default";

    /// <summary>Names a deployment; nothing here depends on it, as this engine does not cluster.</summary>
    public string ClusterId { get; set; } = DefaultClusterId;

    /// <summary>Names the service for good: rows written under another id are not found.</summary>
    public string ServiceId { get; set; } = DefaultServiceId;
}
