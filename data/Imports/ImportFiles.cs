using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Pivotal.Data.Imports;

/// <summary>Where uploaded files lie: <c>PIVOTAL_DATA/imports/{tenant}/{id}.csv</c>. Only ids make the path; the name a user gave is text in a row.</summary>
public sealed class ImportFiles(string root)
{
    public static ImportFiles From(IConfiguration configuration) =>
        new(Path.Combine(Path.GetFullPath(configuration["PIVOTAL_DATA"] is { Length: > 0 } folder ? folder : ".pivotal"), "imports"));

    public string Folder => root;

    public string PathOf(Guid tenant, Guid import) => Path.Combine(root, tenant.ToString("N"), $"{import:N}.csv");

    /// <summary>A new file that only this account may read.</summary>
    public FileStream Create(Guid tenant, Guid import)
    {
        var path = PathOf(tenant, import);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
                BufferSize = 128 * 1024,
                UnixCreateMode = OperatingSystem.IsWindows() ? null : UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }
        );
    }

    public FileStream OpenRead(Guid tenant, Guid import) =>
        new(PathOf(tenant, import), FileMode.Open, FileAccess.Read, FileShare.Read, 256 * 1024, FileOptions.SequentialScan);

    public bool Exists(Guid tenant, Guid import) => File.Exists(PathOf(tenant, import));

    /// <summary>Does nothing when there is no such file.</summary>
    public void Delete(Guid tenant, Guid import)
    {
        if (Exists(tenant, import))
            File.Delete(PathOf(tenant, import));
    }

    /// <summary>The tenant's uploads and when each was written.</summary>
    public IEnumerable<(Guid Import, DateTimeOffset Written)> Of(Guid tenant)
    {
        var folder = new DirectoryInfo(Path.Combine(root, tenant.ToString("N")));
        if (!folder.Exists)
            yield break;
        foreach (var file in folder.EnumerateFiles("*.csv"))
        {
            if (Guid.TryParseExact(Path.GetFileNameWithoutExtension(file.Name), "N", out var import))
                yield return (import, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero));
        }
    }
}

public static class ImportFilesSetup
{
    /// <summary>The API writes the files, the grains read them; in one process both have the same folder.</summary>
    public static void AddImportFiles(this IServiceCollection services, IConfiguration configuration) =>
        services.TryAddSingleton(_ => ImportFiles.From(configuration));
}
