using Npgsql;
using Orleans.Configuration;
using Orleans.Serialization;

namespace Pivotal.Hosting.Cluster;

/// <summary>What silos and their clients have in common, and what the clients wait for.</summary>
internal static class ClusterTuning
{
    public const string Invariant = "Npgsql";

    public static void Connections(ConnectionOptions options)
    {
        // Inside one network a connection takes milliseconds. What does not answer in two seconds will not.
        options.OpenConnectionTimeout = TimeSpan.FromSeconds(2);
        options.ConnectionRetryDelay = TimeSpan.FromMilliseconds(500);
    }

    public static void ClientMessages(ClientMessagingOptions options) =>
        // A client is not told that the silo behind a gateway died with its call, so this is how long a call waits before it is repeated or, where it must not be, its person hears "try again".
        // A third of what a request waits (12 s), so that there is time for the second try. What may take longer says so on its method.
        options.ResponseTimeout = TimeSpan.FromSeconds(4);

    public static void Gateways(GatewayOptions options) =>
        // A new silo carries the API's calls this soon, and a dead one is forgotten. One short query per API process.
        options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2);

    /// <summary>
    /// What fails in a grain is caught as what it was in whichever process its caller lives: a database that is away is 503 there too. By itself the engine carries exceptions of .NET only, and the caller of a grain
    /// that met another one hears of a missing serializer. Their type, message, causes and stack go over; a field of their own does only where the class is a message by itself.
    /// </summary>
    public static void Exceptions(ExceptionSerializationOptions options) => options.SupportedExceptionTypeFilter = _ => true;

    /// <summary>The engine's own small pool beside the product's, so that membership never waits for a connection behind the product's work.</summary>
    public static string Connection(string app) =>
        new NpgsqlConnectionStringBuilder(app) { MaxPoolSize = 10, ApplicationName = "pivotal-engine" }.ConnectionString;
}
