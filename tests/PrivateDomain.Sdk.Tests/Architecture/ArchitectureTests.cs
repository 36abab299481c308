using System.Reflection;
using System.Text.RegularExpressions;
using PrivateDomain.Sdk.Forecasts;

namespace PrivateDomain.Sdk.Tests.Architecture;

/// <summary>The arrows of the house, by reflection and by the code of every method.</summary>
public sealed partial class ArchitectureTests
{
    private const string Prefix = "PrivateDomain.Sdk";
    private static readonly string[] s_features =
        ["Members", "Consents", "Points", "Referrals", "Commissions", "Coupons", "Orders", "Metrics", "Rfm", "Lifecycle", "Levels", "Segments", "Tags", "Merges", "Privacy"];

    private static readonly string[] s_banned =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow", "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.Random..ctor", "System.Random.get_Shared",
        "System.Threading.Tasks.Task.Run", "System.Threading.Tasks.TaskFactory.StartNew", "System.Threading.Thread..ctor", "System.Threading.Thread.Sleep",
        "System.Environment.get_TickCount", "System.Environment.get_TickCount64", "System.Threading.Tasks.Task.Wait",
        "System.Threading.Tasks.Task`1.get_Result", "System.Threading.Tasks.ValueTask`1.get_Result",
    ];

    private static readonly string[] s_shipped =
    [
        "PrivateDomain.Sdk", "PrivateDomain.Sdk.Abstractions", "PrivateDomain.Sdk.Storage.PostgreSql", "PrivateDomain.Sdk.Storage.Relational",
        "PrivateDomain.Sdk.Storage.Sqlite",
    ];

    [Fact]
    public void The_shipped_assemblies_are_found() => Assert.Equal(
        s_shipped, Assemblies.Shipped.Select(assembly => assembly.GetName().Name!).Intersect(s_shipped, StringComparer.Ordinal));

    [Fact]
    public void The_abstractions_refer_to_no_other_project() => Assert.Empty(ProjectReferences(Assemblies.Abstractions));

    [Fact]
    public void The_engine_refers_to_the_abstractions_only() => Assert.Equal(["PrivateDomain.Sdk.Abstractions"], ProjectReferences(Assemblies.Engine));

    [Fact]
    public void The_stores_do_not_refer_to_each_other_and_the_relational_base_not_to_the_engine()
    {
        foreach (Assembly store in Assemblies.Shipped.Where(a => a.GetName().Name!.StartsWith("PrivateDomain.Sdk.Storage.", StringComparison.Ordinal)))
        {
            string[] allowed = store.GetName().Name == "PrivateDomain.Sdk.Storage.Relational"
                ? ["PrivateDomain.Sdk.Abstractions"]
                : ["PrivateDomain.Sdk", "PrivateDomain.Sdk.Abstractions", "PrivateDomain.Sdk.Storage.Relational"];
            Assert.Subset(allowed.ToHashSet(StringComparer.Ordinal), ProjectReferences(store).ToHashSet(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void No_shipped_assembly_refers_to_the_web() => Assert.All(Assemblies.Shipped, assembly => Assert.DoesNotContain(
        assembly.GetReferencedAssemblies(), reference => reference.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)));

    [Fact]
    public void A_feature_uses_no_service_of_another_feature_but_orders_may()
    {
        string[] wrong =
        [
            .. from reference in Assemblies.References(Assemblies.Engine)
               let home = FeatureOf(reference.Method.DeclaringType!)
               where home is not null and not "Orders"
               from used in TypesOf(reference.Named)
               where IsService(used) && FeatureOf(used) is { } to && to != home
               select $"{reference.Method.DeclaringType}.{reference.Method.Name} uses {used}",
            .. from type in Assemblies.Engine.GetTypes()
               let home = FeatureOf(type)
               where home is not null and not "Orders"
               from field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)
               where IsService(field.FieldType) && FeatureOf(field.FieldType) is { } to && to != home
               select $"{type} holds {field.FieldType}",
        ];

        // What a service offers others is its rules; PointService's refusals are the only thing that orders take from it.
        Assert.True(wrong.Length == 0, string.Join(Environment.NewLine, wrong.Distinct(StringComparer.Ordinal)));
        Assert.Contains(Assemblies.References(Assemblies.Engine), r => IsService(r.Method.DeclaringType!));
    }

    [Fact]
    public void Folder_is_namespace_and_rules_know_no_store_clock_or_log()
    {
        Type[] rules = [.. Assemblies.Engine.GetTypes().Where(type => type.Name.EndsWith("Rules", StringComparison.Ordinal))];
        Assert.True(rules.Length >= 5, $"{rules.Length} rules");
        string[] impure =
        [
            .. from reference in Assemblies.References(Assemblies.Engine)
               where rules.Contains(Assemblies.Outermost(reference.Method.DeclaringType!))
               from used in TypesOf(reference.Named)
               where used == typeof(Sdk.Storage.IRecordStore) || used == typeof(TimeProvider)
                   || (used.Namespace ?? "").StartsWith("Microsoft.Extensions.Logging", StringComparison.Ordinal) || used == typeof(File)
               select $"{reference.Method.DeclaringType}.{reference.Method.Name} uses {used}",
        ];
        Assert.Empty(impure);
    }

    [Fact]
    public void No_shipped_code_reads_the_machines_clock_makes_ids_or_randomness_starts_threads_or_blocks_on_tasks()
    {
        string[] wrong =
        [
            .. from assembly in Assemblies.Shipped
               from reference in Assemblies.References(assembly)
               where reference.Named is MethodBase
               let name = NameOf((MethodBase)reference.Named)
               where s_banned.Contains(name) || IsDelayWithoutClock((MethodBase)reference.Named)
               select $"{reference.Method.DeclaringType}.{reference.Method.Name} calls {name}",
        ];
        Assert.True(wrong.Length == 0, string.Join(Environment.NewLine, wrong.Distinct(StringComparer.Ordinal)));
    }

    [Fact]
    public void The_scan_of_code_finds_what_it_looks_for() => Assert.Contains(
        Assemblies.References(typeof(ArchitectureTests).Assembly),
        reference => reference.Named is MethodBase called && NameOf(called) == "System.Threading.Tasks.Task.Run");

    [Fact]
    public void No_value_path_uses_binary_floating_point()
    {
        string[] wrong =
        [
            .. from assembly in new[] { Assemblies.Abstractions, Assemblies.Engine }
               from type in assembly.GetTypes()
               where FeatureOf(type) is not null || type.Namespace == Prefix
               from member in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
               where member.FieldType == typeof(double) || member.FieldType == typeof(float)
               select $"{type}.{member.Name}",
            .. from assembly in new[] { Assemblies.Abstractions, Assemblies.Engine }
               from reference in Assemblies.References(assembly)
               where FeatureOf(reference.Method.DeclaringType!) is not null && reference.Named is MethodInfo called
                   && (called.ReturnType == typeof(double) || called.ReturnType == typeof(float))
               select $"{reference.Method.DeclaringType}.{reference.Method.Name} calls {reference.Named}",
        ];
        Assert.Empty(wrong);
    }

    /// <summary>
    /// Forecasts compute in binary floating point; what is booked must not depend on them. Segments may ask for the whole numbers that a run has stored.
    /// </summary>
    [Fact]
    public void No_value_path_reads_a_forecast()
    {
        string[] wrong =
        [
            .. from assembly in new[] { Assemblies.Abstractions, Assemblies.Engine }
               from reference in Assemblies.References(assembly)
               where FeatureOf(reference.Method.DeclaringType!) is not null
               from used in TypesOf(reference.Named)
               where Assemblies.Outermost(used).Namespace == $"{Prefix}.Forecasts"
               where FeatureOf(reference.Method.DeclaringType!) != "Segments" || (used != typeof(MemberForecast) && used != typeof(ForecastOptions))
               select $"{reference.Method.DeclaringType}.{reference.Method.Name} uses {used}",
        ];
        Assert.Empty(wrong);
    }

    [Fact]
    public void All_refusal_codes_are_listed_in_the_errors_page_and_no_others()
    {
        string[] codes =
        [
            .. Assemblies.Shipped.SelectMany(assembly => assembly.GetExportedTypes())
                .Where(type => type.Name.EndsWith("Refusals", StringComparison.Ordinal))
                .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
                .Where(field => field is { IsLiteral: true } && field.FieldType == typeof(string))
                .Select(field => (string)field.GetRawConstantValue()!)
                .Order(StringComparer.Ordinal),
        ];
        Assert.Equal(codes.Length, codes.Distinct(StringComparer.Ordinal).Count());
        Assert.All(codes, code => Assert.Matches("^[a-z]+[.][a-z_]+$", code));

        string page = Path.Combine(AppContext.BaseDirectory, "docs", "errors.md");
        Assert.SkipUnless(File.Exists(page) || Environment.GetEnvironmentVariable("CI") == "true", "docs/errors.md is not written yet.");
        string[] listed = [.. ListedCode().Matches(File.ReadAllText(page)).Select(match => match.Groups["code"].Value).Order(StringComparer.Ordinal)];
        Assert.Equal(codes, listed);
    }

    [GeneratedRegex(@"^\|\s*`(?<code>[^`]+)`\s*\|", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ListedCode();

    private static string[] ProjectReferences(Assembly assembly) =>
    [
        .. assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    private static string? FeatureOf(Type type) =>
        s_features.FirstOrDefault(feature => Assemblies.Outermost(type).Namespace == $"{Prefix}.{feature}");

    private static bool IsService(Type type) =>
        type.Assembly == Assemblies.Engine && Assemblies.Outermost(type).Name.EndsWith("Service", StringComparison.Ordinal);

    private static IEnumerable<Type> TypesOf(MemberInfo member)
    {
        Type? type = member as Type ?? member.DeclaringType;
        if (type is not null)
        {
            yield return type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        }

        foreach (Type argument in member is MethodInfo { IsGenericMethod: true } method ? method.GetGenericArguments() : [])
        {
            yield return argument;
        }
    }

    private static string NameOf(MethodBase method)
    {
        Type type = method.DeclaringType!;
        return $"{(type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName}.{method.Name}";
    }

    /// <summary>Task.Delay and PeriodicTimer have overloads that take the injected clock.</summary>
    private static bool IsDelayWithoutClock(MethodBase method) =>
        (NameOf(method) is "System.Threading.Tasks.Task.Delay" or "System.Threading.PeriodicTimer..ctor")
        && method.GetParameters().All(parameter => parameter.ParameterType != typeof(TimeProvider));
}
