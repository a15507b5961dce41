using System.Buffers.Binary;

namespace Pivotal.FaultTests.Model;

/// <summary>Ids that are the same in every run.</summary>
internal static class Names
{
    public static readonly Guid Tenant = Of(9, 1);

    public static readonly Guid Manager = Of(9, 2);

    public static Guid Campaign(int number) => Of(1, number);

    public static Guid Agent(int number) => Of(2, number);

    public static Guid Contact(int number) => Of(3, number);

    public static Guid Account(int number) => Of(4, number);

    public static Guid Call(int number) => Of(5, number);

    private static Guid Of(int kind, int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, kind);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], number);
        return new Guid(bytes);
    }
}
