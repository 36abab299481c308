namespace PrivateDomain.Sdk.Benchmarks.Replay;

/// <summary>The repository that this program was built in.</summary>
internal static class Repository
{
    private const string Solution = "PrivateDomain.Sdk.sln";

    /// <summary>Its folder; <see langword="null"/> when the program runs elsewhere.</summary>
    public static string? Root { get; } = Find();

    private static string? Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Solution)))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }
}
