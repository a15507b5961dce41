namespace Orleans;

/// <summary>
/// Marks a message. This engine passes messages by reference and never serialises them (messages are immutable
/// records); the attribute is there for the official engine, whose code generator needs it.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute
{
    public GenerateFieldIds GenerateFieldIds { get; init; } = GenerateFieldIds.None;

    public bool IncludePrimaryConstructorParameters { get; init; }
}

/// <summary>Which members get field ids that nobody wrote down.</summary>
public enum GenerateFieldIds
{
    None = 0,
    PublicProperties = 1,
}
