using System.Globalization;
using PrivateDomain.Sdk.Benchmarks.Measuring;
using PrivateDomain.Sdk.Benchmarks.Shops;

namespace PrivateDomain.Sdk.Benchmarks.Memory;

/// <summary>What a posting in memory costs with 10,000,000 members, or as many as there is room and time for, against 100,000.</summary>
internal sealed class MemberCountBenchmark : IBenchmark
{
    private const int Few = 100_000;
    private const int Wanted = 10_000_000;

    // Registering ten million members takes minutes: that is done when the memory suite is asked for by name.
    private const int InPassing = 1_000_000;
    private const int Postings = 100_000;
    private const double UsableShare = 0.8;

    public Suite Suite => Suite.Memory;

    public async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkRun run)
    {
        run.Tell($"Postings with {Few:N0} members in memory");
        (List<double> few, long bytesPerMember) = await MeasureAsync(Few, run.Rounds);
        int most = run.Only == Suite.Memory ? Wanted : InPassing;
        int many = MembersThatFit(most, bytesPerMember, run.Rounds);
        run.Tell($"Postings with {many:N0} members in memory, of about {bytesPerMember:N0} bytes each");
        (List<double> crowded, _) = await MeasureAsync(many, run.Rounds);

        // The two cannot take turns: the garbage collector would look after the large store in the small one's rounds. So the small one brackets it.
        run.Tell($"Postings with {Few:N0} members in memory, again");
        (List<double> again, _) = await MeasureAsync(Few, run.Rounds);
        double reference = Median.Of(few.Concat(again));
        double figure = Median.Of(crowded);
        return
        [
            new Figure("memory.members_10m", "us per posting", $"{Few:N0} members", Goals.MemberCount)
            {
                Value = figure,
                Reference = reference,
                Ratio = figure / reference,
                IsFullSize = many == Wanted,
                Note = string.Create(CultureInfo.InvariantCulture, $"measured with {many:N0} members")
                    + (many < Wanted ? $"; the goal is about {Wanted:N0}, which --only memory measures where about {Gigabytes(Wanted, bytesPerMember, run.Rounds)} GB are free" : ""),
            },
        ];
    }

    private static async Task<(List<double> MicrosecondsPerPosting, long BytesPerMember)> MeasureAsync(int members, int rounds)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        await using BenchmarkShop shop = await BenchmarkShop.OpenAsync(pd => pd.UseInMemoryStore(), members);
        long bytesPerMember = (GC.GetTotalMemory(forceFullCollection: true) - before) / members;
        var times = new List<double>();
        for (int round = 0; round <= rounds; round++)
        {
            times.Add(TimeSpan.MicrosecondsPerSecond / await Callers.AllAsync(Postings, _ => shop.GrantAsync()));
        }

        await shop.ContestAndVerifyAsync();
        times.RemoveAt(0);
        return (times, bytesPerMember);
    }

    private static int MembersThatFit(int most, long bytesPerMember, int rounds)
    {
        GCMemoryInfo memory = GC.GetGCMemoryInfo();
        double free = (memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes) * UsableShare;
        int members = most;
        while (members > Few && Bytes(members, bytesPerMember, rounds) > free)
        {
            members /= 2;
        }

        return members;
    }

    private static int Gigabytes(int members, long bytesPerMember, int rounds) =>
        (int)Math.Ceiling(Bytes(members, bytesPerMember, rounds) / UsableShare / (1L << 30));

    // A posting leaves about as much behind as a member twice over: key, account, lot and entry.
    private static double Bytes(int members, long bytesPerMember, int rounds) => ((double)members + (2.0 * Postings * (rounds + 1))) * bytesPerMember;
}
