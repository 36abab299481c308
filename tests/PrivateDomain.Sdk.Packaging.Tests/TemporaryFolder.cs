namespace PrivateDomain.Sdk.Packaging;

/// <summary>A folder of one test, removed with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("private-domain-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    internal string Combine(string name) => System.IO.Path.Combine(Path, name);
}
