using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;

namespace PrivateDomain.Sdk.Tests.Merges;

/// <summary>Random histories with merges and partings: what all members have together never changes by them, parting at once changes nothing, and every law holds.</summary>
public sealed class MergeHistoryTests
{
    private static readonly string[] s_members = ["m0", "m1", "m2", "m3", "m4"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 45, 70)]
    [InlineData(1_000, 45, 70)]
    public async Task Merges_and_partings_only_move(int firstSeed, int seeds, int steps)
    {
        int merged = 0;
        int undone = 0;
        for (int seed = firstSeed; seed < firstSeed + seeds; seed++)
        {
            await using Shop shop = await MergeShop.OpenAsync(StoreKind.Memory, s_members);
            var random = new Random(seed);
            var orders = new List<string>();
            for (int step = 0; step < steps; step++)
            {
                string key = $"{seed}-{step}";
                string member = s_members[random.Next(s_members.Length)];
                if (random.Next(5) > 0)
                {
                    await WriteAsync(shop, random, key, member, orders);
                    continue;
                }

                (long Points, long Orders, long Spend) before = await TogetherAsync(shop);
                string into = s_members[random.Next(s_members.Length)];
                Member survivor = (await shop.Domain.Members.GetAsync(into, Ct))!;
                PointBalance giving = await shop.Domain.Points.GetBalanceAsync(member, null, null, Ct);
                PointBalance taking = await shop.Domain.Points.GetBalanceAsync(into, null, null, Ct);
                string seen = await MergeShop.SeenAsync(shop, s_members);
                Outcome<MergeReceipt> merge = await shop.Domain.Merges.MergeAsync(new($"m{key}", member, into), Ct);
                if (merge.IsAccepted)
                {
                    merged++;
                    PointBalance both = await shop.Domain.Points.GetBalanceAsync(member, null, null, Ct);
                    Assert.Equal(survivor.MemberId, both.MemberId);
                    Assert.Equal(Net(giving) + Net(taking), Net(both));
                    Assert.Equal(before, await TogetherAsync(shop));
                    await shop.VerifyAsync(Ct);
                    if (random.Next(3) > 0)
                    {
                        continue;
                    }

                    Assert.True((await shop.Domain.Merges.UndoAsync(new($"u{key}", member), Ct)).IsAccepted);
                    Assert.Equal(seen, await MergeShop.SeenAsync(shop, s_members));
                }
                else if ((await shop.Domain.Merges.UndoAsync(new($"u{key}", member), Ct)).IsAccepted)
                {
                    undone++;
                    Assert.Equal(member, (await shop.Domain.Members.GetAsync(member, Ct))!.MemberId.Value);
                }

                Assert.Equal(before, await TogetherAsync(shop));
                await shop.VerifyAsync(Ct);
            }

            await shop.VerifyAsync(Ct);
        }

        Assert.True(merged > seeds && undone > seeds / 4, $"{merged} merges and {undone} late partings: the histories do not reach what they are about.");
    }

    private static long Net(PointBalance balance) => balance.Available + balance.Pending - balance.Debt;

    private static async Task<(long Points, long Orders, long Spend)> TogetherAsync(Shop shop)
    {
        (long points, long orders, long spend) = (0L, 0L, 0L);
        foreach (string id in s_members)
        {
            if ((await shop.Domain.Members.GetAsync(id, Ct))!.MemberId.Value == id)
            {
                points += Net(await shop.Domain.Points.GetBalanceAsync(id, null, null, Ct));
                MemberMetrics metrics = (await shop.Domain.Metrics.GetAsync(id, null, Ct))!;
                (orders, spend) = (orders + metrics.Orders, spend + metrics.Spend.MinorUnits);
            }
        }

        return (points, orders, spend);
    }

    private static async Task WriteAsync(Shop shop, Random random, string key, string member, List<string> orders)
    {
        IPrivateDomain pd = shop.Domain;
        DateTimeOffset now = shop.Time.GetUtcNow();
        switch (random.Next(13))
        {
            case 0:
                await pd.Points.GrantAsync(
                    new($"g{key}", member, random.Next(1, 50)) { AvailableAt = now.AddDays(random.Next(3)), ExpiresAt = now.AddDays(random.Next(4, 20)) }, Ct);
                break;
            case 1:
                await pd.Points.SpendAsync(new($"s{key}", member, random.Next(1, 60)), Ct);
                break;
            case 2 or 3:
                await MergeShop.PayAsync(shop, $"o{key}", member, random.Next(1, 90) * 1_00L, random.Next(2) == 0 ? "tea" : "cups");
                orders.Add($"o{key}");
                break;
            case 4 when orders.Count > 0:
                await pd.Orders.RefundedAsync(
                    new($"f{key}", orders[random.Next(orders.Count)], now) { Amount = new Money(random.Next(1, 40) * 1_00L, "CNY") }, Ct);
                break;
            case 5:
                await pd.Referrals.BindAsync(new($"r{key}", member, s_members[random.Next(s_members.Length)]), Ct);
                break;
            case 6:
                await pd.Tags.SetAsync(
                    new($"t{key}", member, random.Next(2) == 0 ? "city" : "likes", $"v{random.Next(3)}")
                    {
                        ExpiresAt = random.Next(2) == 0 ? null : now.AddDays(random.Next(1, 10)),
                    },
                    Ct);
                break;
            case 8:
                await pd.Members.SetAttributesAsync(
                    new($"a{key}", member, new Dictionary<string, AttributeValue?>
                    {
                        ["job"] = random.Next(3) == 0 ? null : AttributeValue.Of($"job{random.Next(3)}"),
                        ["children"] = AttributeValue.Of(random.Next(3)),
                    }),
                    Ct);
                await pd.Consents.GiveAsync(new($"c{key}", member, "sms", random.Next(1, 4)), Ct);
                break;
            case 9:
                await pd.Coupons.IssueAsync(new($"k{key}", random.Next(2) == 0 ? "one" : "few", member), Ct);
                break;
            case 10 when await pd.Coupons.GetLiveAsync(member, null, Ct) is [.., { } coupon]:
                if (random.Next(3) == 0)
                {
                    await pd.Coupons.ReserveAsync(new($"h{key}", $"w{random.Next(20)}", member, [coupon.CouponId], now.AddHours(random.Next(1, 20))), Ct);
                }
                else if (await MergeShop.PayWithAsync(shop, $"o{key}", member, coupon.CouponId.Value) is null)
                {
                    orders.Add($"o{key}");
                }

                break;
            case 11 when orders.Count > 0:
                string order = orders[random.Next(orders.Count)];
                Order paid = (await pd.Orders.GetAsync(order, Ct))!;
                await pd.Orders.RefundedAsync(new($"w{key}", order, now) { Amount = new Money(paid.Amount - paid.Refunded, "CNY") }, Ct);
                break;
            case 7:
                await pd.Tags.RemoveAsync(new($"t{key}", member, "likes", $"v{random.Next(3)}"), Ct);
                break;
            default:
                shop.Time.Now = shop.Time.Now.AddHours(random.Next(1, 60));
                if (random.Next(3) == 0)
                {
                    await pd.Points.ExpireAsync(null, null, Ct);
                    await pd.Coupons.ExpireAsync(null, null, Ct);
                }

                break;
        }
    }
}
