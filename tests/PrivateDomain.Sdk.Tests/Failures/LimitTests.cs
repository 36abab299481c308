using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Storage.InMemory;
using PrivateDomain.Sdk.Tests.ModelBased;

namespace PrivateDomain.Sdk.Tests.Failures;

/// <summary>A store says what its limits are, and the engine keeps within them.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task No_commit_has_more_changes_than_the_store_takes()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        var inner = new InMemoryRecordStore();
        var store = new FaultingStore(inner) { Limits = inner.Descriptor with { MaxChanges = 60 } };
        await using Shop shop = Shop.On(store, pd => pd.Points(o => o.EarnPerUnit = 1m));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(m => shop.Domain.Members.RegisterAsync(new($"m{m}"), ct).AsTask()));

        Outcome<OrderReceipt>[] paid = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => shop.Domain.Orders.PaidAsync(
            new($"o{i}", $"m{i % 50}", [new OrderLine("sku", 1, new Money(1_000, "CNY"))], SdkCalls.Utc(ManualTime.Start)), ct).AsTask()));

        Assert.All(paid, outcome => Assert.Equal(10, outcome.Value.PointsGranted));
        await shop.VerifyAsync(ct);
    }

    [Fact]
    public async Task No_page_is_larger_than_the_store_gives()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        var inner = new InMemoryRecordStore();
        var store = new FaultingStore(inner) { Limits = inner.Descriptor with { MaxPageSize = 7 } };
        await using Shop shop = Shop.On(store);
        await shop.Domain.Members.RegisterAsync(new("m"), ct);
        for (int i = 0; i < 30; i++)
        {
            await shop.Domain.Points.GrantAsync(new($"k{i}", "m", 1) { ExpiresAt = SdkCalls.Utc(ManualTime.Start.AddDays(1)) }, ct);
        }

        Assert.Equal(30, (await Comparison.ReadStatementAsync(shop.Domain, "m", PageRequest.MaxSize, ct)).Count);
        Assert.Equal(30, (await shop.Domain.Points.GetTotalsAsync(ct)).Live);
        await shop.VerifyAsync(ct);
        shop.Time.Now = ManualTime.Start.AddDays(2);
        Assert.Equal(new ExpirySweep(1, 30, 30), await shop.Domain.Points.ExpireAsync(null, null, ct));
    }

    [Fact]
    public async Task A_member_with_thousands_of_lots_is_spent_reversed_and_expired_exactly()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = Shop.InMemory();
        await shop.Domain.Members.RegisterAsync(new("m"), ct);
        const int lots = 3_000;
        await Task.WhenAll(Enumerable.Range(0, lots).Select(i => shop.Domain.Points.GrantAsync(
            new($"g{i}", "m", 2)
            {
                ExpiresAt = SdkCalls.Utc(ManualTime.Start.AddDays(10 + (i % 3))),
                AvailableAt = i % 10 == 0 ? SdkCalls.Utc(ManualTime.Start.AddDays(1)) : null,
            },
            ct).AsTask()));
        Assert.Equal(lots * 2 * 9 / 10, (await shop.Domain.Points.GetBalanceAsync("m", cancellationToken: ct)).Available);

        Outcome<SpendReceipt> spent = await shop.Domain.Points.SpendAsync(new("s", "m", (lots * 2 * 9 / 10) - 1), ct);
        Assert.True(spent.IsAccepted, spent.Refusal?.Message);
        PointBalance balance = await shop.Domain.Points.GetBalanceAsync("m", cancellationToken: ct);
        Assert.Equal((1, lots * 2 / 10), (balance.Available, balance.Pending));

        // The first lots are spent: what is taken back comes from the pending ones, then becomes debt.
        for (int lot = 2; lot <= 400; lot++)
        {
            Assert.True((await shop.Domain.Points.ReverseAsync(new($"r{lot}", "m", lot, 2), ct)).IsAccepted);
        }

        await shop.VerifyAsync(ct);
        shop.Time.Now = ManualTime.Start.AddDays(30);
        await shop.Domain.Points.ExpireAsync(null, null, ct);
        PointTotals totals = await shop.Domain.Points.GetTotalsAsync(ct);
        Assert.Equal(0, totals.Live);
        Assert.Equal(lots * 2, totals.Redeemed + totals.Expired + totals.Reversed + totals.DebtRepaid);
        await shop.VerifyAsync(ct);
    }

    [Fact]
    public async Task A_balance_that_no_longer_fits_in_64_bits_is_refused_and_stays_exact()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        const long largest = 1_000_000_000_000_000;
        await using Shop shop = Shop.InMemory(pd => pd.Points(o => o.MaxPerOperation = largest));
        await shop.Domain.Members.RegisterAsync(new("m"), ct);
        int fitting = (int)(long.MaxValue / largest);

        Outcome<GrantReceipt>[] grants = await Task.WhenAll(Enumerable.Range(0, fitting + 3).Select(i => shop.Domain.Points.GrantAsync(new($"g{i}", "m", largest), ct).AsTask()));

        Assert.Equal(fitting, grants.Count(outcome => outcome.IsAccepted));
        Assert.All(grants.Where(outcome => !outcome.IsAccepted), outcome => Assert.Equal(PointRefusals.BalanceTooLarge, outcome.Refusal?.Code));
        Assert.Equal(fitting * largest, (await shop.Domain.Points.GetBalanceAsync("m", cancellationToken: ct)).Available);
        Assert.Equal(fitting * largest, (await shop.Domain.Points.GetTotalsAsync(ct)).Live);
        await shop.VerifyAsync(ct);
    }

    [Fact]
    public async Task An_order_whose_points_do_not_fit_in_64_bits_is_refused_and_leaves_no_trace()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = Shop.InMemory(pd => pd
            .Currency("JPY")
            .Points(o => o.EarnPerUnit = 1_000_000m)
            .Orders(o => o.MaxAmount = 1_000_000_000_000_000));
        await shop.Domain.Members.RegisterAsync(new("m"), ct);
        string before = await shop.DumpAsync(ct, type => type.Name != "operations");

        Outcome<OrderReceipt> paid = await shop.Domain.Orders.PaidAsync(
            new("o", "m", [new OrderLine("sku", 1, new Money(1_000_000_000_000_000, "JPY"))], SdkCalls.Utc(ManualTime.Start)), ct);

        Assert.False(paid.IsAccepted);
        Assert.StartsWith("points.", paid.Refusal!.Code, StringComparison.Ordinal);
        Assert.Equal(before, await shop.DumpAsync(ct, type => type.Name != "operations"));
    }

    [Fact]
    public async Task Commission_that_no_longer_fits_in_64_bits_fails_its_own_call_whole_and_leaves_the_rest_of_the_batch_alone()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        const long largest = 1_000_000_000_000_000;
        await using Shop shop = Shop.InMemory(pd => pd.Commissions(o =>
        {
            o.MaxAmount = largest;
            o.Rates = [1m];
        }));
        await shop.Domain.Members.RegisterAsync(new("m"), ct);
        await shop.Domain.Members.RegisterAsync(new("r"), ct);
        await shop.Domain.Referrals.BindAsync(new("b", "m", "r"), ct);
        int fitting = (int)(long.MaxValue / largest);

        bool[] accepted = await Task.WhenAll(Enumerable.Range(0, fitting + 5).Select(AccrueAsync));

        Assert.Equal(fitting, accepted.Count(a => a));
        Assert.Equal(fitting * largest, (await shop.Domain.Commissions.GetBalanceAsync("r", cancellationToken: ct)).Net.MinorUnits);
        await shop.VerifyAsync(ct);

        async Task<bool> AccrueAsync(int i)
        {
            try
            {
                return (await shop.Domain.Commissions.AccrueAsync(new($"a{i}", $"s{i}", "m", new Money(largest, "CNY")), ct)).IsAccepted;
            }
            catch (OverflowException)
            {
                return false;
            }
        }
    }
}
