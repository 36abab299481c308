using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>One line of a member's coupon history. Appended, never changed: the states of his coupons follow from it.</summary>
public sealed record CouponEntry : Record
{
    private static readonly string[] KindNames = ["issue", "reserve", "release", "redeem", "return", "expire", "revoke", "move_out", "move_in"];

    private readonly string _id = "";

    /// <summary>The record type.</summary>
    public static RecordType<CouponEntry> Schema { get; } = new RecordTypeBuilder<CouponEntry>("coupon_entries", since: 2)
        .Text("kind", r => KindNames[(int)r.Kind])
        .Text("coupon_id", r => r.CouponId.Value)
        .Text("template", r => r.Template)
        .OptionalText("order_id", r => r.OrderId?.Value)
        .OptionalInstant("reserved_until", r => r.ReservedUntil)
        .Boolean("restocks", r => r.Restocks)
        .Instant("at", r => r.At)
        .Text("operation", r => r.Operation)
        .OptionalText("actor", r => r.Actor)
        .OptionalText("reason", r => r.Reason)
        .Build(static (ref row) => new CouponEntry
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            Sequence = NumberText.Parse(row.Id),
            Kind = (CouponEntryKind)Array.IndexOf(KindNames, row.Text()),
            CouponId = row.Text(),
            Template = row.Text(),
            OrderId = row.OptionalId<OrderId>(),
            ReservedUntil = row.OptionalInstant(),
            Restocks = row.Boolean(),
            At = row.Instant(),
            Operation = row.Text(),
            Actor = row.OptionalText(),
            Reason = row.OptionalText(),
        });

    /// <summary>Whose.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The number of the entry among the member's: 1, 2, 3 … without gap.</summary>
    public required long Sequence
    {
        get => NumberText.Parse(_id);
        init => _id = NumberText.Of(value);
    }

    /// <summary>What happened.</summary>
    public required CouponEntryKind Kind { get; init; }

    /// <summary>Which coupon.</summary>
    public required CouponId CouponId { get; init; }

    /// <summary>The template's name.</summary>
    public required string Template { get; init; }

    /// <summary>The order that it is held for, that used it, or that it comes back from.</summary>
    public OrderId? OrderId { get; init; }

    /// <summary>Up to when it is held.</summary>
    public DateTimeOffset? ReservedUntil { get; init; }

    /// <summary>Whether its piece went back to the stock.</summary>
    public bool Restocks { get; init; }

    /// <summary>The time of the decision.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The operation that caused it, as kind and key: <c>coupon.issue/c-1</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>Which person or system, where it was told.</summary>
    public string? Actor { get; init; }

    /// <summary>The caller's reason, as he wrote it, where one was given.</summary>
    public string? Reason { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => _id;
}
