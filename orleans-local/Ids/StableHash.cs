using System.Runtime.InteropServices;
using Orleans.Local;

namespace Orleans;

/// <summary>Hashes that never change between runs, processes or machines.</summary>
public static class StableHash
{
    public static uint ComputeHash(ReadOnlySpan<byte> data) => XxHash32.Hash(data);

    /// <summary>Hashes the UTF-16 code units, as the official engine does.</summary>
    public static uint ComputeHash(string data) => XxHash32.Hash(MemoryMarshal.AsBytes(data.AsSpan()));
}
