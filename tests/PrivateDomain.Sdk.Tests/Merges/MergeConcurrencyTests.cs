using System.Collections.Concurrent;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Tests.Merges;

/// <summary>Two members are merged and parted again and again while callers on two hosts write to both: nothing is lost, nothing counts twice.</summary>
public sealed class MergeConcurrencyTests
{
    private const int Callers = 32;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Memory, 30, 24)]
    [InlineData(StoreKind.Sqlite, 12, 12)]
    public async Task Writers_on_two_hosts_lose_and_double_nothing_while_members_are_merged_and_parted(StoreKind store, int each, int merges)
    {
        using var directory = new TempDirectory();
        await using Shop one = store == StoreKind.Memory ? Shop.InMemory(MergeShop.Configure) : Shop.OnSqlite(directory, MergeShop.Configure);
        await one.Domain.Members.GetAsync("nobody", Ct);
        await using Shop two = store == StoreKind.Memory ? Shop.On(one.Store, MergeShop.Configure) : Shop.OnSqlite(directory, MergeShop.Configure);
        await ContestAsync(one, two, each, merges);
    }

    /// <summary>Writes from both hosts while both merge and part, and adds everything up in the end.</summary>
    internal static async Task ContestAsync(Shop one, Shop two, int each, int merges)
    {
        await MergeShop.PrepareAsync(one, "a", "b", "child", "x");
        await one.Domain.Referrals.BindAsync(new("child", "child", "a"), Ct);
        var points = new ConcurrentBag<long>();
        var goods = new ConcurrentBag<long>();
        var earned = new ConcurrentBag<long>();
        var issued = new ConcurrentBag<string>();
        var redeemed = new ConcurrentBag<string>();
        using var writing = new CancellationTokenSource();

        Task merging = MergeAsync(one, two, merges, writing.Token);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
        {
            IPrivateDomain pd = (caller % 2 == 0 ? one : two).Domain;
            for (int i = 0; i < each; i++)
            {
                string member = (caller + i) % 3 == 0 ? "a" : "b";
                string key = $"{caller}-{i}";
                switch ((caller + i) % 7)
                {
                    case 0:
                        points.Add((await TwiceAsync(() => pd.Points.GrantAsync(new($"g{key}", member, 1 + i), Ct))).Granted);
                        break;
                    case 1:
                        Outcome<SpendReceipt> spent = await pd.Points.SpendAsync(new($"s{key}", member, 2), Ct);
                        points.Add(spent.IsAccepted ? -2 : 0);
                        break;
                    case 2:
                        await PayAsync(pd, one, key, member, points, goods);
                        RefundReceipt refund = await TwiceAsync(() => pd.Orders.RefundedAsync(
                            new($"f{key}", $"o{key}", one.Time.GetUtcNow()) { Amount = new Money(3_00, "CNY") }, Ct));
                        points.Add(-refund.PointsReversed - refund.DebtIncurred);
                        goods.Add(-3_00);
                        break;
                    case 3:
                        await PayAsync(pd, one, key, member, points, goods);
                        break;
                    case 5:
                        // Merged or parted in between, the member may not have it any more: then the order is refused, and nothing moves.
                        issued.Add((await TwiceAsync(() => pd.Coupons.IssueAsync(new($"k{key}", "one", member), Ct))).CouponId.Value);
                        if (await MergeShop.PayWithAsync(one, $"k{key}", member, $"k{key}") is null)
                        {
                            redeemed.Add($"k{key}");
                            points.Add(8);
                            goods.Add(8_00);
                        }

                        break;
                    case 4:
                        OrderReceipt order = await TwiceAsync(() => pd.Orders.PaidAsync(
                            new OrderPaid($"c{key}", "child", [new OrderLine("sku", 1, new Money(10_00, "CNY"))], one.Time.GetUtcNow()), Ct));
                        earned.Add(order.Commissions.Sum(share => share.Amount));
                        break;
                    default:
                        Outcome<TagReceipt> tagged = i % 2 == 0
                            ? await pd.Tags.SetAsync(new($"t{key}", member, "likes", $"v{i % 5}"), Ct)
                            : await pd.Tags.RemoveAsync(new($"t{key}", member, "likes", $"v{i % 5}"), Ct);
                        Assert.True(tagged.IsAccepted);
                        break;
                }
            }
        }));
        await writing.CancelAsync();
        await merging;

        await one.VerifyAsync(Ct);
        MemberId[] persons = [.. new[] { await one.Domain.Members.GetAsync("a", Ct), await one.Domain.Members.GetAsync("b", Ct) }.Select(member => member!.MemberId).Distinct()];
        long net = 0;
        long spend = 0;
        long commission = 0;
        long coupons = 0;
        foreach (MemberId person in persons)
        {
            PointBalance balance = await two.Domain.Points.GetBalanceAsync(person, null, null, Ct);
            net += balance.Available + balance.Pending - balance.Debt;
            spend += (await two.Domain.Metrics.GetAsync(person, null, Ct))!.Spend.MinorUnits;
            coupons += (await two.Domain.Coupons.GetLiveAsync(person, null, Ct)).Count;
            commission += (await two.Domain.Commissions.GetBalanceAsync(person, null, Ct)).Net.MinorUnits;
        }

        Assert.Equal(points.Sum(), net);
        Assert.Equal(goods.Sum(), spend);
        Assert.Equal(earned.Sum(), commission);
        CouponStock stock = (await two.Domain.Coupons.GetStockAsync("one", Ct))!;
        Assert.Equal((issued.Count, redeemed.Count, issued.Count - redeemed.Count), (stock.Issued, stock.Redeemed, coupons));
    }

    private static async Task MergeAsync(Shop one, Shop two, int merges, CancellationToken stop)
    {
        int done = 0;
        for (int i = 0; !stop.IsCancellationRequested || done < 2; i++)
        {
            IMerges host = (i % 2 == 0 ? one : two).Domain.Merges;
            (MemberId from, MemberId into) = i % 3 == 0 ? ("b", "a") : (new MemberId("a"), new MemberId("b"));
            Outcome<MergeReceipt> merged = await host.MergeAsync(new($"m{i}", from, into), Ct);
            Assert.True(merged.IsAccepted, merged.Refusal?.Message);
            if (++done >= merges && stop.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(5, Ct);
            Outcome<MergeReceipt> undone = await (i % 2 == 0 ? two : one).Domain.Merges.UndoAsync(new($"u{i}", from), Ct);
            Assert.True(undone.IsAccepted, undone.Refusal?.Message);
        }
    }

    private static async Task PayAsync(IPrivateDomain pd, Shop shop, string key, string member, ConcurrentBag<long> points, ConcurrentBag<long> goods)
    {
        OrderReceipt order = await TwiceAsync(() => pd.Orders.PaidAsync(
            new OrderPaid($"o{key}", member, [new OrderLine("sku", 1, new Money(9_00, "CNY")) { Category = "tea" }], shop.Time.GetUtcNow()), Ct));
        points.Add(order.PointsGranted);
        goods.Add(9_00);
    }

    /// <summary>Every key is used twice: the second answer is the first.</summary>
    private static async Task<T> TwiceAsync<T>(Func<ValueTask<Outcome<T>>> call)
        where T : class
    {
        Outcome<T> first = await call();
        Outcome<T> second = await call();
        Assert.True(first.IsAccepted, first.Refusal?.Message);
        Assert.True(second.IsReplayed);
        return first.Value;
    }
}
