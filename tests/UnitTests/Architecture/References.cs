using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Pivotal.UnitTests.Architecture;

/// <summary>What a built assembly names, read from its metadata: assemblies, and the types of other assemblies per namespace of the user.</summary>
internal sealed class References : IDisposable
{
    private readonly PEReader pe;
    private readonly MetadataReader reader;

    private References(string path)
    {
        pe = new PEReader(File.OpenRead(path));
        reader = pe.GetMetadataReader();
    }

    public static References Of(string assemblyName) => new(Path.Combine(AppContext.BaseDirectory, assemblyName + ".dll"));

    public IReadOnlyList<string> Assemblies() =>
        [.. reader.AssemblyReferences.Select(r => reader.GetString(reader.GetAssemblyReference(r).Name))];

    /// <summary>Namespaces of the assembly's own types.</summary>
    public IReadOnlyList<string> OwnNamespaces() =>
        [
            .. reader
                .TypeDefinitions.Select(t => reader.GetString(reader.GetTypeDefinition(t).Namespace))
                .Where(n => n.Length > 0)
                .Distinct(),
        ];

    /// <summary>Full names of types of <paramref name="otherAssembly"/> that this assembly names anywhere.</summary>
    public IReadOnlyList<string> TypesNamedFrom(string otherAssembly)
    {
        var names = new List<string>();
        foreach (var handle in reader.TypeReferences)
        {
            var type = reader.GetTypeReference(handle);
            if (type.ResolutionScope.Kind != HandleKind.AssemblyReference)
                continue;
            var assembly = reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope);
            if (reader.GetString(assembly.Name) == otherAssembly)
                names.Add($"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}");
        }

        return names;
    }

    public void Dispose() => pe.Dispose();
}
