using System.Text.Json.Serialization.Metadata;

namespace Pivotal.Api.Shared.Doors;

/// <summary>
/// What a record says is never null is there when it has been read: the serialiser refuses a null that is written, and would pass over one that is left out.
/// </summary>
internal static class NothingMissing
{
    public static void Check(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        var needed = type
            .Properties.Where(p =>
                p is { Get: not null, IsGetNullable: false } && !p.PropertyType.IsValueType && p.AssociatedParameter is not null
            )
            .ToArray();
        if (needed.Length == 0)
            return;
        type.OnDeserialized = read =>
        {
            foreach (var property in needed)
            {
                if (property.Get!(read) is null)
                    throw new RefusedValueException("field.required", "This is needed.", property.Name);
            }
        };
    }
}
