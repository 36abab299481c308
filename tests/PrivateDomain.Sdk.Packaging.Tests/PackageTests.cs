using System.IO.Compression;
using Xunit;

namespace PrivateDomain.Sdk.Packaging;

/// <summary>What a shop developer gets: packages that install into a fresh project and work.</summary>
public sealed class PackageTests(PackageFeed feed) : IClassFixture<PackageFeed>
{
    private const string ConsumerProject = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <RestorePackagesPath>packages</RestorePackagesPath>
            <RestoreAdditionalProjectSources>FEED</RestoreAdditionalProjectSources>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="PrivateDomain.Sdk.Storage.PostgreSql" Version="0.1.0" />
            <PackageReference Include="PrivateDomain.Sdk.Storage.Sqlite" Version="0.1.0" />
            <PackageReference Include="Microsoft.Extensions.DependencyInjection" Version="10.0.14" />
          </ItemGroup>
        </Project>
        """;

    [Fact]
    public async Task Packages_install_into_a_fresh_project_and_work()
    {
        using var folder = new TemporaryFolder();
        string consumer = Directory.CreateDirectory(folder.Combine("consumer")).FullName;
        await WriteAsync(consumer, "Directory.Build.props", "<Project />");
        await WriteAsync(consumer, "Directory.Packages.props", "<Project />");
        await WriteAsync(consumer, "Consumer.csproj", ConsumerProject.Replace("FEED", feed.Path, StringComparison.Ordinal));
        File.Copy(Path.Combine(Repository.Root, "tests/PrivateDomain.Sdk.AotSmoke/Program.cs"), Path.Combine(consumer, "Program.cs"));

        string printed = await Command.RunAsync("dotnet", consumer, "run", "--", Path.Combine(consumer, "shop.db"));

        Assert.Contains("available 228, replayed True, breaches 0, right True", printed, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path.Combine(consumer, "packages", "privatedomain.sdk.abstractions", "0.1.0")));
    }

    [Fact]
    public async Task Every_package_carries_readme_docs_license_both_frameworks_and_symbols()
    {
        string[] packages = [.. Directory.EnumerateFiles(feed.Path, "*.nupkg")];
        Assert.Equal(Repository.PackableProjects.Count(), packages.Length);
        foreach (string package in packages)
        {
            string name = Path.GetFileName(package).Replace(".0.1.0.nupkg", "", StringComparison.Ordinal);
            using ZipArchive archive = await ZipFile.OpenReadAsync(package, TestContext.Current.CancellationToken);
            string[] files = [.. archive.Entries.Select(e => e.FullName)];
            Assert.Contains("README.md", files);
            foreach (string framework in (string[])["net8.0", "net10.0"])
            {
                Assert.Contains($"lib/{framework}/{name}.dll", files);
                Assert.Contains($"lib/{framework}/{name}.xml", files);
            }

            using var specification = new StreamReader(await archive.GetEntry($"{name}.nuspec")!.OpenAsync(TestContext.Current.CancellationToken));
            Assert.Contains(">MIT</license>", await specification.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.True(File.Exists(Path.ChangeExtension(package, ".snupkg")), $"{name} has no symbol package");
        }
    }

    private static Task WriteAsync(string folder, string name, string content) =>
        File.WriteAllTextAsync(Path.Combine(folder, name), content, TestContext.Current.CancellationToken);
}
