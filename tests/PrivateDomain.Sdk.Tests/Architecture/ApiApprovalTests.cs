using System.Reflection;

namespace PrivateDomain.Sdk.Tests.Architecture;

/// <summary>
/// The public API of each package is text that a reviewer approves. <c>APPROVE_API=1</c> writes the texts anew into the source tree; a difference
/// there needs a line in the change log.
/// </summary>
public sealed class ApiApprovalTests
{
    public static TheoryData<string> Packages => [.. Assemblies.Shipped.Select(assembly => assembly.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task The_public_api_is_the_approved_one(string package)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        string actual = ApiPrinter.Print(Assemblies.Shipped.Single(assembly => assembly.GetName().Name == package));
        if (Environment.GetEnvironmentVariable("APPROVE_API") == "1")
        {
            string source = typeof(ApiApprovalTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "TestSourceDirectory").Value!;
            Directory.CreateDirectory(Path.Combine(source, "approved"));
            await File.WriteAllTextAsync(Path.Combine(source, "approved", $"{package}.txt"), actual, ct);
            return;
        }

        string approved = Path.Combine(AppContext.BaseDirectory, "approved", $"{package}.txt");
        Assert.True(File.Exists(approved), $"No approved API of {package}; run with APPROVE_API=1 and review what is written.");
        string expected = (await File.ReadAllTextAsync(approved, ct)).ReplaceLineEndings("\n");
        if (expected != actual)
        {
            string[] gone = [.. Lines(expected).Except(Lines(actual), StringComparer.Ordinal).Select(line => $"- {line}")];
            string[] added = [.. Lines(actual).Except(Lines(expected), StringComparer.Ordinal).Select(line => $"+ {line}")];
            Assert.Fail(
                $"The public API of {package} is not the approved one. If that is meant, run with APPROVE_API=1 and say so in the change log."
                + $"{Environment.NewLine}{string.Join(Environment.NewLine, gone.Concat(added))}");
        }
    }

    [Fact]
    public void Nothing_public_is_left_open_for_inheritance_by_accident()
    {
        Type[] open =
        [
            .. Assemblies.Shipped.SelectMany(assembly => assembly.GetExportedTypes())
                .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false }),
        ];
        Assert.Empty(open);
    }

    [Fact]
    public void Every_asynchronous_member_of_an_interface_takes_a_cancellation_token_last()
    {
        string[] wrong =
        [
            .. Assemblies.Shipped.SelectMany(assembly => assembly.GetExportedTypes()).Where(type => type.IsInterface)
                .SelectMany(type => type.GetMethods())
                .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal))
                .Where(method => method.GetParameters() is not [.., { ParameterType: var last }] || last != typeof(CancellationToken))
                .Select(method => $"{method.DeclaringType}.{method.Name}"),
        ];
        Assert.Empty(wrong);
    }

    /// <summary>Each member with its type, so that a difference says where it is.</summary>
    private static IEnumerable<string> Lines(string api)
    {
        string type = "";
        foreach (string line in api.Split('\n'))
        {
            bool isMember = line.StartsWith("    ", StringComparison.Ordinal);
            type = isMember ? type : line.Trim();
            yield return isMember ? $"{type}: {line.Trim()}" : type;
        }
    }
}
