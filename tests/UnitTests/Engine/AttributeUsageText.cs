using System.Reflection.Metadata;

namespace Pivotal.UnitTests.Engine;

/// <summary>Where an attribute may stand, as the blob of its <see cref="AttributeUsageAttribute"/> says (ECMA-335, II.23.3).</summary>
internal static class AttributeUsageText
{
    private const ushort Prolog = 1;

    public static string Read(BlobReader blob)
    {
        if (blob.ReadUInt16() != Prolog)
        {
            throw new BadImageFormatException("This is not a custom attribute.");
        }

        var targets = (AttributeTargets)blob.ReadInt32();
        var (multiple, inherited) = (false, true);
        for (var left = blob.ReadUInt16(); left > 0; left--)
        {
            blob.ReadUInt16(); // a property, of type bool
            var name = blob.ReadSerializedString();
            var value = blob.ReadBoolean();
            (multiple, inherited) = name == nameof(AttributeUsageAttribute.AllowMultiple) ? (value, inherited) : (multiple, value);
        }

        return $"{targets}{(multiple ? ", multiple" : "")}{(inherited ? "" : ", not inherited")}";
    }
}
