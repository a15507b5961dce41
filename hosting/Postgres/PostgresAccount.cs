using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Pivotal.Hosting.Postgres;

/// <summary>
/// The operating system account PostgreSQL runs under: ourselves, or <c>nobody</c> when we are root, because PostgreSQL refuses to run as root.
/// </summary>
internal sealed class PostgresAccount
{
    private readonly uint _uid;
    private readonly uint _gid;

    private PostgresAccount(string? name, uint uid, uint gid) => (UserName, _uid, _gid) = (name, uid, gid);

    /// <summary>Null when PostgreSQL runs as the account we already are.</summary>
    public string? UserName { get; }

    public static PostgresAccount Current()
    {
        if (!Environment.IsPrivilegedProcess)
            return new PostgresAccount(null, 0, 0);
        var nobody =
            File.ReadLines("/etc/passwd").Select(l => l.Split(':')).FirstOrDefault(f => f[0] == "nobody")
            ?? throw new PrivatePostgresException("PostgreSQL cannot run as root and there is no account `nobody` to run it under.");
        return new PostgresAccount("nobody", uint.Parse(nobody[2]), uint.Parse(nobody[3]));
    }

    /// <summary>Hands a file or folder to this account.</summary>
    public void Own(string path)
    {
        if (UserName is not null && lchown(path, _uid, _gid) != 0)
            throw new PrivatePostgresException($"{path} cannot be given to the account {UserName}.");
    }

    /// <summary>Whether this account can enter the folder: every parent lets others pass.</summary>
    public bool CanReach(string folder)
    {
        if (UserName is null)
            return true;
        for (var at = new DirectoryInfo(Path.GetFullPath(folder)); at is not null; at = at.Parent)
        {
            if (at.Exists && (at.UnixFileMode & UnixFileMode.OtherExecute) == UnixFileMode.None)
                return false;
        }

        return true;
    }

    /// <summary>A place outside closed folders, always the same for the same original path.</summary>
    public string FallbackFolder(string original)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(original))))[..12];
        var folder = $"/var/tmp/pivotal-{geteuid()}-{hash}";
        var open =
            UnixFileMode.UserRead
            | UnixFileMode.UserWrite
            | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead
            | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead
            | UnixFileMode.OtherExecute;
        Directory.CreateDirectory(folder, open);
        // /var/tmp is everyone's: a folder that somebody else prepared must not be trusted.
        return lchown(folder, geteuid(), uint.MaxValue) == 0 && File.ResolveLinkTarget(folder, false) is null
            ? folder
            : throw new PrivatePostgresException($"{folder} belongs to somebody else.");
    }

    public ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments, string? lib)
    {
        var info = new ProcessStartInfo(program, arguments) { WorkingDirectory = "/", UseShellExecute = false };
        if (UserName is not null)
            info.UserName = UserName;
        if (lib is not null)
            info.Environment["LD_LIBRARY_PATH"] = lib;
        info.Environment["LC_ALL"] = "C";
        return info;
    }

    /// <summary>Runs a short program to its end.</summary>
    public async Task<(int Code, string Output)> Run(string program, IEnumerable<string> arguments, string? lib, CancellationToken ct)
    {
        var info = StartInfo(program, arguments, lib);
        info.RedirectStandardOutput = info.RedirectStandardError = true;
        try
        {
            using var process = Process.Start(info)!;
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return (process.ExitCode, await output + await errors);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new PrivatePostgresException($"{program} cannot be executed: {e.Message}.", e);
        }
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int lchown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint owner, uint group);

    [DllImport("libc")]
    private static extern uint geteuid();
}
