using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Storage.InMemory;

namespace PrivateDomain.Sdk.Tests.Segments;

/// <summary>Many callers, two hosts, definitions that change meanwhile: whoever belongs is in, once, and is counted once.</summary>
public sealed class SegmentConcurrencyTests
{
    private const int Members = 12;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Memory, 900)]
    [InlineData(StoreKind.Sqlite, 240)]
    public async Task Two_hosts_and_many_callers_keep_what_one_look_at_everybody_finds(StoreKind store, int orders)
    {
        using var directory = new TempDirectory();
        await using Shop one = store == StoreKind.Memory ? Shop.InMemory(SegmentShop.Configure) : Shop.OnSqlite(directory, SegmentShop.Configure);
        await one.RegisterAsync([.. Enumerable.Range(0, Members).Select(i => $"m{i:D2}")]);
        await one.DefineAsync("buyers", MemberFields.Orders.AtLeast(1));
        await one.DefineAsync("frequent", MemberFields.Orders.AtLeast(orders / Members / 2));
        await one.DefineAsync("returners", MemberFields.RefundRate.AtLeast(300_000_000));
        await using Shop two = store == StoreKind.Memory ? Shop.On(one.Store, SegmentShop.Configure) : Shop.OnSqlite(directory, SegmentShop.Configure);

        // Half-way the rule of one segment changes and another comes up, each with a look at everybody, beside the traffic.
        Task changing = Task.Run(
            async () =>
            {
                await two.DefineAsync("frequent", MemberFields.Orders.AtLeast((orders / Members) - 1));
                await two.DefineAsync("spenders", MemberFields.Spend.AtLeast(orders / Members * 700));
                await two.Domain.Segments.RecomputeAsync(SegmentShop.Start, cancellationToken: Cancellation);
            },
            Cancellation);
        await Parallel.ForAsync(0, orders, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Cancellation }, async (i, token) =>
            await BuyAsync(i % 2 == 0 ? one.Domain : two.Domain, i, token));
        await changing;

        string everybody = string.Join(' ', Enumerable.Range(0, Members).Select(i => $"m{i:D2}"));
        Assert.Equal(everybody, await one.MembersAsync("buyers"));
        Assert.Equal(everybody, await one.MembersAsync("frequent"));
        SegmentSweep sweep = await one.Domain.Segments.RecomputeAsync(SegmentShop.Start, cancellationToken: Cancellation);
        Assert.Equal((Members, 0, 0), (sweep.Members, sweep.Entered, sweep.Left));
        await one.VerifyAsync(Cancellation);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_order_that_is_decided_before_a_definition_and_stored_after_the_look_at_everybody_is_decided_anew(bool isDefinedBefore)
    {
        var inMemory = new InMemoryRecordStore();
        var gate = new GatedStore(inMemory);
        await using Shop slow = Shop.On(new SharedStore(gate), SegmentShop.Configure);
        await using Shop other = Shop.On(new SharedStore(inMemory), SegmentShop.Configure);
        await slow.RegisterAsync("a");
        if (isDefinedBefore)
        {
            await other.DefineAsync("regulars", MemberFields.Orders.AtLeast(5));
        }

        gate.Close();
        Task paying = slow.PayAsync("o1", "a", 0);
        await gate.Waiting;
        await other.DefineAsync("regulars", MemberFields.Orders.AtLeast(1));
        SegmentSweep look = await other.Domain.Segments.RecomputeAsync(SegmentShop.Start, cancellationToken: Cancellation);
        gate.Open();
        await paying;

        Assert.Equal(0, look.Entered);
        Assert.Equal("a", await other.MembersAsync("regulars"));
        await other.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task Sweeps_at_once_book_every_change_once()
    {
        await using var shop = Shop.InMemory(SegmentShop.Configure);
        await shop.RegisterAsync([.. Enumerable.Range(0, 200).Select(i => $"m{i:D3}")]);
        await shop.DefineAsync("old", MemberFields.RegisteredAt.OlderThanDays(30));
        await shop.Domain.Segments.RecomputeAsync(SegmentShop.Start, cancellationToken: Cancellation);

        SegmentSweep[] sweeps = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            shop.Domain.Segments.EvaluateDueAsync(SegmentShop.Start.AddDays(30), cancellationToken: Cancellation).AsTask()));

        Assert.Equal(200, sweeps.Sum(sweep => sweep.Entered));
        Assert.Equal(200, await shop.Domain.Segments.CountAsync("old", Cancellation));
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task A_transaction_of_the_host_that_is_rolled_back_takes_the_segments_along()
    {
        using var directory = new TempDirectory();
        await using Shop shop = Shop.OnSqlite(directory, SegmentShop.Configure);
        await shop.RegisterAsync("a");
        await shop.DefineAsync("buyers", MemberFields.Orders.AtLeast(1));
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection(directory.ConnectionString);
        await connection.OpenAsync(Cancellation);
        var order = new OrderPaid("o1", "a", [new OrderLine("sku", 1, new Money(100, "CNY"))], SegmentShop.Start);

        await using (var transaction = (Microsoft.Data.Sqlite.SqliteTransaction)await connection.BeginTransactionAsync(Cancellation))
        {
            Assert.True((await shop.Domain.Enlist(connection, transaction).Orders.PaidAsync(order, Cancellation)).IsAccepted);
            await transaction.RollbackAsync(Cancellation);
        }

        Assert.Equal("", await shop.MembersAsync("buyers"));
        await using (var transaction = (Microsoft.Data.Sqlite.SqliteTransaction)await connection.BeginTransactionAsync(Cancellation))
        {
            Assert.True((await shop.Domain.Enlist(connection, transaction).Orders.PaidAsync(order, Cancellation)).IsAccepted);
            await transaction.CommitAsync(Cancellation);
        }

        Assert.Equal("a", await shop.MembersAsync("buyers"));
        await shop.VerifyAsync(Cancellation);
    }

    /// <summary>Pays an order and takes a third of them back, each call twice.</summary>
    private static async Task BuyAsync(IPrivateDomain domain, int i, CancellationToken cancellationToken)
    {
        var order = new OrderPaid($"o{i}", $"m{i % Members:D2}", [new OrderLine("sku", 1, new Money(1_000, "CNY"))], SegmentShop.Start);
        await domain.Orders.PaidAsync(order, cancellationToken);
        Assert.True((await domain.Orders.PaidAsync(order, cancellationToken)).IsReplayed);
        if (i % 3 == 0)
        {
            Assert.True((await domain.Orders.RefundedAsync(new OrderRefunded($"f{i}", $"o{i}", new Money(400, "CNY"), SegmentShop.Start), cancellationToken)).IsAccepted);
        }
    }
}
