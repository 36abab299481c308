using FsCheck;
using FsCheck.Fluent;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Tests.NaiveModel;

namespace PrivateDomain.Sdk.Tests.Properties;

/// <summary>L10: any sequence of refunds that adds up to the whole ends where one full refund ends.</summary>
public sealed class RefundConfluenceProperties
{
    private static readonly DateTimeOffset s_paidAt = new(2024, 5, 1, 8, 0, 0, TimeSpan.Zero);

    private static Gen<Case> AnyCase { get; } =
        from lines in Gen.NonEmptyListOf(Laws.AmountUpTo(1_000_000)).Where(lines => lines.Count <= 4)
        from freight in Gen.Elements(0L, 1L, 999L)
        from tax in Gen.Elements(0L, 1L, 777L)
        from cuts in Gen.ListOf(Gen.Choose(1, 1_000_000)).Where(cuts => cuts.Count <= 6)
        from earn in Gen.Elements(0m, 1m, 0.333333333m, 7.77m, 100m)
        from rates in Gen.Elements<decimal[]>([0.1m], [0.1m, 0.02m], [0.333333333m, 0.666666667m], [0.5m, 0.5m], [1m])
        from spent in Gen.Choose(0, 100)
        from days in Gen.Elements(0, 3, 40)
        from seed in Gen.Choose(0, int.MaxValue)
        select new Case([.. lines], freight, tax, [.. cuts], earn, rates, spent, days, seed);

    [Fact]
    public void Refunds_by_amount_in_any_split_and_order_end_where_one_full_refund_ends() => Laws.HoldAsync(AnyCase, 120, async c =>
    {
        string once = await EndAsync(c, _ => [new OrderRefunded("all", "order", Cny(c.Total), c.RefundedAt)]);
        string split = await EndAsync(c, order => SplitByAmount(c));
        Assert.Equal(once, split);
    });

    [Fact]
    public void Refunds_by_lines_freight_and_tax_in_any_split_and_order_end_where_one_full_refund_ends() => Laws.HoldAsync(AnyCase, 120, async c =>
    {
        string once = await EndAsync(c, _ => [new OrderRefunded("all", "order", Cny(c.Total), c.RefundedAt)]);
        string split = await EndAsync(c, order => SplitByParts(c));
        Assert.Equal(once, split);
    });

    [Fact]
    public void Commission_never_exceeds_the_base_and_clawback_never_the_commission() => Laws.HoldAsync(AnyCase, 120, async c =>
    {
        await using Shop shop = await PrepareAsync(c);
        Outcome<OrderReceipt> paid = await shop.Domain.Orders.PaidAsync(c.Order);
        long accrued = paid.Value.Commissions.Sum(share => share.Amount);
        Assert.InRange(accrued, 0, c.Lines.Sum());

        foreach (OrderRefunded refund in SplitByAmount(c))
        {
            Assert.True((await shop.Domain.Orders.RefundedAsync(refund)).IsAccepted);
            foreach (CommissionAccrual accrual in await AccrualsAsync(shop))
            {
                Assert.InRange(accrual.ClawedBack, 0, accrual.Accrued);
            }
        }

        Assert.All(await AccrualsAsync(shop), accrual => Assert.Equal(accrual.Accrued, accrual.ClawedBack));
        Assert.Equal(0, (await shop.Domain.Commissions.GetBalanceAsync("r1")).Net.MinorUnits);
        Assert.Equal(0, (await shop.Domain.Commissions.GetBalanceAsync("r2")).Net.MinorUnits);
        Assert.Empty((await shop.Domain.Commissions.GetTotalsAsync()).TopPayees);
        await shop.VerifyAsync(CancellationToken.None);
    });

    [Fact]
    public void Granted_points_are_live_redeemed_expired_reversed_or_repaid() => Laws.HoldAsync(AnyCase, 120, async c =>
    {
        await using Shop shop = await PrepareAsync(c);
        await shop.Domain.Orders.PaidAsync(c.Order);
        foreach (OrderRefunded refund in SplitByAmount(c))
        {
            await shop.Domain.Orders.RefundedAsync(refund);
            await shop.Domain.Points.GrantAsync(new($"after-{refund.RefundId}", "m", 3) { OccurredAt = c.RefundedAt });
            PointTotals t = await shop.Domain.Points.GetTotalsAsync();
            Assert.Equal(t.Granted, t.Live + t.Redeemed + t.Expired + t.Reversed + t.DebtRepaid);
            Assert.Equal(t.DebtIncurred, t.DebtRepaid + t.Debt);
        }
    });

    /// <summary>What is left in lots, accounts and commission after the order and its refunds.</summary>
    private static async Task<string> EndAsync(Case c, Func<OrderPaid, IEnumerable<OrderRefunded>> refunds)
    {
        await using Shop shop = await PrepareAsync(c);
        Assert.True((await shop.Domain.Orders.PaidAsync(c.Order)).IsAccepted);
        if (c.Spent > 0)
        {
            PointBalance balance = await shop.Domain.Points.GetBalanceAsync("m", s_paidAt);
            await shop.Domain.Points.SpendAsync(new("spend", "m", Math.Max(1, balance.Available * c.Spent / 100)) { OccurredAt = s_paidAt });
        }

        foreach (OrderRefunded refund in refunds(c.Order))
        {
            Outcome<RefundReceipt> outcome = await shop.Domain.Orders.RefundedAsync(refund);
            Assert.True(outcome.IsAccepted, $"{refund}: {outcome.Refusal}");
        }

        Order after = (await shop.Domain.Orders.GetAsync("order"))!;
        Assert.Equal(after.Amount, after.Refunded);
        Assert.Equal(after.Goods, after.RefundedGoods);
        Outcome<RefundReceipt> more = await shop.Domain.Orders.RefundedAsync(new OrderRefunded("more", "order", Cny(1), c.RefundedAt));
        Assert.Equal(OrderRefusals.RefundExceedsPaid, more.Refusal?.Code);
        await shop.VerifyAsync(CancellationToken.None);

        // Everything but how many steps it took: revisions and ledger lengths.
        var end = new List<string>();
        foreach (PointLot lot in (await StoreDump.ReadAsync(shop.Store, PointLot.Schema, Shop.Program, CancellationToken.None)).Cast<PointLot>())
        {
            end.Add($"{lot with { Revision = 0 }}");
        }

        foreach (PointAccount account in (await StoreDump.ReadAsync(shop.Store, PointAccount.Schema, Shop.Program, CancellationToken.None)).Cast<PointAccount>())
        {
            end.Add($"{account.MemberId} {account.Balance} {account.Debt} {account.NextExpiry}");
        }

        foreach (CommissionAccrual accrual in await AccrualsAsync(shop))
        {
            end.Add($"{accrual with { Revision = 0 }}");
        }

        foreach (string member in new[] { "r1", "r2" })
        {
            end.Add($"{await shop.Domain.Commissions.GetBalanceAsync(member)}");
        }

        end.Add($"{await shop.Domain.Points.GetBalanceAsync("m", c.RefundedAt)}");
        return string.Join(Environment.NewLine, end);
    }

    private static async Task<IEnumerable<CommissionAccrual>> AccrualsAsync(Shop shop) =>
        (await StoreDump.ReadAsync(shop.Store, CommissionAccrual.Schema, Shop.Program, CancellationToken.None)).Cast<CommissionAccrual>();

    private static async Task<Shop> PrepareAsync(Case c)
    {
        Shop shop = Shop.InMemory(ModelBased.ScenarioRunner.Options(new NaiveTerms
        {
            EarnPerUnit = c.Earn,
            Rates = c.Rates,
            ExpiresAfter = TimeSpan.FromDays(30),
        }));
        foreach (string member in new[] { "m", "r1", "r2" })
        {
            await shop.Domain.Members.RegisterAsync(new(member));
        }

        await shop.Domain.Referrals.BindAsync(new("b1", "m", "r1"));
        await shop.Domain.Referrals.BindAsync(new("b2", "r1", "r2"));
        foreach ((string key, long points, int days) in new[] { ("early", 50L, 2), ("same", 40L, 30), ("late", 30L, 100), ("late-too", 20L, 100) })
        {
            await shop.Domain.Points.GrantAsync(new(key, "m", points) { OccurredAt = s_paidAt, ExpiresAt = s_paidAt.AddDays(days) });
        }

        return shop;
    }

    private static List<OrderRefunded> SplitByAmount(Case c)
    {
        var refunds = new List<OrderRefunded>();
        long left = c.Total;
        foreach (int cut in c.Cuts)
        {
            if (cut < left)
            {
                refunds.Add(new OrderRefunded($"f{refunds.Count}", "order", Cny(cut), c.RefundedAt));
                left -= cut;
            }
        }

        refunds.Add(new OrderRefunded($"f{refunds.Count}", "order", Cny(left), c.RefundedAt));
        return Shuffled(refunds, c.Seed);
    }

    /// <summary>Each line, the freight and the tax in one or two pieces.</summary>
    private static List<OrderRefunded> SplitByParts(Case c)
    {
        var random = new Random(c.Seed);
        var refunds = new List<OrderRefunded>();
        OrderRefunded Next() => new($"f{refunds.Count}", "order", c.RefundedAt);
        for (int i = 0; i < c.Lines.Length; i++)
        {
            long piece = random.NextInt64(0, c.Lines[i] + 1);
            foreach (long amount in new[] { piece, c.Lines[i] - piece }.Where(amount => amount > 0))
            {
                refunds.Add(Next() with { Lines = [new RefundedLine(i + 1, Cny(amount))] });
            }
        }

        if (c.Freight > 0)
        {
            refunds.Add(Next() with { Freight = Cny(c.Freight) });
        }

        if (c.Tax > 0)
        {
            refunds.Add(Next() with { Tax = Cny(c.Tax) });
        }

        return Shuffled(refunds, c.Seed);
    }

    private static List<OrderRefunded> Shuffled(List<OrderRefunded> refunds, int seed)
    {
        OrderRefunded[] shuffled = [.. refunds];
        new Random(seed).Shuffle(shuffled);
        return [.. shuffled];
    }

    private static Money Cny(long minorUnits) => new(minorUnits, "CNY");

    internal sealed record Case(
        long[] Lines, long Freight, long Tax, int[] Cuts, decimal Earn, decimal[] Rates, int Spent, int Days, int Seed)
    {
        internal long Total => Lines.Sum() + Freight + Tax;

        internal DateTimeOffset RefundedAt => s_paidAt.AddDays(Days);

        internal OrderPaid Order => new("order", "m", [.. Lines.Select((amount, i) => new OrderLine($"sku-{i}", 1, Cny(amount)))], s_paidAt)
        {
            Freight = Cny(Freight),
            Tax = Cny(Tax),
            Amount = Cny(Total),
        };
    }
}
