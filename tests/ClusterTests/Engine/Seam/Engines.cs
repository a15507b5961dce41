using System.Runtime.CompilerServices;
using Orleans;

namespace Pivotal.ClusterTests.Engine.Seam;

/// <summary>Which engine this build runs on. Only tests of the seam itself may ask.</summary>
internal static class Engines
{
    public static string This { get; } = typeof(Grain).Assembly.GetName().Name == "OrleansLocal" ? "local" : "packages";

    /// <summary>The folder of the repository, as it was when this was compiled.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", ".."));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}

/// <summary>A test that needs both engines: it runs where the official packages are, since orleans-local is there always.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothEnginesFactAttribute : FactAttribute
{
    public BothEnginesFactAttribute()
    {
        if (Engines.This == "local")
        {
            Skip = "Needs both engines, and this build has only orleans-local; the golden rows of the other engine are read instead.";
        }
    }
}
