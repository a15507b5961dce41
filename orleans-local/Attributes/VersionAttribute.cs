namespace Orleans.CodeGeneration;

/// <summary>Which version of an interface this is, for clusters whose silos run different releases for a while. One process has one release, so nothing is read from it here.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class VersionAttribute(ushort version) : Attribute
{
    public ushort Version { get; } = version;
}
