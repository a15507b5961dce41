using Pivotal.Data.Imports;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Hosting.Start;

/// <summary>
/// An upload is written by an API process and read by a silo, perhaps on another machine, so that their folders must be the same storage. The first start of a cluster puts a file with an id into the folder and
/// the id into the database; every later start of any process compares the two. The files themselves stay out of PostgreSQL: they may be 1 GiB, are read once from front to back, and would be in every
/// backup and write-ahead log of the facts that come out of them.
/// </summary>
public static class ImportFolder
{
    /// <summary>The file with the id, beside the tenants' folders.</summary>
    public const string Marker = "folder-id";

    /// <exception cref="StartException">the folder cannot be used, or is not the one of this database</exception>
    public static Task Check(TenantDb db, ImportFiles files, CancellationToken ct) =>
        db.System(
            async (session, inner) =>
            {
                // One at a time: the others wait for the row and find the id that the first one wrote.
                var known = await session.QuerySingle<Guid?>("select imports_id from cluster_identity for update", null, inner);
                var path = Path.Combine(files.Folder, Marker);
                Guid? found;
                try
                {
                    Directory.CreateDirectory(files.Folder);
                    found = Read(path);
                    if (known is null)
                    {
                        found ??= Write(path);
                        await session.Execute("update cluster_identity set imports_id = @found", new { found }, inner);
                        known = found;
                    }

                    if (found == known)
                        TryToWrite(files.Folder);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    throw new StartException(
                        $"Uploads of imports cannot be written to {files.Folder} ({e.Message.TrimEnd('.')}); check the folder's owner, or set PIVOTAL_DATA to the folder that all silos and APIs share.",
                        e
                    );
                }

                if (found != known)
                    throw new StartException(
                        $"{files.Folder} is not the folder in which this installation keeps uploads of imports: its file {Marker} {(found is null ? "is missing" : "has another id")}; "
                            + "set PIVOTAL_DATA to the folder that all silos and APIs share, or mount that there."
                    );
            },
            ct
        );

    /// <summary>Null when there is none, or something else: that is not our folder either.</summary>
    private static Guid? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        using var reader = new StreamReader(path);
        var buffer = new char[64];
        return Guid.TryParse(buffer.AsSpan(0, reader.ReadBlock(buffer)).Trim(), out var id) ? id : null;
    }

    /// <summary>Whole or not at all, so that a start that is killed half-way leaves nothing that a later one could not read.</summary>
    private static Guid Write(string path)
    {
        var id = Ids.New();
        File.WriteAllText(path + ".new", $"{id}\n");
        File.Move(path + ".new", path, overwrite: true);
        return id;
    }

    private static void TryToWrite(string folder)
    {
        using var file = new FileStream(
            Path.Combine(folder, $"try-{Ids.New():N}"),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Options = FileOptions.DeleteOnClose,
            }
        );
    }
}
