using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Tests.ModelBased;
using PrivateDomain.Sdk.Verification;

namespace PrivateDomain.Sdk.Tests.Reporting;

/// <summary>Lists, streams, totals and progress.</summary>
public sealed class ReportingTests
{
    private static readonly DateTimeOffset s_at = SdkCalls.Utc(ManualTime.Start);

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    public async Task Streams_give_every_entry_by_member_in_code_point_order_and_oldest_first(StoreKind store)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = await FillAsync(store, ct);

        var points = new List<PointEntry>();
        await foreach (PointEntry entry in shop.Domain.Points.ReadStatementAsync(ct))
        {
            points.Add(entry);
        }

        var commissions = new List<CommissionEntry>();
        await foreach (CommissionEntry entry in shop.Domain.Commissions.ReadStatementAsync(ct))
        {
            commissions.Add(entry);
        }

        Assert.Equal(12 * 5, points.Count);
        Assert.Equal(points.OrderBy(e => e.MemberId.Value, CodePointComparer.Instance).ThenBy(e => e.Sequence), points);
        Assert.Equal(11 * 4, commissions.Count);
        Assert.Equal(commissions.OrderBy(e => e.Beneficiary.Value, CodePointComparer.Instance).ThenBy(e => e.Id, CodePointComparer.Instance), commissions);
        PointTotals totals = await shop.Domain.Points.GetTotalsAsync(ct);
        Assert.Equal(points.Where(e => e.Kind == PointEntryKind.Grant).Sum(e => e.Amount), totals.Granted);
        Assert.Equal(12, totals.MembersWithBalance);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(500)]
    public async Task Pages_of_any_size_join_to_the_whole_newest_first_and_a_cursor_may_be_kept(int size)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = await FillAsync(StoreKind.Memory, ct);
        var seen = new List<long>();
        string? cursor = null;
        do
        {
            Page<PointEntry> page = await shop.Domain.Points.GetStatementAsync("m1", new PageRequest(cursor, size), ct);
            seen.AddRange(page.Items.Select(entry => entry.Sequence));
            cursor = page.NextCursor;
            await shop.RestartAsync();
        }
        while (cursor is not null);

        Assert.Equal([5, 4, 3, 2, 1], seen);
    }

    [Fact]
    public async Task Ties_for_the_top_payee_go_to_the_smallest_id_by_code_point()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = Shop.InMemory(pd => pd.Commissions(o => o.Rates = [0.1m]));
        string[] payees = ["\U0001F600", "\uE000", "b", "B"];
        for (int i = 0; i < payees.Length; i++)
        {
            await shop.Domain.Members.RegisterAsync(new(payees[i]), ct);
            await shop.Domain.Members.RegisterAsync(new($"buyer{i}"), ct);
            await shop.Domain.Referrals.BindAsync(new($"b{i}", $"buyer{i}", payees[i]), ct);
        }

        string[] expected = ["\U0001F600", "\uE000", "b", "B"];
        for (int i = 0; i < payees.Length; i++)
        {
            await shop.Domain.Commissions.AccrueAsync(new($"a{i}", $"s{i}", $"buyer{i}", new Money(1_000, "CNY")), ct);
            CommissionTotals totals = await shop.Domain.Commissions.GetTotalsAsync(ct);
            Assert.Equal(expected[i], Assert.Single(totals.TopPayees).MemberId.Value);
            Assert.Equal(i + 1, totals.Payees);
        }
    }

    [Fact]
    public async Task Sweeps_and_verifications_tell_how_far_they_have_come()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = Shop.InMemory(pd => pd.Points(o => o.ExpiresAfter = TimeSpan.FromDays(1)));
        await Task.WhenAll(Enumerable.Range(0, 1_200).Select(i => shop.Domain.Members.RegisterAsync(new($"m{i}"), ct).AsTask()));
        await Task.WhenAll(Enumerable.Range(0, 1_200).Select(i => shop.Domain.Points.GrantAsync(new($"g{i}", $"m{i}", 2), ct).AsTask()));
        shop.Time.Now = ManualTime.Start.AddDays(2);
        var sweeps = new Collected<ExpirySweep>();
        var verifications = new Collected<VerificationProgress>();

        ExpirySweep sweep = await shop.Domain.Points.ExpireAsync(null, sweeps, ct);
        VerificationReport report = await shop.Domain.VerifyAsync(Shop.Program, verifications, ct);

        Assert.Equal(new ExpirySweep(1_200, 1_200, 2_400), sweep);
        Assert.Equal(sweep, sweeps.Values[^1]);
        Assert.True(sweeps.Values.Count >= 3);
        Assert.Equal(sweeps.Values.OrderBy(s => s.Points), sweeps.Values);
        Assert.Equal(report.RecordsRead.Values.Sum(), verifications.Values[^1].RecordsRead);
        Assert.Equal(new ExpirySweep(0, 0, 0), await shop.Domain.Points.ExpireAsync(null, null, ct));
    }

    [Fact]
    public async Task Reading_changes_nothing()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = await FillAsync(StoreKind.Memory, ct);
        shop.Time.Now = ManualTime.Start.AddYears(5);
        string before = await shop.DumpAsync(ct);

        await shop.Domain.Points.GetBalanceAsync("m1", cancellationToken: ct);
        await shop.Domain.Points.GetStatementAsync("m1", null, ct);
        await shop.Domain.Points.GetTotalsAsync(ct);
        await shop.Domain.Commissions.GetBalanceAsync("m1", cancellationToken: ct);
        await shop.Domain.Commissions.GetTotalsAsync(ct);
        await shop.Domain.Orders.GetAsync("o1-1", ct);
        await shop.Domain.VerifyAsync(Shop.Program, null, ct);

        Assert.Equal(before, await shop.DumpAsync(ct));
    }

    [Fact]
    public async Task A_refund_uses_the_terms_that_its_order_was_paid_under()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = Shop.InMemory(pd => pd.Points(o => o.EarnPerUnit = 1m).Commissions(o => o.Rates = [0.1m]));
        await shop.Domain.Members.RegisterAsync(new("m"), ct);
        await shop.Domain.Members.RegisterAsync(new("r"), ct);
        await shop.Domain.Members.RegisterAsync(new("other"), ct);
        await shop.Domain.Referrals.BindAsync(new("b", "m", "r"), ct);
        await shop.Domain.Orders.PaidAsync(new("o", "m", [new OrderLine("sku", 1, new Money(10_000, "CNY"))], s_at), ct);

        // New terms, and a new referrer.
        await shop.RestartAsync(pd => pd
            .Referrals(o => o.Rebinding = Referrals.RebindingPolicy.Always)
            .Points(o => o.EarnPerUnit = 5m)
            .Commissions(o => o.Rates = [0.2m]));
        Assert.True((await shop.Domain.Referrals.BindAsync(new("b2", "m", "other"), ct)).IsAccepted);
        Outcome<RefundReceipt> refund = await shop.Domain.Orders.RefundedAsync(new("f", "o", new Money(5_000, "CNY"), s_at), ct);

        Assert.Equal(50, refund.Value.PointsReversed);
        Assert.Equal([new CommissionShare(1, "r", 500)], refund.Value.Clawbacks);
        Assert.Equal(500, (await shop.Domain.Commissions.GetBalanceAsync("r", cancellationToken: ct)).Net.MinorUnits);
        Assert.Equal(0, (await shop.Domain.Commissions.GetBalanceAsync("other", cancellationToken: ct)).Accrued.MinorUnits);
        await shop.VerifyAsync(ct);
    }

    /// <summary>Twelve members in a chain of referrers, five point entries each, and commission for all but the last.</summary>
    private static async Task<Shop> FillAsync(StoreKind store, CancellationToken ct)
    {
        Shop shop = Shop.On(store, pd => pd.Points(o => o.EarnPerUnit = 1m).Commissions(o => o.Rates = [0.1m]));
        string[] members = ["m1", "m10", "m2", "M", "中", "\uE000", "\U0001F600", "é", "e\u0301", "z", "z ", "0"];
        for (int i = 0; i < members.Length; i++)
        {
            await shop.Domain.Members.RegisterAsync(new(members[i]), ct);
            await shop.Domain.Points.GrantAsync(new($"g{i}", members[i], 7), ct);
            if (i > 0)
            {
                await shop.Domain.Referrals.BindAsync(new($"b{i}", members[i], members[i - 1]), ct);
            }

            for (int o = 0; o < 4; o++)
            {
                await shop.Domain.Orders.PaidAsync(new($"o{i}-{o}", members[i], [new OrderLine("sku", 1, new Money(1_000, "CNY"))], s_at.AddSeconds(o % 2)), ct);
            }
        }

        return shop;
    }

    private sealed class Collected<T> : IProgress<T>
    {
        internal List<T> Values { get; } = [];

        public void Report(T value)
        {
            lock (Values)
            {
                Values.Add(value);
            }
        }
    }
}
