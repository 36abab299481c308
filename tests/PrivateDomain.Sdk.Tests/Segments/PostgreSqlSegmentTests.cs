using System.Text.RegularExpressions;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Tests.Segments;

/// <summary>Metrics, segments and tags on a real PostgreSQL server: what is stored is what the store in memory holds, record for record.</summary>
public sealed partial class PostgreSqlSegmentTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(500, false)]
    [InlineData(501, true)]
    public async Task A_history_is_stored_as_in_memory(int seed, bool hasAddOnly)
    {
        await using PostgreSqlShops shops = await PostgreSqlShops.NewAsync();
        await using Shop there = shops.Open(Configure);
        await using Shop here = Shop.InMemory(Configure);
        await new AutomaticTagModel(seed, 60, hasAddOnly).KeepAsync(there);
        await new AutomaticTagModel(seed, 60, hasAddOnly).KeepAsync(here);

        // The keys of definitions are made anew for each shop, and how many changes of a record one batch writes is a matter of time; nothing else is.
        string expected = await DumpAsync(here);
        Assert.Contains("member_tags", expected, StringComparison.Ordinal);
        Assert.Contains("segment_standings", expected, StringComparison.Ordinal);
        Assert.Equal(expected, await DumpAsync(there));
        await there.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task Two_hosts_and_many_callers_leave_the_tags_that_follow_from_what_they_did()
    {
        await using PostgreSqlShops shops = await PostgreSqlShops.NewAsync();
        await using Shop one = shops.Open(SegmentShop.Configure);
        await one.Domain.Members.GetAsync("nobody", Cancellation);
        await using Shop two = shops.Open(SegmentShop.Configure);
        await AutomaticTagConcurrencyTests.ContestAsync(one, two, 240);
    }

    private static void Configure(PrivateDomainBuilder pd) => pd.Metrics(o => o.WindowDays = [7, 30]).Segments().Points(o => o.EarnPerUnit = 1m);

    private static async Task<string> DumpAsync(Shop shop) =>
        Revisions().Replace(await shop.DumpAsync(Cancellation, static type => type != OperationRecord.Schema), "");

    [GeneratedRegex(@" #\d+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Revisions();
}
