using System.Globalization;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Tests.Levels;

namespace PrivateDomain.Sdk.Tests.Segments;

/// <summary>What is known of a member, as texts, from what the services answer about him.</summary>
internal sealed record NaiveFacts(DateOnly Today, IReadOnlyDictionary<string, string?> Values)
{
    internal static async Task<NaiveFacts> ReadAsync(Shop shop, MemberId memberId, DateTimeOffset asOf, LevelTerms? levels = null)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        Member member = (await shop.Domain.Members.GetAsync(memberId, ct))!;
        MemberMetrics metrics = (await shop.Domain.Metrics.GetAsync(memberId, asOf, ct))!;
        PointBalance points = await shop.Domain.Points.GetBalanceAsync(memberId, asOf, cancellationToken: ct);
        var days = new List<DateOnly>();
        var gains = new List<GrowthGain>();
        foreach (Purchase purchase in (await shop.Domain.Metrics.GetPurchasesAsync(memberId, new PageRequest { Size = 500 }, ct)).Items.Where(p => p.IsCounted))
        {
            days.Add(DateOnly.FromDateTime(purchase.PaidAt.UtcDateTime));
            gains.Add(new GrowthGain(days[^1], purchase.Amount - purchase.Refunded));
        }

        days.Sort();
        DateOnly today = DateOnly.FromDateTime(asOf.UtcDateTime);
        string stage = LifecycleRules.StageOf(days.ToArray(), today, LifecycleTerms.Default).Stage.ToString();
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["member.registered_at"] = Text(member.RegisteredAt),
            ["metric.orders"] = Text(metrics.Orders),
            ["metric.spend"] = Text(metrics.Spend.MinorUnits),
            ["metric.average_order"] = metrics.AverageOrder is { } average ? Text(average.MinorUnits) : null,
            ["metric.first_order_at"] = Text(metrics.FirstOrderAt),
            ["metric.last_order_at"] = Text(metrics.LastOrderAt),
            ["metric.refund_rate"] = metrics.RefundRate is { } rate ? Text((long)(rate * 1_000_000_000m)) : null,
            ["metric.categories"] = metrics.Categories.Count == 0 ? null : $"[{string.Join(", ", metrics.Categories.Select(c => c.Category))}]",
            ["metric.referrals"] = Text(metrics.Referrals.Members),
            ["metric.referred_orders"] = Text(metrics.Referrals.Orders),
            ["metric.referred_spend"] = Text(metrics.Referrals.Spend.MinorUnits),
            ["points.balance"] = Text(points.Available + points.Pending),
            ["points.debt"] = Text(points.Debt),
            ["lifecycle.stage"] = string.Concat(stage.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : $"{c}")),
        };
        IReadOnlyList<Coupon> coupons = (await shop.Domain.Coupons.GetAllAsync(memberId, new PageRequest { Size = 500 }, ct)).Items;
        string[] live = [.. coupons.Where(coupon => coupon.State is CouponState.Issued or CouponState.Reserved).Select(coupon => coupon.Template)];
        values["coupons.live"] = Text(live.Length);
        values["coupons.redeemed"] = Text(coupons.Count(coupon => coupon.State == CouponState.Redeemed));
        values["coupons.templates"] = live.Length == 0 ? null : $"[{string.Join(", ", live.Distinct().Order(StringComparer.Ordinal))}]";
        if (levels is not null)
        {
            // Growth by the minor unit: small orders make a difference.
            int rank = NaiveLevels.RankOn(gains, today, levels);
            values["level.rank"] = Text(rank);
            values["level.name"] = rank == 0 ? null : levels.Steps[rank - 1].Name;
            values["level.growth"] = NaiveLevels.GrowthOn(gains, today, levels).ToString(CultureInfo.InvariantCulture);
        }

        foreach (MemberAttribute attribute in await shop.Domain.Members.GetAttributesAsync(memberId, ct))
        {
            (string field, string? value) = attribute.Kind switch
            {
                AttributeKind.Text => ("text", attribute.Text),
                AttributeKind.Number => ("number", Text(attribute.Number!.Value)),
                AttributeKind.Boolean => ("boolean", attribute.Boolean!.Value ? "true" : "false"),
                AttributeKind.Instant => ("instant", Text(attribute.Instant)),
                _ => ("set", $"[{string.Join(", ", attribute.Texts)}]"),
            };
            values[$"attribute.{field}.{attribute.Name}"] = value;
        }

        foreach (string purpose in (string[])["ads", "sms"])
        {
            values[$"consent.{purpose}"] = await shop.Domain.Consents.IsGivenAsync(memberId, purpose, cancellationToken: ct) ? "true" : "false";
        }

        foreach (WindowMetrics window in metrics.Windows)
        {
            values[$"metric.orders_{window.Days}d"] = Text(window.Orders);
            values[$"metric.spend_{window.Days}d"] = Text(window.Spend.MinorUnits);
        }

        return new NaiveFacts(today, values);
    }

    /// <summary>The same member with tags.</summary>
    internal NaiveFacts With(IEnumerable<(string Group, string Value)> tags)
    {
        var values = new Dictionary<string, string?>(Values, StringComparer.Ordinal);
        foreach (IGrouping<string, string> group in tags.GroupBy(tag => tag.Group, tag => tag.Value))
        {
            values[$"tag.{group.Key}"] = $"[{string.Join(", ", group)}]";
        }

        return this with { Values = values };
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Text(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
