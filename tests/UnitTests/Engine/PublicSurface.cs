using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Pivotal.UnitTests.Engine;

/// <summary>
/// Everything a caller, implementer or derived class can see of an assembly, one line per fact: types with their kind and
/// bases, where attributes may stand, members with types, parameter names, default values, generic constraints and whether they
/// can be overridden.
/// Read as metadata; the assembly is never loaded.
/// </summary>
internal sealed class PublicSurface
{
    private readonly MetadataReader _reader;
    private readonly SurfaceText _text = new();
    private readonly HashSet<string> _lines = [];

    private PublicSurface(MetadataReader reader) => _reader = reader;

    public static IReadOnlySet<string> Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var surface = new PublicSurface(file.GetMetadataReader());
        foreach (var handle in surface._reader.TypeDefinitions)
        {
            surface.AddType(handle);
        }

        return surface._lines;
    }

    private void AddType(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        if (!IsVisible(type))
        {
            return;
        }

        var name = _text.NameOf(_reader, handle);
        _lines.Add($"{name}: {KindOf(type.Attributes)}{Constraints(type.GetGenericParameters())}");
        if (!type.BaseType.IsNil)
        {
            _lines.Add($"{name}: base {_text.NameOf(_reader, type.BaseType)}");
        }

        foreach (var implemented in type.GetInterfaceImplementations())
        {
            _lines.Add($"{name}: implements {_text.NameOf(_reader, _reader.GetInterfaceImplementation(implemented).Interface)}");
        }

        foreach (var attribute in type.GetCustomAttributes().Select(_reader.GetCustomAttribute).Where(IsUsage))
        {
            _lines.Add($"{name}: usable on {AttributeUsageText.Read(_reader.GetBlobReader(attribute.Value))}");
        }

        foreach (var method in type.GetMethods())
        {
            AddMethod(name, _reader.GetMethodDefinition(method));
        }

        foreach (var field in type.GetFields())
        {
            AddField(name, _reader.GetFieldDefinition(field));
        }
    }

    private void AddMethod(string type, MethodDefinition method)
    {
        if (!IsVisible((int)(method.Attributes & MethodAttributes.MemberAccessMask)))
        {
            return;
        }

        var signature = method.DecodeSignature(_text, null);
        var parameters = method.GetParameters().Select(_reader.GetParameter).Where(p => p.SequenceNumber > 0).ToDictionary(p => p.SequenceNumber);
        var list = signature.ParameterTypes.Select((p, i) => parameters.TryGetValue(i + 1, out var found)
            ? $"{p} {_reader.GetString(found.Name)}{Default(found.GetDefaultValue())}"
            : p);
        var overriding = method.Attributes.HasFlag(MethodAttributes.Abstract) ? " abstract"
            : method.Attributes.HasFlag(MethodAttributes.Virtual) && !method.Attributes.HasFlag(MethodAttributes.Final) ? " virtual" : "";
        var isStatic = method.Attributes.HasFlag(MethodAttributes.Static) ? " static" : "";
        _lines.Add($"{type}: method{isStatic}{overriding} {_reader.GetString(method.Name)}{Constraints(method.GetGenericParameters())}"
            + $"({string.Join(", ", list)}) {signature.ReturnType}");
    }

    private void AddField(string type, FieldDefinition field)
    {
        if (IsVisible((int)(field.Attributes & FieldAttributes.FieldAccessMask)) && !field.Attributes.HasFlag(FieldAttributes.SpecialName))
        {
            _lines.Add($"{type}: field {_reader.GetString(field.Name)} {field.DecodeSignature(_text, null)}{Default(field.GetDefaultValue())}");
        }
    }

    private bool IsUsage(CustomAttribute attribute) =>
        attribute.Constructor.Kind == HandleKind.MemberReference
        && _text.NameOf(_reader, _reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent) == typeof(AttributeUsageAttribute).FullName;

    private string Constraints(GenericParameterHandleCollection parameters) => string.Concat(parameters.Select(_reader.GetGenericParameter).Select(p =>
    {
        var types = p.GetConstraints().Select(c => _text.NameOf(_reader, _reader.GetGenericParameterConstraint(c).Type)).Order(StringComparer.Ordinal);
        var special = p.Attributes & GenericParameterAttributes.SpecialConstraintMask;
        return $"<{string.Join(' ', special == 0 ? types : types.Prepend(special.ToString()))}>";
    }));

    private string Default(ConstantHandle handle)
    {
        if (handle.IsNil)
        {
            return "";
        }

        var constant = _reader.GetConstant(handle);
        return $" = {_reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode) ?? "null"}";
    }

    private static string KindOf(TypeAttributes attributes) =>
        (attributes & (TypeAttributes.Interface | TypeAttributes.Abstract | TypeAttributes.Sealed)) switch
        {
            TypeAttributes.Abstract | TypeAttributes.Sealed => "static class",
            TypeAttributes.Abstract => "abstract class",
            TypeAttributes.Sealed => "sealed class",
            0 => "class",
            _ => "interface",
        };

    private bool IsVisible(TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem =>
            IsVisible(_reader.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    /// <summary>Methods and fields number their access the same: protected, protected internal, public.</summary>
    private static bool IsVisible(int access) =>
        (MethodAttributes)access is MethodAttributes.Family or MethodAttributes.FamORAssem or MethodAttributes.Public;
}
