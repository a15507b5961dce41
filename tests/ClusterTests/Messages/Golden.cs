using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Invocation;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.ClusterTests.Messages;

/// <summary>One value as a release wrote it.</summary>
/// <param name="What">a type or a method by its alias, and which sample</param>
/// <param name="Bytes">as Orleans sends it, hexadecimal</param>
/// <param name="Value">as <see cref="Canonical"/> JSON</param>
internal sealed record GoldenValue(string What, string Bytes, JsonElement Value);

/// <summary>The contracts of one release: <c>golden/{release}/contracts.json</c>, and a line per value in <c>values.jsonl</c>.</summary>
internal sealed record GoldenRelease(string Name, Contract Contract, IReadOnlyList<GoldenValue> Values);

/// <summary>
/// What past releases said on the wire, and what this one says. <c>./pivotal golden RELEASE</c> writes the files of this one, which is <c>PIVOTAL_GOLDEN=RELEASE</c> around these tests; contracts that break the release
/// before are not written.
/// </summary>
internal static class Golden
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault,
    };

    private static readonly Lazy<List<GoldenRelease>> Loaded = new(Load);

    public static IServiceProvider Services { get; } =
        new ServiceCollection()
            .AddSerializer(s => s.AddAssembly(typeof(Ids).Assembly).AddAssembly(typeof(GrainKey).Assembly))
            .BuildServiceProvider();

    public static Serializer Wire => Services.GetRequiredService<Serializer>();

    /// <summary>All that are kept, the newest last.</summary>
    public static IReadOnlyList<GoldenRelease> Releases => Loaded.Value;

    public static GoldenRelease Newest => Releases[^1];

    private static string Folder { get; } = Path.Combine(Root(), "tests", "ClusterTests", "Messages", "golden");

    /// <summary>A value, an answer's value, or a request.</summary>
    public static object? Read(string hex) =>
        Wire.Deserialize<object?>(Convert.FromHexString(hex)) switch
        {
            Response answer => answer.Result,
            var value => value,
        };

    public static string Write(object? value) => Convert.ToHexStringLower(Wire.SerializeToArray(value));

    /// <summary>Every value, every request and every answer that crosses a grain call, as this program says it.</summary>
    private static IEnumerable<(string What, string Bytes, string Json)> Now()
    {
        foreach (var type in Crossing.Values)
        {
            foreach (var variety in new[] { Variety.Full, Variety.Bare })
            {
                var value = Sample.Of(type, variety);
                if (value is not null)
                    yield return ($"{TypeName.Of(type)} {variety}", Write(value), Canonical.Json(value));
            }
        }

        foreach (var type in typeof(GrainKey).Assembly.GetTypes().Where(t => typeof(IInvokable).IsAssignableFrom(t)))
        {
            var request = (IInvokable)Activator.CreateInstance(type)!;
            var method = request.GetMethod();
            var arguments = Sample.Of(method, Variety.Full);
            for (var i = 0; i < arguments.Length; i++)
                request.SetArgument(i, arguments[i]!);
            yield return (
                $"{Crossing.AliasOf(method.DeclaringType!)}.{Crossing.AliasOf(method)} asked",
                Write(request),
                Canonical.Json(method, arguments)
            );
        }

        foreach (var answer in Crossing.Interfaces.SelectMany(i => i.GetMethods()).Select(Crossing.AnswerOf).OfType<Type>().Distinct())
        {
            var value = Sample.Of(answer, Variety.Full);
            var response = typeof(Response).GetMethod(nameof(Response.FromResult))!.MakeGenericMethod(answer).Invoke(null, [value]);
            yield return ($"{TypeName.Of(answer)} answered", Write(response), Canonical.Json(value));
        }
    }

    private static List<GoldenRelease> Load()
    {
        var kept = Directory.Exists(Folder)
            ? Directory.GetDirectories(Folder).Select(Path.GetFileName).OfType<string>().OrderBy(Version.Parse).ToList()
            : [];
        if (Environment.GetEnvironmentVariable("PIVOTAL_GOLDEN") is { Length: > 0 } release)
        {
            kept.Remove(release);
            if (kept.Count > 0 && ContractChanges.Between(Open(kept[^1]).Contract, Contract.Now) is { Count: > 0 } faults)
                throw new InvalidOperationException(string.Join("\n", faults));
            Save(release);
            kept.Add(release);
        }

        return kept.Count > 0
            ? [.. kept.OrderBy(Version.Parse).Select(Open)]
            : throw new InvalidOperationException($"There are no files in {Folder}. `./pivotal golden RELEASE` writes them.");
    }

    private static GoldenRelease Open(string release) =>
        new(
            release,
            JsonSerializer.Deserialize<Contract>(File.ReadAllText(Path.Combine(Folder, release, "contracts.json")), Indented)!,
            [
                .. File.ReadLines(Path.Combine(Folder, release, "values.jsonl"))
                    .Select(line => JsonSerializer.Deserialize<GoldenValue>(line, JsonSerializerOptions.Web)!),
            ]
        );

    private static void Save(string release)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, release)).FullName;
        File.WriteAllText(Path.Combine(folder, "contracts.json"), JsonSerializer.Serialize(Contract.Now, Indented) + "\n");
        var lines = Now()
            .OrderBy(v => v.What, StringComparer.Ordinal)
            .Select(v => $$"""{"what":{{Canonical.Json(v.What)}},"bytes":"{{v.Bytes}}","value":{{v.Json}}}""");
        File.WriteAllText(Path.Combine(folder, "values.jsonl"), string.Join("\n", lines) + "\n");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Pivotal.Orleans.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
