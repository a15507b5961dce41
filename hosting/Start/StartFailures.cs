using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Pivotal.Data.Shared;
using Pivotal.Hosting.Postgres;

namespace Pivotal.Hosting.Start;

/// <summary>Which exceptions at a start are a sentence for the person who started it. Everything else is a bug and keeps its stack.</summary>
public static class StartFailures
{
    /// <summary>Null when there is no such sentence.</summary>
    public static string? Sentence(Exception e) =>
        e switch
        {
            PrivatePostgresException or MigrationException or DatabaseUnavailableException or StartException => e.Message,
            IOException { InnerException: AddressInUseException } =>
                "The port is already used by another program; set PIVOTAL_PORT to a free one.",
            SocketException { SocketErrorCode: SocketError.AddressNotAvailable }
            or IOException { InnerException: SocketException { SocketErrorCode: SocketError.AddressNotAvailable } } =>
                $"{Listening.Setting} names an address that this machine does not have.",
            AggregateException { InnerExceptions: [var only] } => Sentence(only),
            _ => null,
        };
}
