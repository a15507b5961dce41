using System.Net;
using Orleans.Runtime;

namespace Pivotal.ClusterTests.Cluster;

internal static class Silos
{
    /// <summary>As an operator starts them: on one machine with neighbouring ports, or each on its own with the same port.</summary>
    public static SiloAddress[] Of(int count, bool oneMachine) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                    SiloAddress.New(
                        oneMachine ? IPAddress.Loopback : IPAddress.Parse($"10.0.0.{i + 1}"),
                        oneMachine ? 11_111 + i : 11_111,
                        400_000_000 + i
                    )
                ),
        ];

    /// <summary>Ids as the product makes them: one after the other, and the same in every run.</summary>
    public static List<Guid> Ids(int count)
    {
        var random = new Random(11);
        var start = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var bytes = new byte[10];
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                {
                    random.NextBytes(bytes);
                    var at = start + i;
                    return new Guid(
                        (int)(at >> 16),
                        (short)at,
                        (short)(0x7000 | (bytes[8] << 4) | (bytes[9] & 15)),
                        (byte)(0x80 | (bytes[0] & 0x3f)),
                        bytes[1],
                        bytes[2],
                        bytes[3],
                        bytes[4],
                        bytes[5],
                        bytes[6],
                        bytes[7]
                    );
                }),
        ];
    }
}
