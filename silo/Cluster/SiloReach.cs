using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Pivotal.Data.Shared;
using Pivotal.Hosting.Cluster;
using Pivotal.Hosting.Start;

namespace Pivotal.Silo.Cluster;

/// <summary>
/// Before a silo joins: can it speak with those that the database lists as alive? One that was just killed stays listed for a few seconds, so this waits; one that cannot be reached at all is named.
/// The engine asks the same once more when it joins, but then ends the process with forty lines.
/// </summary>
internal static class SiloReach
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <exception cref="StartException">a silo that is listed alive cannot be connected to for as long as a start may wait</exception>
    public static async Task Check(TenantDb db, ClusterSettings settings, ClusterTls? tls, CancellationToken ct)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var away = new List<IPEndPoint>();
            foreach (var silo in await Listed(db, settings, ct))
                if (!await Speaks(silo, tls, ct))
                    away.Add(silo);
            if (away.Count == 0)
                return;
            var names = string.Join(", ", away);
            if (TimeProvider.System.GetElapsedTime(started) >= settings.Wait)
                throw new StartException(
                    $"The database lists a silo of cluster {settings.Cluster} as alive at {names}, but nothing answers there for {settings.Wait.TotalSeconds:0} seconds; "
                        + $"check its {ClusterSettings.AddressSetting} and the network between them, and that {(tls is null ? $"it has no TLS ({ClusterTls.CertificateSetting}) either" : $"both have certificates of one authority ({ClusterTls.AuthoritySetting})")}."
                );
            Console.WriteLine($"waiting for silo {names}, which the database lists as alive");
            await Task.Delay(Pause, ct);
        }
    }

    private static async Task<List<IPEndPoint>> Listed(TenantDb db, ClusterSettings settings, CancellationToken ct)
    {
        var rows = await db.System(
            (s, token) =>
                s.Query<Listing>(
                    "select address, port from orleansmembershiptable where deploymentid = @cluster and status = 3 and iamalivetime > now() - @fresh",
                    new { cluster = settings.Cluster, fresh = SiloTuning.Fresh },
                    token
                ),
            ct
        );
        // An earlier life of this silo is replaced by this one.
        return
        [
            .. rows.Where(r => IPAddress.TryParse(r.Address, out _))
                .Select(r => new IPEndPoint(IPAddress.Parse(r.Address), r.Port))
                .Where(e => !e.Equals(new IPEndPoint(settings.Address, settings.SiloPort))),
        ];
    }

    /// <summary>Whoever takes a connection says hello first; one that expects TLS, or does not take our certificate, says nothing that we understand.</summary>
    private static async Task<bool> Speaks(IPEndPoint silo, ClusterTls? tls, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        using var socket = new Socket(silo.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(silo, limit.Token);
            await using var plain = new NetworkStream(socket);
            await using var stream = tls is null ? plain : await tls.Open(plain, limit.Token);
            return await stream.ReadAsync(new byte[1], limit.Token) > 0;
        }
        catch (Exception e)
            when (e is SocketException or IOException or AuthenticationException
                || (e is OperationCanceledException && !ct.IsCancellationRequested)
            )
        {
            return false;
        }
    }

    private readonly record struct Listing(string Address, int Port);
}
