using System.Collections;
using System.Numerics;

namespace PrivateDomain.Sdk.Tests.NaiveModel;

/// <summary>One call in plain values: texts, big integers and UTC times. Knows nothing of the SDK.</summary>
internal abstract record NaiveCommand(string Kind, string Key)
{
    /// <summary>The time that the caller states; null when he leaves it to the clock.</summary>
    internal abstract DateTime? StatedTime { get; }

    /// <summary>The content, field by field, in the order in which a difference is named.</summary>
    internal abstract IEnumerable<(string Field, object? Value)> Content();

    /// <summary>The first field in which the two differ, or null.</summary>
    internal string? FirstDifference(NaiveCommand other)
    {
        foreach (((string field, object? mine), (_, object? theirs)) in Content().Zip(other.Content()))
        {
            if (!Same(mine, theirs))
            {
                return field;
            }
        }

        return null;
    }

    private static bool Same(object? left, object? right) =>
        left is IList a && right is IList b ? a.Count == b.Count && a.Cast<object>().SequenceEqual(b.Cast<object>()) : Equals(left, right);
}

internal sealed record NaiveRegister(string Key) : NaiveCommand("member.register", Key)
{
    internal DateTime? RegisteredAt { get; init; }

    internal IReadOnlyList<NaiveExternalId> ExternalIds { get; init; } = [];

    internal override DateTime? StatedTime => RegisteredAt;

    internal override IEnumerable<(string Field, object? Value)> Content() => [("registered_at", RegisteredAt), ("external_ids", ExternalIds)];
}

internal sealed record NaiveExternalId(string Kind, string Value);

internal sealed record NaiveLink(string Key, string Member, NaiveExternalId External) : NaiveCommand("member.link", Key)
{
    internal DateTime? At { get; init; }

    internal override DateTime? StatedTime => At;

    internal override IEnumerable<(string Field, object? Value)> Content() => [("member_id", Member), ("external_id", External), ("occurred_at", At)];
}

internal sealed record NaiveUnlink(string Key, string Member, NaiveExternalId External) : NaiveCommand("member.unlink", Key)
{
    internal DateTime? At { get; init; }

    internal override DateTime? StatedTime => At;

    internal override IEnumerable<(string Field, object? Value)> Content() => [("member_id", Member), ("external_id", External), ("occurred_at", At)];
}

internal sealed record NaiveBind(string Key, string Member, string Referrer) : NaiveCommand("referral.bind", Key)
{
    internal DateTime? At { get; init; }

    internal override DateTime? StatedTime => At;

    internal override IEnumerable<(string Field, object? Value)> Content() => [("member_id", Member), ("referrer", Referrer), ("occurred_at", At)];
}

internal sealed record NaiveGrant(string Key, string Member, BigInteger Points) : NaiveCommand("points.grant", Key)
{
    internal DateTime? AvailableAt { get; init; }

    internal DateTime? ExpiresAt { get; init; }

    internal string? Reason { get; init; }

    internal DateTime? At { get; init; }

    internal override DateTime? StatedTime => At;

    internal override IEnumerable<(string Field, object? Value)> Content() =>
        [("member_id", Member), ("points", Points), ("available_at", AvailableAt), ("expires_at", ExpiresAt), ("reason", Reason), ("occurred_at", At)];
}

internal sealed record NaiveSpend(string Key, string Member, BigInteger Points) : NaiveCommand("points.spend", Key)
{
    internal string? Reason { get; init; }

    internal DateTime? At { get; init; }

    internal override DateTime? StatedTime => At;

    internal override IEnumerable<(string Field, object? Value)> Content() =>
        [("member_id", Member), ("points", Points), ("reason", Reason), ("occurred_at", At)];
}

internal sealed record NaiveReverse(string Key, string Member, BigInteger Lot, BigInteger Points) : NaiveCommand("points.reverse", Key)
{
    internal string? Reason { get; init; }

    internal DateTime? At { get; init; }

    internal override DateTime? StatedTime => At;

    internal override IEnumerable<(string Field, object? Value)> Content() =>
        [("member_id", Member), ("lot", Lot), ("points", Points), ("reason", Reason), ("occurred_at", At)];
}

internal sealed record NaiveLine(string Sku, BigInteger Quantity, BigInteger Amount);

internal sealed record NaivePaid(string Key, string Member, IReadOnlyList<NaiveLine> Lines, DateTime PaidAt) : NaiveCommand("order.paid", Key)
{
    internal BigInteger? Freight { get; init; }

    internal BigInteger? Tax { get; init; }

    internal BigInteger? Amount { get; init; }

    internal string? Channel { get; init; }

    internal BigInteger RedeemExactly { get; init; }

    internal decimal RedeemShare { get; init; }

    internal string Currency { get; init; } = "CNY";

    internal override DateTime? StatedTime => PaidAt;

    internal override IEnumerable<(string Field, object? Value)> Content() =>
    [
        ("member_id", Member), ("paid_at", PaidAt), ("line", Lines), ("freight", Freight), ("tax", Tax), ("amount", Amount), ("channel", Channel),
        ("redeem", (RedeemExactly, RedeemShare)), ("currency", Currency),
    ];
}

internal sealed record NaiveRefundedLine(int Line, BigInteger Amount);

internal sealed record NaiveRefund(string Key, string Order, DateTime RefundedAt) : NaiveCommand("order.refunded", Key)
{
    internal BigInteger? Amount { get; init; }

    internal IReadOnlyList<NaiveRefundedLine> Lines { get; init; } = [];

    internal BigInteger? Freight { get; init; }

    internal BigInteger? Tax { get; init; }

    internal string Currency { get; init; } = "CNY";

    internal override DateTime? StatedTime => RefundedAt;

    internal override IEnumerable<(string Field, object? Value)> Content() =>
    [
        ("order_id", Order), ("refunded_at", RefundedAt), ("amount", Amount), ("line", Lines), ("freight", Freight), ("tax", Tax), ("currency", Currency),
    ];
}

internal sealed record NaiveAccrue(string Key, string Sale, string Buyer, BigInteger Base) : NaiveCommand("commission.accrue", Key)
{
    internal DateTime? At { get; init; }

    internal string Currency { get; init; } = "CNY";

    internal override DateTime? StatedTime => At;

    internal override IEnumerable<(string Field, object? Value)> Content() =>
        [("sale_id", Sale), ("buyer", Buyer), ("base", (Base, Currency)), ("occurred_at", At)];
}

internal sealed record NaiveClawBack(string Key, string Sale, BigInteger Refunded) : NaiveCommand("commission.claw_back", Key)
{
    internal DateTime? At { get; init; }

    internal string Currency { get; init; } = "CNY";

    internal override DateTime? StatedTime => At;

    internal override IEnumerable<(string Field, object? Value)> Content() =>
        [("sale_id", Sale), ("refunded", (Refunded, Currency)), ("occurred_at", At)];
}
