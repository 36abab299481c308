using System.Reflection;
using System.Reflection.Emit;

namespace PrivateDomain.Sdk.Tests.Architecture;

/// <summary>The shipped assemblies, and what their code refers to.</summary>
internal static class Assemblies
{
    private static readonly Dictionary<short, OpCode> s_opCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>Every shipped assembly that these tests run with.</summary>
    internal static IReadOnlyList<Assembly> Shipped { get; } =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "PrivateDomain.Sdk*.dll")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => !name.Contains("Tests", StringComparison.Ordinal) && !name.Contains("Conformance.Xunit", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Assembly.Load(new AssemblyName(name))),
    ];

    internal static Assembly Abstractions => typeof(IPrivateDomain).Assembly;

    internal static Assembly Engine => typeof(Hosting.PrivateDomainBuilder).Assembly;

    /// <summary>All methods and constructors of an assembly, those of closures and state machines too, with what their code names.</summary>
    internal static IEnumerable<(MethodBase Method, MemberInfo Named)> References(Assembly assembly)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        foreach (MethodBase method in assembly.GetTypes().SelectMany(type => type.GetMethods(all).Cast<MethodBase>().Concat(type.GetConstructors(all))))
        {
            foreach (MemberInfo named in Named(method))
            {
                yield return (method, named);
            }
        }
    }

    private static IEnumerable<MemberInfo> Named(MethodBase method)
    {
        byte[] il = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        Type[]? typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        Type[]? methodArguments = method is MethodInfo { IsGenericMethod: true } ? method.GetGenericArguments() : null;
        int at = 0;
        while (at < il.Length)
        {
            short value = il[at++];
            if (value == 0xFE)
            {
                value = unchecked((short)(0xFE00 | il[at++]));
            }

            OpCode code = s_opCodes[value];
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok
                && method.Module.ResolveMember(BitConverter.ToInt32(il, at), typeArguments, methodArguments) is { } member)
            {
                yield return member;
            }

            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
                _ => 4,
            };
        }
    }

    /// <summary>The outermost type, and so the namespace, that a member's code was written in.</summary>
    internal static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }
}
