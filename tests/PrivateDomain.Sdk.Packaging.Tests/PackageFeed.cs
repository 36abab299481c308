using Xunit;

namespace PrivateDomain.Sdk.Packaging;

/// <summary>All packages of the repository, packed once for the tests that look at them.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Where they are.</summary>
    public string Path => _folder.Path;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        foreach (string project in Repository.PackableProjects)
        {
            await Command.RunAsync("dotnet", Repository.Root, "pack", project, "-c", Repository.Configuration, "-o", Path, "--nologo", "-v", "quiet");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
