using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Verification;

namespace PrivateDomain.Sdk.Tests.Verification;

/// <summary>Each law that <see cref="IPrivateDomain.VerifyAsync"/> checks is broken by hand, behind the SDK's back, and must be named.</summary>
public sealed class VerificationTests
{
    private static readonly (IEnumerable<(string Tampering, string Law)> Cases, Func<string, IRecordStore, Task<Change[]>> ChangeAsync)[] s_rooms =
    [
        (PointTampering.Cases, PointTampering.ChangeAsync),
        (OrderTampering.Cases, OrderTampering.ChangeAsync),
        (ReferralTampering.Cases, ReferralTampering.ChangeAsync),
        (CommissionTampering.Cases, CommissionTampering.ChangeAsync),
        (MetricTampering.Cases, MetricTampering.ChangeAsync),
        (SegmentTampering.Cases, SegmentTampering.ChangeAsync),
        (LifecycleTampering.Cases, LifecycleTampering.ChangeAsync),
        (RfmTampering.Cases, RfmTampering.ChangeAsync),
        (ForecastTampering.Cases, ForecastTampering.ChangeAsync),
        (TagTampering.Cases, TagTampering.ChangeAsync),
        (ExternalIdTampering.Cases, ExternalIdTampering.ChangeAsync),
        (MergeTampering.Cases, MergeTampering.ChangeAsync),
        (ConsentTampering.Cases, ConsentTampering.ChangeAsync),
        (CouponTampering.Cases, CouponTampering.ChangeAsync),
        (LevelTampering.Cases, LevelTampering.ChangeAsync),
    ];

    public static IEnumerable<TheoryDataRow<string, string>> All =>
        [.. s_rooms.SelectMany(static room => room.Cases).Select(static one => new TheoryDataRow<string, string>(one.Tampering, one.Law))];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_broken_law_is_named(string tampering, string law)
    {
        await using Shop shop = await BusyShop.OpenAsync();
        IRecordStore store = shop.Store;
        await shop.VerifyAsync(TestContext.Current.CancellationToken);

        CommitResult result = await store.CommitAsync(new ChangeSet(await TamperAsync(tampering, store)), TestContext.Current.CancellationToken);

        Assert.True(result.IsCommitted);
        VerificationReport report = await shop.Domain.VerifyAsync(Shop.Program, null, TestContext.Current.CancellationToken);
        Assert.False(report.IsSound);
        Assert.Contains(report.Breaches, breach => breach.Law == law);
    }

    [Fact]
    public async Task Every_law_of_the_page_is_broken_by_some_tampering()
    {
        string page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "docs", "how-it-works.md"), TestContext.Current.CancellationToken);
        string[] laws = [.. page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Split('|')[1].Trim()).Where(law => law.Length is 2 or 3 && char.IsAsciiDigit(law[^1]))];

        Assert.NotEmpty(laws);
        Assert.Equal(laws.Order(StringComparer.Ordinal), All.Select(row => row.Data.Item2).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_report_counts_all_breaches_and_lists_the_first_hundred()
    {
        await using Shop shop = Shop.InMemory();
        await shop.Domain.Members.RegisterAsync(new RegisterMember("m"), TestContext.Current.CancellationToken);
        Change[] orphans = [.. Enumerable.Range(1, 150).Select(i => new Change.Insert(
            new ReferralBinding { Program = Shop.Program, MemberId = $"x{i}", Referrer = "m", BoundAt = BusyShop.Start }))];
        await shop.Store.CommitAsync(new ChangeSet(orphans), TestContext.Current.CancellationToken);

        VerificationReport report = await shop.Domain.VerifyAsync(Shop.Program, null, TestContext.Current.CancellationToken);

        Assert.Equal(150, report.BreachCount);
        Assert.Equal(VerificationReport.MaxBreaches, report.Breaches.Count);
    }

    private static Task<Change[]> TamperAsync(string tampering, IRecordStore store) =>
        Assert.Single(s_rooms, room => room.Cases.Any(one => one.Tampering == tampering)).ChangeAsync(tampering, store);
}
