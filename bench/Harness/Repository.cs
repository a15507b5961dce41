namespace Pivotal.Bench.Harness;

/// <summary>Where the checkout is that this build came from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Pivotal.Orleans.sln")))
                return folder.FullName;
        throw new BenchException("the bench must run from inside its checkout");
    }
}
