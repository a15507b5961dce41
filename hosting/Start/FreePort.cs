using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Pivotal.Hosting.Start;

/// <summary>
/// Loopback ports nobody listens on, each given out once per process. They lie below the range the kernel takes outgoing ports from:
/// one from inside that range can be gone, as somebody's outgoing connection, before whoever asked for it listens.
/// </summary>
public static class FreePort
{
    private const int First = 10_000,
        End = 30_000;
    private static readonly ConcurrentDictionary<int, bool> GivenOut = new();

    /// <exception cref="InvalidOperationException">None was found.</exception>
    public static int Take()
    {
        for (var tries = 0; tries < 1_000; tries++)
        {
            var port = Random.Shared.Next(First, End);
            if (GivenOut.TryAdd(port, true) && IsFree(port))
                return port;
        }

        throw new InvalidOperationException($"No free port between {First} and {End} on 127.0.0.1.");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
