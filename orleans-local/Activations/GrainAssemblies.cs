using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Orleans.Local;

/// <summary>
/// Finds the grain classes of the application: those of every assembly that was deployed with it and refers to this
/// engine, whether or not something has loaded it yet.
/// </summary>
internal static class GrainAssemblies
{
    private static readonly string Engine = typeof(GrainAssemblies).Assembly.GetName().Name!;

    public static IEnumerable<Type> GrainTypes() => Assemblies().SelectMany(a => a.GetTypes()).Where(IsGrainClass);

    private static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }
        && type.IsAssignableTo(typeof(IGrainBase)) && type.IsAssignableTo(typeof(IGrain));

    private static HashSet<Assembly> Assemblies()
    {
        HashSet<Assembly> found = [.. AppDomain.CurrentDomain.GetAssemblies().Where(RefersToEngine)];
        var framework = Path.GetDirectoryName(Path.GetDirectoryName(typeof(object).Assembly.Location)) ?? "";
        var shared = Path.GetDirectoryName(framework) ?? "";
        var deployed = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator);
        foreach (var path in deployed.Where(p => p.Length > 0 && !p.StartsWith(shared, StringComparison.Ordinal) && RefersToEngine(p)))
        {
            found.Add(Assembly.Load(AssemblyName.GetAssemblyName(path)));
        }

        return found;
    }

    private static bool RefersToEngine(Assembly assembly) =>
        !assembly.IsDynamic && assembly.GetReferencedAssemblies().Any(r => r.Name == Engine);

    /// <summary>Reads the references without loading the file.</summary>
    private static bool RefersToEngine(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        if (!file.HasMetadata)
        {
            return false;
        }

        var metadata = file.GetMetadataReader();
        return metadata.AssemblyReferences.Any(r => metadata.StringComparer.Equals(metadata.GetAssemblyReference(r).Name, Engine));
    }
}
