using System.Buffers.Binary;
using System.Numerics;

namespace Orleans.Local;

/// <summary>
/// xxHash, 32 bit, seed 0, after the public specification (github.com/Cyan4973/xxHash, doc/xxhash_spec.md).
/// Orleans uses it for every stable hash, among them the hash columns of <c>OrleansStorage</c> and
/// <c>OrleansRemindersTable</c>; System.IO.Hashing, which has it, is not part of the shared framework.
/// </summary>
internal static class XxHash32
{
    private const uint P1 = 0x9E3779B1, P2 = 0x85EBCA77, P3 = 0xC2B2AE3D, P4 = 0x27D4EB2F, P5 = 0x165667B1;

    public static uint Hash(ReadOnlySpan<byte> data)
    {
        uint acc;
        var rest = data;
        if (data.Length >= 16)
        {
            uint a = unchecked(P1 + P2), b = P2, c = 0, d = unchecked(0 - P1);
            for (; rest.Length >= 16; rest = rest[16..])
            {
                a = Round(a, Lane(rest));
                b = Round(b, Lane(rest[4..]));
                c = Round(c, Lane(rest[8..]));
                d = Round(d, Lane(rest[12..]));
            }

            acc = BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7)
                + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
        }
        else
        {
            acc = P5;
        }

        acc += (uint)data.Length;
        for (; rest.Length >= 4; rest = rest[4..])
        {
            acc = BitOperations.RotateLeft(acc + Lane(rest) * P3, 17) * P4;
        }

        foreach (var b in rest)
        {
            acc = BitOperations.RotateLeft(acc + b * P5, 11) * P1;
        }

        acc = (acc ^ (acc >> 15)) * P2;
        acc = (acc ^ (acc >> 13)) * P3;
        return acc ^ (acc >> 16);
    }

    private static uint Lane(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadUInt32LittleEndian(at);

    private static uint Round(uint acc, uint lane) => BitOperations.RotateLeft(acc + lane * P2, 13) * P1;
}
