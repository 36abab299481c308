using System.Reflection;

namespace PrivateDomain.Sdk.OrderReplay.Tests.Support;

/// <summary>
/// Real orders with figures of an independent program. They are not part of the repository: the folder that the variable <c>REPLAY_DATA</c> names
/// is used, or <c>../shared/data/replay</c> beside the repository.
/// </summary>
internal static class RealSets
{
    /// <summary>The folder of a set; the test is skipped where there is none with that file in it.</summary>
    public static string Find(string set, string file = "expected.json")
    {
        string root = typeof(RealSets).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
        string folder = Environment.GetEnvironmentVariable("REPLAY_DATA") ?? Path.Combine(root, "../shared/data/replay");
        string found = Path.GetFullPath(Path.Combine(folder, set));
        Assert.SkipUnless(File.Exists(Path.Combine(found, file)), $"There is no set in {found}; name the folder of the sets in REPLAY_DATA.");
        return found;
    }

    /// <summary>A folder with the set that the variable <c>KILL_SET</c> names, for a thorough look; otherwise with a generated shop, which takes less time.</summary>
    public static ReplayFolder NamedOrGenerated(int events)
    {
        if (Environment.GetEnvironmentVariable("KILL_SET") is not { Length: > 0 } set)
        {
            return GeneratedShop.Write(events);
        }

        string found = Find(set);
        return ReplayFolder.With(
            File.ReadAllText(Path.Combine(found, "orders.csv")), File.ReadAllText(Path.Combine(found, "members.csv")), File.ReadAllText(Path.Combine(found, "plan.json")));
    }
}
