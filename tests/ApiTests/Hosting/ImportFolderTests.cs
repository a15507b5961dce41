using Pivotal.ApiTests.Shared;
using Pivotal.Data.Imports;
using Pivotal.Hosting.Cluster;
using Pivotal.Hosting.Start;
using Pivotal.TestShared;

namespace Pivotal.ApiTests.Hosting;

/// <summary>What a silo or an API process of a cluster finds out about the folder of uploads before it starts.</summary>
public sealed class ImportFolderTests
{
    [Fact]
    public async Task Processes_that_start_at_once_in_one_folder_agree_on_it()
    {
        await using var database = await Cluster();
        var folder = Folder();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Check(database, folder)));
        var id = Guid.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Folder, ImportFolder.Marker)));
        Assert.Equal(id, await database.Tenants.System((s, _) => s.Scalar<Guid>("select imports_id from cluster_identity")));
        Assert.Equal([ImportFolder.Marker], Directory.EnumerateFileSystemEntries(folder.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_process_with_a_folder_of_its_own_does_not_start()
    {
        await using var database = await Cluster();
        var (shared, own) = (Folder(), Folder());
        await Check(database, shared);
        var missing = await Assert.ThrowsAsync<StartException>(() => Check(database, own));
        Assert.Equal(
            $"{own.Folder} is not the folder in which this installation keeps uploads of imports: its file folder-id is missing; set PIVOTAL_DATA to the folder that all silos and APIs share, or mount that there.",
            missing.Message
        );
        Assert.False(File.Exists(Path.Combine(own.Folder, ImportFolder.Marker)));

        await using var another = await Cluster();
        await Check(another, own);
        Assert.Contains(
            "has another id",
            (await Assert.ThrowsAsync<StartException>(() => Check(database, own))).Message,
            StringComparison.Ordinal
        );
        await Check(database, shared);
    }

    [Fact]
    public async Task A_marker_that_is_no_id_is_not_ours()
    {
        await using var database = await Cluster();
        var folder = Folder();
        await Check(database, folder);
        var marker = Path.Combine(folder.Folder, ImportFolder.Marker);
        var id = await File.ReadAllTextAsync(marker);
        foreach (var text in (string[])["", "\0", id[..20], id.TrimEnd() + "0", new string('a', 1 << 20)])
        {
            await File.WriteAllTextAsync(marker, text);
            await Assert.ThrowsAsync<StartException>(() => Check(database, folder));
        }

        await File.WriteAllTextAsync(marker, id);
        await Check(database, folder);
    }

    /// <summary>What an administrator may write anywhere is still not a folder below a file, nor one in /proc.</summary>
    [Theory]
    [InlineData("/dev/null/imports")]
    [InlineData("/proc/self/imports")]
    public async Task A_folder_that_cannot_be_written_is_one_sentence_and_nothing_is_kept(string path)
    {
        await using var database = await Cluster();
        var refusal = await Assert.ThrowsAsync<StartException>(() => Check(database, new ImportFiles(path)));
        Assert.StartsWith($"Uploads of imports cannot be written to {path} (", refusal.Message, StringComparison.Ordinal);
        await Check(database, Folder());
    }

    private static Task Check(EmptyDatabase database, ImportFiles files) => ImportFolder.Check(database.Tenants, files, default);

    private static ImportFiles Folder() => new(TestDatabase.NewFolder("imports"));

    private static async Task<EmptyDatabase> Cluster()
    {
        var database = await EmptyDatabase.Create();
        await ClusterIdentity.Check(database.Tenants, "pivotal", "one", default);
        return database;
    }
}
