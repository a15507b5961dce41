using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Orleans.Local;

namespace Orleans;

/// <summary>
/// Hashes that never change between runs, processes or machines. The official engine reads the digest, which xxHash writes with its
/// highest byte first, as a number whose lowest byte comes first; columns of rows hold that number.
/// </summary>
public static class StableHash
{
    public static uint ComputeHash(ReadOnlySpan<byte> data) => BinaryPrimitives.ReverseEndianness(XxHash32.Hash(data));

    /// <summary>Hashes the UTF-16 code units, as the official engine does.</summary>
    public static uint ComputeHash(string data) => ComputeHash(MemoryMarshal.AsBytes(data.AsSpan()));
}
