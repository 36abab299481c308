using System.Globalization;
using System.Text;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Tests.Merges;

/// <summary>A shop with everything that a merge touches, and what a caller sees of its members.</summary>
internal static class MergeShop
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal static void Configure(PrivateDomainBuilder pd) => pd
        .Members(o =>
        {
            o.ExternalIdKey = Shop.ExternalIdKey;
            o.Attributes.Add(AttributeDefinition.Text("job"));
            o.Attributes.Add(AttributeDefinition.Number("children", 0, 20));
        })
        .Consents(o => o.Purposes.Add("sms"))
        .Points(o =>
        {
            o.EarnPerUnit = 1m;
            o.ExpiresAfter = TimeSpan.FromDays(365);
        })
        .Commissions(o =>
        {
            o.Rates = [0.10m, 0.05m];
            o.SecondLevelAcknowledgment = new SecondLevelAcknowledgment("legal", "Reviewed for these tests.");
        })
        .Referrals(o => o.Rebinding = RebindingPolicy.Always)
        .Metrics()
        .Lifecycle()
        .Levels(o =>
        {
            o.Steps = [new("silver", 60), new("gold", 150)];
            o.Window = 20;
            o.KeepFor = 10;
        })
        .Segments();

    internal static async Task<Shop> OpenAsync(StoreKind store, params string[] members)
    {
        Shop shop = Shop.On(store, Configure);
        await PrepareAsync(shop, members);
        return shop;
    }

    internal static async Task PrepareAsync(Shop shop, params string[] members)
    {
        await shop.Domain.Tags.DefineGroupAsync(new DefineTagGroup("auto", "auto"), Ct);
        await DefineAsync(shop, "everybody", MemberFields.Orders.AtLeast(0), null);
        await DefineAsync(shop, "buyers", MemberFields.Orders.AtLeast(1), null);
        await DefineAsync(shop, "regulars", MemberFields.Orders.AtLeast(4), new SegmentTag("auto", "regular"));
        await DefineAsync(shop, "gold", MemberFields.LevelName.Is("gold"), null);
        await DefineAsync(shop, "promoters", MemberFields.ReferredOrders.AtLeast(1), null);
        await shop.Domain.Tags.DefineGroupAsync(new DefineTagGroup("city", "city") { IsExclusive = true }, Ct);
        await shop.Domain.Tags.DefineGroupAsync(new DefineTagGroup("likes", "likes"), Ct);

        var terms = new CouponTerms(CouponDiscount.AmountOff(new Money(1_00, "CNY"))) { ValidFor = TimeSpan.FromDays(20) };
        await shop.Domain.Coupons.DefineTemplateAsync(new("one", "one", terms) { PerMember = 10_000 }, Ct);
        await shop.Domain.Coupons.DefineTemplateAsync(new("few", "few", terms) { PerMember = 3, Stock = 10, Restocks = true }, Ct);
        await DefineAsync(shop, "couponers", MemberFields.CouponsRedeemed.AtLeast(1), null);
        await DefineAsync(shop, "holders", MemberFields.CouponTemplates.Contains("few"), null);
        foreach (string member in members)
        {
            await shop.Domain.Members.RegisterAsync(new RegisterMember(member), Ct);
        }
    }

    private static async Task DefineAsync(Shop shop, string segment, SegmentRule rule, SegmentTag? tag) =>
        Assert.True((await shop.Domain.Segments.DefineAsync(new DefineSegment(segment, segment, rule) { Tag = tag }, Ct)).IsAccepted);

    internal static async Task<OrderReceipt> PayAsync(Shop shop, string order, string member, long minorUnits, string category) =>
        (await shop.Domain.Orders.PaidAsync(
            new OrderPaid(order, member, [new OrderLine("sku", 1, new Money(minorUnits, "CNY")) { Category = category }], shop.Time.GetUtcNow()), Ct)).Value;

    /// <summary>Pays an order with a coupon; the code of the refusal where the coupon may not be used.</summary>
    internal static async Task<string?> PayWithAsync(Shop shop, string order, string member, string coupon) =>
        (await shop.Domain.Orders.PaidAsync(
            new OrderPaid(order, member, [new OrderLine("sku", 1, new Money(8_00, "CNY")) { CouponDiscount = new Money(1_00, "CNY") }], shop.Time.GetUtcNow())
            {
                Coupons = [coupon],
            },
            Ct)).Refusal?.Code;

    /// <summary>Gives a member points, or a debt.</summary>
    internal static async Task GiveAsync(Shop shop, string member, long points, long debt)
    {
        if (points > 0)
        {
            await shop.Domain.Points.GrantAsync(new($"give-{member}", member, points), Ct);
        }

        if (debt > 0)
        {
            GrantReceipt grant = (await shop.Domain.Points.GrantAsync(new($"owe-{member}", member, debt), Ct)).Value;
            await shop.Domain.Points.SpendAsync(new($"owe-{member}", member, debt), Ct);
            await shop.Domain.Points.ReverseAsync(new($"owe-{member}", member, grant.Lot, debt), Ct);
        }
    }

    /// <summary>What a caller sees of some members: not the histories, which only grow.</summary>
    internal static async Task<string> SeenAsync(Shop shop, string[] members)
    {
        IPrivateDomain pd = shop.Domain;
        var text = new StringBuilder();
        foreach (string id in members)
        {
            Member? member = await pd.Members.GetAsync(id, Ct);
            PointBalance balance = await pd.Points.GetBalanceAsync(id, null, TimeSpan.FromDays(100), Ct);
            PointBalance later = await pd.Points.GetBalanceAsync(id, shop.Time.GetUtcNow().AddDays(2), TimeSpan.FromDays(1), Ct);
            ReferralBinding? binding = await pd.Referrals.GetAsync(id, Ct);
            CommissionBalance commission = await pd.Commissions.GetBalanceAsync(id, null, Ct);
            MemberMetrics? metrics = await pd.Metrics.GetAsync(id, null, Ct);
            text.AppendLine(CultureInfo.InvariantCulture, $"{id} is {member?.MemberId} with [{string.Join(',', member?.Absorbed ?? [])}]")
                .AppendLine(CultureInfo.InvariantCulture, $"  points {balance}, later {later}")
                .AppendLine(CultureInfo.InvariantCulture, $"  referrer {binding?.Referrer} since {binding?.BoundAt:O}, commission {commission.Net}")
                .AppendLine(CultureInfo.InvariantCulture, $"  orders {metrics?.Orders}, spend {metrics?.Spend}, from {metrics?.FirstOrderAt:O} to {metrics?.LastOrderAt:O}, referrals {metrics?.Referrals}")
                .AppendLine(CultureInfo.InvariantCulture, $"  categories {string.Join(' ', metrics?.Categories ?? [])}, windows {string.Join(' ', metrics?.Windows ?? [])}");
            text.AppendLine(CultureInfo.InvariantCulture, $"  level {await pd.Levels.GetAsync(id, null, Ct)}");
            text.AppendLine(CultureInfo.InvariantCulture, $"  stage {(await pd.Lifecycle.GetAsync(id, null, Ct))?.Stage}")
                .AppendLine(CultureInfo.InvariantCulture, $"  segments {string.Join(' ', (await pd.Segments.GetOfMemberAsync(id, Ct)).Select(standing => standing.SegmentId))}")
                .AppendLine(CultureInfo.InvariantCulture, $"  attributes {string.Join(' ', (await pd.Members.GetAttributesAsync(id, Ct)).Select(one => $"{one.Name}={one.Text}{one.Number}"))}")
                .AppendLine(CultureInfo.InvariantCulture, $"  consents {string.Join(' ', (await pd.Consents.GetAsync(id, Ct)).Select(one => $"{one.Purpose}/{one.Version}"))}");
            foreach (Coupon coupon in await pd.Coupons.GetLiveAsync(id, null, Ct))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  coupon {coupon.CouponId} of {coupon.Template} {coupon.State} {coupon.OrderId} until {coupon.ExpiresAt:O}");
            }

            foreach (MemberTag tag in await pd.Tags.GetAsync(id, null, Ct))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  tag {tag.Group}={tag.Value} by {tag.Source} {tag.Actor} until {tag.ExpiresAt:O}");
            }
        }

        return text.ToString();
    }
}
