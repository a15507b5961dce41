using System.Data.Common;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Storage;
using Pivotal.Data.Shared;

namespace Pivotal.Silo;

/// <summary>
/// Where grains keep what is their own and no business fact (what a pace has learned, a limiter's window, when a chore last ran), and their reminders: in the product's database, through the
/// product's connections. A business fact is a row that its grain writes behind a fence, never this.
/// </summary>
internal static class GrainStorage
{
    private const string Invariant = "Npgsql";

    public static void AddGrainStorage(this ISiloBuilder silo)
    {
        silo.AddAdoNetGrainStorageAsDefault(storage =>
            storage.Configure<TenantDb, ForgivingJson>(
                (options, db, json) =>
                    (options.Invariant, options.DataSource, options.GrainStorageSerializer) = (Invariant, db.Connections, json)
            )
        );
        silo.UseAdoNetReminderService(reminders =>
            reminders.Configure<TenantDb>((options, db) => (options.Invariant, options.DataSource) = (Invariant, db.Connections))
        );
        silo.Services.AddSingleton<ForgivingJson>();
    }
}

/// <summary>
/// Plain JSON. What cannot be read is forgotten, with a word in the log: nothing stored here is worth a grain that does not come up, and what a newer program wrote before it was rolled back reads as
/// far as this one knows it.
/// </summary>
internal sealed partial class ForgivingJson(ILogger<ForgivingJson> log) : IGrainStorageSerializer
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, Json));

    public T? Deserialize<T>(BinaryData input)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(input, Json) ?? Nothing<T>();
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            Forgotten(log, typeof(T).Name, e);
            return Nothing<T>();
        }
    }

    // Orleans asks for a type with a parameterless constructor anyway.
    private static T Nothing<T>() => Activator.CreateInstance<T>();

    [LoggerMessage(Level = LogLevel.Warning, Message = "A stored {State} cannot be read and is forgotten.")]
    private static partial void Forgotten(ILogger log, string state, Exception reason);
}
