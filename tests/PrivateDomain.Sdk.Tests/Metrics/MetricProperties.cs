using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Tests.Properties;

namespace PrivateDomain.Sdk.Tests.Metrics;

/// <summary>Metrics of random histories: equal to a naive recomputation, reversible, and the same however they came about.</summary>
public sealed partial class MetricProperties
{
    private static readonly Action<PrivateDomainBuilder> s_never = static pd => { };

    // Where everybody's whole spend is paid to his referrer, each order with goods says who that was.
    private static readonly Action<PrivateDomainBuilder> s_always = static pd => pd
        .Referrals(o => o.Rebinding = RebindingPolicy.Always)
        .Commissions(o => o.Rates = [1m]);

    private static Gen<(int Seed, int Events)> AnyHistory { get; } =
        from seed in Gen.Choose(0, int.MaxValue)
        from events in Gen.Choose(1, 60)
        select (seed, events);

    [Fact]
    public void Metrics_of_a_history_equal_a_naive_recomputation_after_each_step() => Laws.HoldAsync(AnyHistory, 150, async c =>
    {
        await using Shop shop = await OpenAsync(StoreKind.Memory, c.Seed % 2 == 0 ? s_never : s_always);
        var history = new History(c.Seed, c.Events, isInOrder: c.Seed % 3 == 0);
        var naive = new NaiveMetrics();
        foreach (object happened in history.Events)
        {
            if (await History.TellAsync(shop.Domain, happened, CancellationToken.None))
            {
                History.Tell(naive, happened);
            }

            await AssertEqualAsync(naive, shop, history.AsOf);
        }

        await shop.VerifyAsync(CancellationToken.None);
    });

    [Fact]
    public void On_sqlite_too_and_after_a_restart() => Laws.HoldAsync(AnyHistory, 6, async c =>
    {
        await using Shop shop = await OpenAsync(StoreKind.Sqlite, s_always);
        var history = new History(c.Seed, c.Events, isInOrder: false);
        var naive = new NaiveMetrics();
        foreach (object happened in history.Events)
        {
            if (await History.TellAsync(shop.Domain, happened, CancellationToken.None))
            {
                History.Tell(naive, happened);
            }
        }

        await shop.RestartAsync();
        await AssertEqualAsync(naive, shop, history.AsOf);
        await shop.VerifyAsync(CancellationToken.None);
    });

    [Fact]
    public void An_order_refunded_in_any_split_leaves_what_one_refund_leaves_and_that_is_what_was_before() => Laws.HoldAsync(AnyHistory, 120, async c =>
    {
        var history = new History(c.Seed, c.Events);
        var random = new Random(c.Seed);
        OrderLine[] lines = [.. Enumerable.Range(0, random.Next(1, 6)).Select(i => new OrderLine("sku", 1, new Money(random.Next(1, 300), "CNY")) { Category = random.Next(3) == 0 ? null : $"c{random.Next(3)}" })];
        var order = new OrderPaid("the-order", History.Members[0], lines, History.Start.AddHours(random.Next(c.Events * 31)))
        {
            Freight = new Money(random.Next(3), "CNY"),
            Tax = new Money(random.Next(3), "CNY"),
        };
        long total = lines.Sum(line => line.Amount.MinorUnits) + order.Freight!.Value.MinorUnits + order.Tax!.Value.MinorUnits;

        string once = await EndAsync(history, order, [new OrderRefunded("all", "the-order", new Money(total, "CNY"), history.AsOf)]);
        string byAmount = await EndAsync(history, order, ByAmount(random, total, history.AsOf));
        string byParts = await EndAsync(history, order, ByParts(random, order, history.AsOf));

        Assert.Equal(once, byAmount);
        Assert.Equal(once, byParts);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_rebuild_of_stored_orders_ends_where_keeping_metrics_from_the_start_ends(bool rebinds) => Laws.HoldAsync(AnyHistory, 60, async c =>
    {
        Action<PrivateDomainBuilder> options = rebinds ? s_always : s_never;
        var history = new History(c.Seed, c.Events, isInOrder: true, hasFreeGoods: !rebinds);
        await using Shop kept = await OpenAsync(StoreKind.Memory, options);
        await using Shop late = await OpenAsync(StoreKind.Memory, pd => Off(options, pd));
        await using Shop between = await OpenAsync(StoreKind.Memory, options);
        int third = history.Events.Count / 3;
        for (int i = 0; i < history.Events.Count; i++)
        {
            if (i == third)
            {
                await between.RestartAsync(pd => Off(options, pd));
            }
            else if (i == 2 * third)
            {
                await between.RestartAsync(pd => On(options, pd));
            }

            foreach (Shop shop in new[] { kept, late, between })
            {
                await History.TellAsync(shop.Domain, history.Events[i], CancellationToken.None);
            }
        }

        await late.RestartAsync(pd => On(options, pd));
        await between.RestartAsync(pd => On(options, pd));
        MetricRebuild rebuilt = await late.Domain.Metrics.RebuildAsync();
        await between.Domain.Metrics.RebuildAsync();

        string expected = await MetricDump.WithoutRevisionsAsync(kept, CancellationToken.None);
        Assert.Equal(expected, await MetricDump.WithoutRevisionsAsync(late, CancellationToken.None));
        Assert.Equal(expected, await MetricDump.WithoutRevisionsAsync(between, CancellationToken.None));
        Assert.Equal(rebuilt.Orders + rebuilt.Bindings, rebuilt.Changed);
        Assert.Equal(rebuilt with { Changed = 0 }, await late.Domain.Metrics.RebuildAsync());
        Assert.Equal(rebuilt with { Changed = 0 }, await kept.Domain.Metrics.RebuildAsync());
        await late.VerifyAsync(CancellationToken.None);
        await between.VerifyAsync(CancellationToken.None);
    });

    [Fact]
    public void Calls_decided_in_batches_leave_what_calls_one_at_a_time_leave() => Laws.HoldAsync(AnyHistory, 60, async c =>
    {
        var history = new History(c.Seed, c.Events, isInOrder: false);
        await using Shop one = await OpenAsync(StoreKind.Memory, s_always);
        await using Shop together = await OpenAsync(StoreKind.Memory, s_always);
        foreach (object happened in history.Events)
        {
            await History.TellAsync(one.Domain, happened, CancellationToken.None);
        }

        await Task.WhenAll(history.Events.Select(happened => History.TellAsync(together.Domain, happened, CancellationToken.None)).ToArray());

        Assert.Equal(await MetricDump.WithoutRevisionsAsync(one, CancellationToken.None), await MetricDump.WithoutRevisionsAsync(together, CancellationToken.None));
        await together.VerifyAsync(CancellationToken.None);
    });

    private static async Task<Shop> OpenAsync(StoreKind store, Action<PrivateDomainBuilder> configure)
    {
        Shop shop = Shop.On(store, pd => On(configure, pd));
        await History.RegisterAsync(shop, CancellationToken.None);
        return shop;
    }

    private static void On(Action<PrivateDomainBuilder> configure, PrivateDomainBuilder pd)
    {
        pd.Metrics();
        configure(pd);
    }

    private static void Off(Action<PrivateDomainBuilder> configure, PrivateDomainBuilder pd)
    {
        configure(pd);
        pd.Metrics(o => o.AreKept = false);
    }

    private static async Task AssertEqualAsync(NaiveMetrics naive, Shop shop, DateTimeOffset asOf)
    {
        foreach (string member in History.Members)
        {
            Assert.Equal(naive.Describe(member, asOf), NaiveMetrics.Describe((await shop.Domain.Metrics.GetAsync(member, asOf))!));
        }
    }

    /// <summary>What is stored after the order and its refunds; and all that can be read must be as before but the figures about refunds.</summary>
    private static async Task<string> EndAsync(History history, OrderPaid order, IEnumerable<OrderRefunded> refunds)
    {
        await using Shop shop = await OpenAsync(StoreKind.Memory, s_always);
        foreach (object happened in history.Events)
        {
            await History.TellAsync(shop.Domain, happened, CancellationToken.None);
        }

        List<MemberMetrics> before = await ReadAsync(shop, history.AsOf);
        Assert.True((await shop.Domain.Orders.PaidAsync(order)).IsAccepted);
        foreach (OrderRefunded refund in refunds)
        {
            Outcome<RefundReceipt> outcome = await shop.Domain.Orders.RefundedAsync(refund);
            Assert.True(outcome.IsAccepted, $"{refund}: {outcome.Refusal}");
        }

        List<MemberMetrics> after = await ReadAsync(shop, history.AsOf);
        for (int i = 0; i < before.Count; i++)
        {
            Assert.Equivalent(
                before[i],
                after[i] with { OrdersReturned = before[i].OrdersReturned, OrdersRefunded = before[i].OrdersRefunded, Refunded = before[i].Refunded, RefundRate = before[i].RefundRate },
                strict: true);
        }

        Assert.Equal(before[0].OrdersReturned + 1, after[0].OrdersReturned);
        await shop.VerifyAsync(CancellationToken.None);
        return Refunds().Replace(await MetricDump.WithoutRevisionsAsync(shop, CancellationToken.None), "");
    }

    private static async Task<List<MemberMetrics>> ReadAsync(Shop shop, DateTimeOffset asOf)
    {
        var metrics = new List<MemberMetrics>();
        foreach (string member in History.Members)
        {
            metrics.Add((await shop.Domain.Metrics.GetAsync(member, asOf))!);
        }

        return metrics;
    }

    private static List<OrderRefunded> ByAmount(Random random, long total, DateTimeOffset at)
    {
        var refunds = new List<OrderRefunded>();
        while (total > 0)
        {
            long piece = random.NextInt64(1, total + 1);
            refunds.Add(new OrderRefunded($"amount-{refunds.Count}", "the-order", new Money(piece, "CNY"), at));
            total -= piece;
        }

        return refunds;
    }

    private static List<OrderRefunded> ByParts(Random random, OrderPaid order, DateTimeOffset at)
    {
        var refunds = new List<OrderRefunded>();
        OrderRefunded Next() => new($"part-{refunds.Count}", "the-order", at);
        for (int i = 0; i < order.Lines.Count; i++)
        {
            long amount = order.Lines[i].Amount.MinorUnits;
            long piece = random.NextInt64(0, amount + 1);
            foreach (long part in new[] { piece, amount - piece }.Where(part => part > 0))
            {
                refunds.Add(Next() with { Lines = [new RefundedLine(i + 1, new Money(part, "CNY"))] });
            }
        }

        if (order.Freight is { MinorUnits: > 0 })
        {
            refunds.Add(Next() with { Freight = order.Freight });
        }

        if (order.Tax is { MinorUnits: > 0 })
        {
            refunds.Add(Next() with { Tax = order.Tax });
        }

        OrderRefunded[] shuffled = [.. refunds];
        random.Shuffle(shuffled);
        return [.. shuffled];
    }

    [GeneratedRegex(@"refunds=\d+ ", RegexOptions.NonBacktracking)]
    private static partial Regex Refunds();
}
