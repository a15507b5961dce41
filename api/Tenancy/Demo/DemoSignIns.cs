using System.Text.Json;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Tenancy.Demo;

/// <param name="LookAt">what to look at first; of one person for each role</param>
internal sealed record DemoSignIn(string Tenant, IReadOnlyList<string> Roles, string Email, string Password, string? LookAt = null);

/// <summary>The generated demo passwords, in a file that only its owner can read.</summary>
internal static class DemoSignIns
{
    public static List<DemoSignIn> Read(string file) =>
        File.Exists(file) ? JsonSerializer.Deserialize<List<DemoSignIn>>(File.ReadAllText(file), Json.Options)! : [];

    public static void Write(string file, IReadOnlyList<DemoSignIn> all)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        // Created closed and renamed when whole: nobody else ever reads it, and a crash leaves no half file.
        var half = file + ".new";
        File.Delete(half);
        using (
            var stream = new FileStream(
                half,
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                }
            )
        )
        {
            JsonSerializer.Serialize(stream, all, new JsonSerializerOptions(Json.Options) { WriteIndented = true });
            stream.Flush(flushToDisk: true);
        }

        File.Move(half, file, overwrite: true);
    }
}
