using System.Reflection;
using PrivateDomain.Sdk.Storage.Conformance;
using Xunit;

namespace PrivateDomain.Sdk.Storage.Tests;

/// <summary>A suite that nobody derived, or a law that no suite shows, must fail and not be forgotten.</summary>
public sealed class SuiteCoverageTests
{
    private static readonly Type[] Types = typeof(SuiteCoverageTests).Assembly.GetTypes();

    private static readonly Type[] Contracts = [.. Types.Where(t => t.IsAbstract && t.IsSubclassOf(typeof(RecordStoreContract)))];

    /// <summary>The harness of every store under test; decorating ones are the kit's own.</summary>
    private static readonly Type[] Harnesses =
        [.. Types.Where(t => t is { IsPublic: true, IsClass: true } && t != typeof(DecoratingHarness) && t.IsAssignableTo(typeof(IStoreHarness)))];

    [Fact]
    public void Every_suite_is_derived_for_every_store()
    {
        string[] missing =
        [
            .. from harness in Harnesses
               from contract in Contracts
               where !Types.Any(t => t is { IsPublic: true, IsSealed: true } && t.IsSubclassOf(contract) && t.IsAssignableTo(typeof(IClassFixture<>).MakeGenericType(harness)))
               select $"{contract.Name} for {harness.Name}",
        ];

        Assert.NotEmpty(Harnesses);
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_law_is_shown_by_a_suite()
    {
        int[] shown = [.. Contracts.SelectMany(c => c.GetCustomAttributes<LawAttribute>()).Select(l => l.Number).Distinct().Order()];

        Assert.Equal(Enumerable.Range(1, 10), shown);
        Assert.All(Contracts, c => Assert.NotEmpty(c.GetCustomAttributes<LawAttribute>()));
    }

    [Fact]
    public void A_law_has_one_name()
    {
        IEnumerable<LawAttribute> laws = Contracts.SelectMany(c => c.GetCustomAttributes<LawAttribute>());

        Assert.All(laws.GroupBy(l => l.Number), law => Assert.Single(law.Select(l => l.Name).Distinct()));
    }

    [Fact]
    public void The_kit_depends_on_the_contract_only()
    {
        string[] foreign =
        [
            .. from type in Types
               where type.Namespace == typeof(RecordStoreContract).Namespace
               from member in type.GetMembers(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
               from used in TypesOf(member)
               where used.Assembly.GetName().Name is { } assembly
                   && assembly.StartsWith("PrivateDomain.Sdk", StringComparison.Ordinal)
                   && used.Assembly != typeof(IRecordStore).Assembly
                   && used.Namespace != type.Namespace
               select $"{type.Name}.{member.Name} uses {used}",
        ];

        Assert.Empty(foreign);
    }

    private static IEnumerable<Type> TypesOf(MemberInfo member) => member switch
    {
        FieldInfo field => [field.FieldType],
        MethodInfo method => method.GetParameters().Select(p => p.ParameterType).Append(method.ReturnType),
        ConstructorInfo constructor => constructor.GetParameters().Select(p => p.ParameterType),
        _ => [],
    };
}
