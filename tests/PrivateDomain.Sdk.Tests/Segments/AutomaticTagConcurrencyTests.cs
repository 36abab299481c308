using System.Globalization;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Segments;

namespace PrivateDomain.Sdk.Tests.Segments;

/// <summary>Orders, refunds and tags by hand from many callers on two hosts: a look at everybody finds nothing to do afterwards.</summary>
public sealed class AutomaticTagConcurrencyTests
{
    private const int Members = 6;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Memory, 900)]
    [InlineData(StoreKind.Sqlite, 180)]
    public async Task Two_hosts_and_many_callers_leave_the_tags_that_follow_from_what_they_did(StoreKind store, int orders)
    {
        using var directory = new TempDirectory();
        await using Shop one = store == StoreKind.Memory ? Shop.InMemory(SegmentShop.Configure) : Shop.OnSqlite(directory, SegmentShop.Configure);
        await one.Domain.Members.GetAsync("nobody", Cancellation);
        await using Shop two = store == StoreKind.Memory ? Shop.On(one.Store, SegmentShop.Configure) : Shop.OnSqlite(directory, SegmentShop.Configure);
        await ContestAsync(one, two, orders);
    }

    [Fact]
    public async Task A_transaction_of_the_host_that_is_rolled_back_takes_the_tags_along()
    {
        using var directory = new TempDirectory();
        await using Shop shop = Shop.OnSqlite(directory, SegmentShop.Configure);
        await shop.DefineGroupsAsync();
        await shop.RegisterAsync("a");
        await shop.DefineAsync("buyers", MemberFields.Orders.AtLeast(1), tag: new("level", "gold"));
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection(directory.ConnectionString);
        await connection.OpenAsync(Cancellation);
        var order = new OrderPaid("o1", "a", [new OrderLine("sku", 1, new Money(100, "CNY"))], SegmentShop.Start);

        foreach (bool isKept in (bool[])[false, true])
        {
            await using var transaction = (Microsoft.Data.Sqlite.SqliteTransaction)await connection.BeginTransactionAsync(Cancellation);
            Assert.True((await shop.Domain.Enlist(connection, transaction).Orders.PaidAsync(order, Cancellation)).IsAccepted);
            await (isKept ? transaction.CommitAsync(Cancellation) : transaction.RollbackAsync(Cancellation));
            await transaction.DisposeAsync();
            Assert.Equal(isKept ? "level=gold Rule buyers" : "", await shop.TagsAsync("a"));
        }

        await shop.VerifyAsync(Cancellation);
    }

    /// <summary>Has 32 callers on two hosts buy, return, tag and untag, each order called twice; then looks at everybody.</summary>
    internal static async Task ContestAsync(Shop one, Shop two, int orders)
    {
        await one.DefineGroupsAsync();
        await one.DefineAsync("frequent", MemberFields.Orders.AtLeast(orders / Members / 2), tag: new("level", "gold"));
        await one.DefineAsync("returners", MemberFields.RefundRate.AtLeast(100_000_000), tag: new("level", "silver"));
        await one.DefineAsync("buyers", MemberFields.Orders.AtLeast(1), tag: new("likes", "tea"));
        await one.DefineAsync("best", MemberFields.Tag("level").Contains("gold"));
        await one.DefineAsync("told", MemberFields.Tag("level").ContainsAnyOf("bronze", "silver"));
        await one.RegisterAsync([.. Enumerable.Range(0, Members).Select(i => $"m{i}")]);

        await Parallel.ForAsync(0, orders, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Cancellation }, async (i, token) =>
        {
            IPrivateDomain domain = (i % 2 == 0 ? one : two).Domain;
            string member = string.Create(CultureInfo.InvariantCulture, $"m{i % Members}");
            var order = new OrderPaid($"o{i}", member, [new OrderLine("sku", 1, new Money(1_000, "CNY"))], SegmentShop.Start);
            await domain.Orders.PaidAsync(order, token);
            Assert.True((await domain.Orders.PaidAsync(order, token)).IsReplayed);
            switch (i % 7)
            {
                case 0 or 1:
                    Assert.True((await domain.Orders.RefundedAsync(new($"f{i}", $"o{i}", new Money(900, "CNY"), SegmentShop.Start), token)).IsAccepted);
                    break;
                case 2:
                    Assert.True((await domain.Tags.SetAsync(new($"s{i}", member, "level", "bronze") { OccurredAt = SegmentShop.Start }, token)).IsAccepted);
                    break;
                case 3:
                    Assert.True((await domain.Tags.RemoveAsync(new($"r{i}", member, "level", "bronze") { OccurredAt = SegmentShop.Start }, token)).IsAccepted);
                    break;
                case 4:
                    Assert.True((await domain.Tags.RemoveAsync(new($"t{i}", member, "likes", "tea") { OccurredAt = SegmentShop.Start }, token)).IsAccepted);
                    break;
            }
        });

        Assert.Equal(Members, await one.Domain.Segments.CountAsync("frequent", Cancellation));
        Assert.Equal(Members, await two.Domain.Tags.CountAsync("likes", "tea", Cancellation));
        SegmentSweep sweep = await two.Domain.Segments.RecomputeAsync(SegmentShop.Start, cancellationToken: Cancellation);
        Assert.Equal((Members, 0, 0, 0, 0), (sweep.Members, sweep.Entered, sweep.Left, sweep.TagsSet, sweep.TagsRemoved));
        await one.VerifyAsync(Cancellation);
    }
}
