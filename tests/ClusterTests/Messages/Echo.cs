using System.Net.Sockets;
using Npgsql;
using Orleans;
using Orleans.Runtime;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.ClusterTests.Messages;

/// <summary>Gives back what it gets.</summary>
[Alias("Pivotal.ClusterTests.Echo")]
public interface IEcho : IGrainWithStringKey
{
    /// <typeparam name="T">the type that a grain interface declares for the value</typeparam>
    [Alias("Back")]
    Task<Echoed<T>> Back<T>(T value);

    [Alias("Throw")]
    Task Throw(string what);
}

/// <param name="Seen">the value as it arrived there, as JSON</param>
[GenerateSerializer, Immutable, Alias("Pivotal.ClusterTests.Echoed`1")]
public sealed record Echoed<T>([property: Id(0)] T Value, [property: Id(1)] string Seen, [property: Id(2)] SiloAddress Silo);

public sealed class Echo(ILocalSiloDetails silo) : Grain, IEcho
{
    public Task<Echoed<T>> Back<T>(T value) => Task.FromResult(new Echoed<T>(value, Canonical.Json(value), silo.SiloAddress));

    public Task Throw(string what) =>
        throw what switch
        {
            "fence" => new FenceLostException(),
            "unreachable" => new GrainUnreachableException("gone 東京"),
            "foreign" => new ForeignTenantCallException("foreign"),
            _ => new DatabaseUnavailableException(new NpgsqlException("refused", new SocketException(111))),
        };
}
