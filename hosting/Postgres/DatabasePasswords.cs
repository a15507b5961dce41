using System.Security.Cryptography;
using System.Text.Json;

namespace Pivotal.Hosting.Postgres;

/// <summary>The generated passwords of one installation, in a file only its owner can read.</summary>
internal sealed record DatabasePasswords(string Admin, string Owner, string App)
{
    public static DatabasePasswords LoadOrCreate(string path)
    {
        if (File.Exists(path))
            return JsonSerializer.Deserialize<DatabasePasswords>(File.ReadAllText(path))
                ?? throw new PrivatePostgresException($"{path} is not readable as the passwords of this installation.");

        var made = new DatabasePasswords(Random(), Random(), Random());
        // Created closed and renamed when whole, so that no other account ever reads it and a crash leaves no half file.
        var half = path + ".new";
        File.Delete(half);
        using (
            var file = new FileStream(
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
            JsonSerializer.Serialize(file, made);
            file.Flush(flushToDisk: true);
        }

        File.Move(half, path, overwrite: true);
        return made;
    }

    private static string Random() => RandomNumberGenerator.GetHexString(48, lowercase: true);
}
