using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Monitor.Worker.Tests.Architecture;

/// <summary>Every type that every type of an assembly uses: in its declaration, its members' signatures, attributes, locals and bodies.</summary>
internal sealed class AssemblyReading
{
    // ECMA-335, III.1.9: which opcodes are followed by a token, and how long the operands of the others are.
    private static readonly Dictionary<ushort, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => unchecked((ushort)code.Value));

    private readonly MetadataReader metadata;
    private readonly PEReader image;
    private readonly HashSet<TypeUse> uses = [];
    private readonly Signatures signatures;
    private string user = "";

    private AssemblyReading(PEReader image)
    {
        this.image = image;
        metadata = image.GetMetadataReader();
        signatures = new Signatures(this);
    }

    public static IReadOnlyCollection<TypeUse> Of(string file)
    {
        using var assembly = new PEReader(File.OpenRead(file));
        var reading = new AssemblyReading(assembly);
        foreach (var handle in reading.metadata.TypeDefinitions) reading.ReadType(handle);
        return reading.uses;
    }

    private void ReadType(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        user = NameOf(handle);
        Use(type.BaseType);
        Attributes(type.GetCustomAttributes());
        Generics(type.GetGenericParameters());
        foreach (var implemented in type.GetInterfaceImplementations()) Use(metadata.GetInterfaceImplementation(implemented).Interface);
        foreach (var field in type.GetFields().Select(metadata.GetFieldDefinition))
        {
            field.DecodeSignature(signatures, null);
            Attributes(field.GetCustomAttributes());
        }

        foreach (var property in type.GetProperties().Select(metadata.GetPropertyDefinition)) Attributes(property.GetCustomAttributes());
        foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition)) ReadMethod(method);
    }

    private void ReadMethod(MethodDefinition method)
    {
        method.DecodeSignature(signatures, null);
        Attributes(method.GetCustomAttributes());
        Generics(method.GetGenericParameters());
        foreach (var parameter in method.GetParameters()) Attributes(metadata.GetParameter(parameter).GetCustomAttributes());
        if (method.RelativeVirtualAddress == 0) return;
        var body = image.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil) metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(signatures, null);
        foreach (var region in body.ExceptionRegions) Use(region.CatchType);
        ReadBody(body.GetILReader());
    }

    private void ReadBody(BlobReader code)
    {
        while (code.RemainingBytes > 0)
        {
            ushort value = code.ReadByte();
            if (value == 0xFE) value = (ushort)(0xFE00 | code.ReadByte());
            switch (OpCodesByValue[value].OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    Use(MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    var targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    code.Offset += 1;
                    break;
                case OperandType.InlineVar:
                    code.Offset += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    code.Offset += 8;
                    break;
                default:
                    code.Offset += 4;
                    break;
            }
        }
    }

    private void Use(EntityHandle handle, string member = "")
    {
        if (handle.IsNil) return;
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition or HandleKind.TypeReference:
                uses.Add(new TypeUse(user, NameOf(handle), member));
                break;
            case HandleKind.TypeSpecification:
                var named = metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(signatures, null);
                if (member.Length > 0 && named.Length > 0) uses.Add(new TypeUse(user, named, member));
                break;
            case HandleKind.MethodDefinition:
                var definition = metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                Use(definition.GetDeclaringType(), metadata.GetString(definition.Name));
                break;
            case HandleKind.FieldDefinition:
                Use(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                var reference = metadata.GetMemberReference((MemberReferenceHandle)handle);
                Use(reference.Parent, metadata.GetString(reference.Name));
                if (reference.GetKind() == MemberReferenceKind.Method) reference.DecodeMethodSignature(signatures, null);
                else reference.DecodeFieldSignature(signatures, null);
                break;
            case HandleKind.MethodSpecification:
                var generic = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                generic.DecodeSignature(signatures, null);
                Use(generic.Method);
                break;
        }
    }

    private void Attributes(CustomAttributeHandleCollection attributes)
    {
        foreach (var attribute in attributes) Use(metadata.GetCustomAttribute(attribute).Constructor);
    }

    private void Generics(GenericParameterHandleCollection parameters)
    {
        foreach (var constraint in parameters.SelectMany(parameter => metadata.GetGenericParameter(parameter).GetConstraints()))
            Use(metadata.GetGenericParameterConstraint(constraint).Type);
    }

    private string NameOf(EntityHandle handle)
    {
        if (handle.Kind == HandleKind.TypeDefinition)
        {
            var type = metadata.GetTypeDefinition((TypeDefinitionHandle)handle);
            return type.GetDeclaringType() is { IsNil: false } outer ? NameOf(outer) : Name(type.Namespace, type.Name);
        }

        var reference = metadata.GetTypeReference((TypeReferenceHandle)handle);
        return reference.ResolutionScope.Kind == HandleKind.TypeReference ? NameOf(reference.ResolutionScope) : Name(reference.Namespace, reference.Name);
    }

    private string Name(StringHandle space, StringHandle name) =>
        space.IsNil ? metadata.GetString(name) : $"{metadata.GetString(space)}.{metadata.GetString(name)}";

    /// <summary>Notes every type that a signature names; what it returns is the outermost one's name.</summary>
    private sealed class Signatures(AssemblyReading reading) : ISignatureTypeProvider<string, object?>
    {
        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Note(handle);

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Note(handle);

        public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => genericType;

        public string GetArrayType(string elementType, ArrayShape shape) => elementType;

        public string GetByReferenceType(string elementType) => elementType;

        public string GetPinnedType(string elementType) => elementType;

        public string GetPointerType(string elementType) => elementType;

        public string GetSZArrayType(string elementType) => elementType;

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

        public string GetFunctionPointerType(MethodSignature<string> signature) => "";

        public string GetGenericMethodParameter(object? genericContext, int index) => "";

        public string GetGenericTypeParameter(object? genericContext, int index) => "";

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "";

        private string Note(EntityHandle handle)
        {
            reading.Use(handle);
            return reading.NameOf(handle);
        }
    }
}
