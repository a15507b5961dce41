using System.Diagnostics;
using System.Net.Http.Headers;
using Pivotal.Bench.Harness;
using Pivotal.Simulator.Hosting;

namespace Pivotal.Bench.Import;

/// <summary>
/// Eight hostile files uploaded at once, and those that were taken imported at once: by how much the product's process grows above idle meanwhile. The product is one of its own, so that nothing it did before counts.
/// </summary>
/// <param name="Idle">working set before, in MB</param>
/// <param name="Uploading">the most above idle while the files were uploaded and looked at, in MB</param>
/// <param name="Importing">the most above idle while those that were taken were imported, in MB</param>
/// <param name="Taken">files that could be imported; the others were refused by a sentence</param>
internal sealed record HostileUploads(double Idle, double Uploading, double Importing, int Taken)
{
    /// <summary>MB above idle.</summary>
    public const double Most = 300;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    public bool Holds => Uploading <= Most && Importing <= Most;

    /// <summary>Null where the system does not tell another process's working set.</summary>
    public static async Task<HostileUploads?> Measure(CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"pivotal-hostile-{Environment.ProcessId}")).FullName;
        try
        {
            foreach (var (name, write) in HostileFiles.All)
            {
                await using var file = File.Create(Path.Combine(folder, name));
                write(file);
            }

            await using var product = await Product.Start(new SimulatorOptions(), cancel);
            if (product.ProcessId is not { } id)
                return null;
            using var user = await product.SignIn("data_ops", cancel);
            // Once before with a harmless file: what the runtime compiles for it is there on every other day, too.
            await Finish(user, (await Upload(user, await Harmless(folder, cancel), cancel))!.Value, cancel);
            using var api = Process.GetProcessById(id);
            var idle = await Settled(api, cancel);
            var (uploads, uploading) = await Watched(
                api,
                Task.WhenAll(HostileFiles.All.Select(f => Upload(user, Path.Combine(folder, f.Name), cancel))),
                cancel
            );
            var taken = uploads.OfType<Guid>().ToList();
            var (_, importing) = await Watched(api, Task.WhenAll(taken.Select(import => Finish(user, import, cancel))), cancel);
            return new HostileUploads(Megabytes(idle), Megabytes(uploading - idle), Megabytes(importing - idle), taken.Count);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> Harmless(string folder, CancellationToken cancel)
    {
        var path = Path.Combine(folder, "harmless");
        await TemplateFile.Write(path, 2_000, cancel);
        return path;
    }

    /// <returns>null when it was refused</returns>
    private static async Task<Guid?> Upload(ProductUser user, string path, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(path);
        using var content = new StreamContent(stream);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        try
        {
            return (await user.Send(HttpMethod.Post, $"imports?fileName={Path.GetFileName(path)}.csv", content, cancel))
                .GetProperty("id")
                .GetGuid();
        }
        catch (BenchException refused) when (refused.Message.Contains("\"code\":\"imports.", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private static async Task<string> Finish(ProductUser user, Guid import, CancellationToken cancel)
    {
        var view = await user.Get($"imports/{import}", cancel);
        var columns = view.GetProperty("columns").EnumerateArray().ToList();
        if (!columns.Exists(c => c.GetProperty("target").GetString() == "contact.email"))
            await user.Put($"imports/{import}/mapping", new { columns = new[] { new { index = 0, target = "contact.email" } } }, cancel);
        await user.Post($"imports/{import}/start", null, cancel);
        while ((view = await user.Get($"imports/{import}", cancel)).GetProperty("status").GetString() is "waiting" or "running")
            await Task.Delay(100, cancel);
        return view.GetProperty("status").GetString() is "completed" and var status
            ? status
            : throw new BenchException($"a hostile import ended as {view}");
    }

    /// <summary>The working set once it grows no more: the least of some seconds.</summary>
    private static async Task<long> Settled(Process api, CancellationToken cancel)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 100; i++)
        {
            await Task.Delay(50, cancel);
            api.Refresh();
            least = Math.Min(least, api.WorkingSet64);
        }

        return least;
    }

    private static async Task<(T Result, long Most)> Watched<T>(Process api, Task<T> work, CancellationToken cancel)
    {
        long most = 0;
        while (!work.IsCompleted)
        {
            api.Refresh();
            most = Math.Max(most, api.WorkingSet64);
            await Task.Delay(Between, cancel);
        }

        return (await work, most);
    }

    private static double Megabytes(long bytes) => Math.Round(bytes / 1048576.0, 1);
}
