using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PrivateDomain.Sdk.Benchmarks.Measuring;
using PrivateDomain.Sdk.Benchmarks.Shops;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Benchmarks.Segments;

/// <summary>How much memory it takes to read a segment of a million members on SQLite: what is alive besides what was there before.</summary>
internal sealed class SegmentStreamBenchmark : IBenchmark
{
    private const int Members = 1_000_000;
    private const int Looks = 20;
    private const double Megabyte = 1 << 20;
    private static readonly DateTimeOffset s_since = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public Suite Suite => Suite.Sqlite;

    public async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkRun run)
    {
        run.Tell($"Segments: {Members:N0} members of one, streamed on SQLite");
        using var folder = new ScratchFolder();
        await using BenchmarkShop shop = await BenchmarkShop.OpenAsync(
            pd => pd.Metrics().Segments().UseSqliteStore($"Data Source={folder.File("stream.db")}"), members: 1);
        await FillAsync(shop.Service<IRecordStore>());
        long before = GC.GetTotalMemory(forceFullCollection: true);
        (long growth, double rate) = await ReadAsync(shop.Domain.Segments, before);
        return
        [
            new Figure("segments.stream_1m", "MB alive at most", "32 MB", Goals.NothingBeyondTheReference) { Note = Rate(rate) }
                .Against(Math.Max(growth, 0) / Megabyte, Goals.SegmentStreamMegabytes),
        ];
    }

    private static string Rate(double rate) => string.Create(CultureInfo.InvariantCulture, $"{rate:N0} members/s, with {Looks} full collections in between");

    private static async Task<(long Growth, double Rate)> ReadAsync(ISegments segments, long before)
    {
        long growth = 0;
        int read = 0;
        string last = "";
        long start = Stopwatch.GetTimestamp();
        await foreach (SegmentStanding standing in segments.ReadMembersAsync("large"))
        {
            WrongSumException.ThrowUnlessEqual(-1, Math.Sign(string.CompareOrdinal(last, standing.MemberId.Value)), "order of a member and the next");
            last = standing.MemberId.Value;
            if (++read % (Members / Looks) == 0)
            {
                growth = Math.Max(growth, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        double rate = Members / Stopwatch.GetElapsedTime(start).TotalSeconds;
        WrongSumException.ThrowUnlessEqual(Members, read, "members of the segment, in order and none twice");
        return (growth, rate);
    }

    /// <summary>Straight through the store: how somebody enters is measured elsewhere.</summary>
    private static async Task FillAsync(IRecordStore store)
    {
        foreach (int[] portion in Enumerable.Range(0, Members).Chunk(store.Descriptor.MaxChanges))
        {
            CommitResult result = await store.CommitAsync(new ChangeSet([.. portion.Select(static i => new Change.Insert(StandingOf(i)))]), CancellationToken.None);
            WrongSumException.ThrowUnlessEqual(1, result.IsCommitted ? 1 : 0, "commits of a portion");
        }
    }

    private static SegmentStanding StandingOf(int number) => new()
    {
        Program = PrivateDomainOptions.DefaultProgram,
        MemberId = number.ToString("D7", CultureInfo.InvariantCulture),
        SegmentId = "large",
        IsIn = true,
        Since = s_since,
        Changes = 1,
    };
}
