using System.Buffers.Binary;

namespace Pivotal.Domain.Dialer.Agents;

/// <summary>A chance that follows from what it is for: the same campaign and call always draw the same. SplitMix64 over both ids.</summary>
public static class AgentDraw
{
    /// <returns>0 ≤ draw &lt; 1</returns>
    public static double Of(Guid seed, Guid call)
    {
        Span<byte> bytes = stackalloc byte[32];
        seed.TryWriteBytes(bytes);
        call.TryWriteBytes(bytes[16..]);
        ulong state = 0;
        for (var at = 0; at < bytes.Length; at += 8)
            state = Mix(state + 0x9E3779B97F4A7C15 + BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]));
        return (state >> 11) * (1.0 / (1UL << 53));
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
