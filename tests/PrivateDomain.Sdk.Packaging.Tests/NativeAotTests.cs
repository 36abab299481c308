using PrivateDomain.Sdk.Tests.PostgreSql;
using Xunit;

namespace PrivateDomain.Sdk.Packaging;

/// <summary>The SDK runs compiled ahead of time, without reflection and without a warning.</summary>
public sealed class NativeAotTests
{
    private const string Right = "available 228, replayed True, breaches 0, right True";

    [Fact]
    public async Task A_natively_compiled_application_grants_points_through_SQLite_and_PostgreSQL()
    {
        string? missing = MissingTool();
        if (missing is not null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", missing);
            Assert.Skip(missing);
        }

        using var folder = new TemporaryFolder();
        string project = Path.Combine(Repository.Root, "tests/PrivateDomain.Sdk.AotSmoke/PrivateDomain.Sdk.AotSmoke.csproj");
        string published = folder.Combine("published");

        // Its own output folders: a native publish must not disturb the build that runs this test, which has analyzed the code. The native compiler warns by itself.
        await Command.RunAsync(
            "dotnet", Repository.Root, "publish", project, "-c", "Release", "-o", published, "--nologo", "-v", "quiet",
            "-p:NativeSmoke=true", "-p:RunAnalyzers=false", $"-p:ArtifactsPath={folder.Combine("artifacts")}");
        string printed = await Command.RunAsync(Path.Combine(published, "PrivateDomain.Sdk.AotSmoke"), folder.Path, folder.Combine("shop.db"));

        Assert.Contains(Right, printed, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(published, "PrivateDomain.Sdk.dll")), "the application was published with managed assemblies");
        Assert.SkipWhen(PostgreSqlBinaries.Absence is not null && Environment.GetEnvironmentVariable("CI") != "true", PostgreSqlBinaries.Absence ?? "");
        PostgreSqlServer server = await PostgreSqlServer.Shared;
        Assert.Contains(
            Right, await Command.RunAsync(Path.Combine(published, "PrivateDomain.Sdk.AotSmoke"), folder.Path, server.ConnectionString), StringComparison.Ordinal);
    }

    private static string? MissingTool()
    {
        if (!OperatingSystem.IsLinux() || System.Runtime.InteropServices.RuntimeInformation.OSArchitecture != System.Runtime.InteropServices.Architecture.X64)
        {
            return "The native smoke test runs on Linux x64.";
        }

        bool hasLinker = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "clang")) || File.Exists(Path.Combine(folder, "gcc")));
        return hasLinker ? null : "Native compilation needs clang or gcc and zlib; on Debian: apt-get install clang zlib1g-dev.";
    }
}
