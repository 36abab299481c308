namespace PrivateDomain.Sdk.Tests.Support;

/// <summary>A directory of its own for a database file; removed with what is in it.</summary>
internal sealed class TempDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("pd-tests-");

    internal string FullName => _directory.FullName;

    internal string DatabasePath => Path.Combine(FullName, "shop.db");

    internal string ConnectionString => $"Data Source={DatabasePath}";

    public void Dispose()
    {
        try
        {
            _directory.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A file still open elsewhere: the operating system's temporary folder is cleaned by others.
        }
    }
}
