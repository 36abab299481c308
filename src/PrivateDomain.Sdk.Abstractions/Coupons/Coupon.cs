using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>A coupon (券) that a member has, or had.</summary>
/// <remarks>
/// An immutable value. Its state is what is booked: ask <see cref="IsUsableAt"/> and <see cref="IsHeldAt"/> what it is worth at a moment, for a reservation
/// that has run out and a time that is over count at once and are booked later.
/// </remarks>
public sealed record Coupon : Record
{
    private static readonly string[] StateNames = ["issued", "reserved", "redeemed", "expired", "revoked"];

    /// <summary>The record type.</summary>
    public static RecordType<Coupon> Schema { get; } = new RecordTypeBuilder<Coupon>("coupons", since: 2)
        .Text("template", r => r.Template)
        .Int64("version", r => r.Version)
        .Text("state", r => StateNames[(int)r.State])
        .Instant("issued_at", r => r.IssuedAt)
        .OptionalInstant("valid_from", r => r.ValidFrom)
        .OptionalInstant("expires_at", r => r.ExpiresAt)
        .OptionalText("order_id", r => r.OrderId?.Value)
        .OptionalInstant("reserved_until", r => r.ReservedUntil)
        .OptionalInstant("due_at", r => r.DueAt)
        .OptionalText("live_template", r => r.IsLive ? r.Template : null)
        .Index("live", IndexScope.Owner, "live_template")
        .Index("by_template", IndexScope.Program, "template")
        .Index("due", IndexScope.Program, "due_at")
        .Build(static (ref row) =>
        {
            var coupon = new Coupon
            {
                Program = row.Program,
                Revision = row.Revision,
                MemberId = row.Owner,
                CouponId = row.Id,
                Template = row.Text(),
                Version = row.Int64(),
                State = (CouponState)Array.IndexOf(StateNames, row.Text()),
                IssuedAt = row.Instant(),
                ValidFrom = row.OptionalInstant(),
                ExpiresAt = row.OptionalInstant(),
                OrderId = row.OptionalId<OrderId>(),
                ReservedUntil = row.OptionalInstant(),
            };
            row.Skip();
            row.Skip();
            return coupon;
        });

    /// <summary>A member's live coupons, by template.</summary>
    public static RecordIndex Live { get; } = Schema.Index("live");

    /// <summary>The coupons of each template.</summary>
    public static RecordIndex ByTemplate { get; } = Schema.Index("by_template");

    /// <summary>The coupons of a program of which something is to be booked, earliest first.</summary>
    public static RecordIndex Due { get; } = Schema.Index("due");

    /// <summary>Which coupon.</summary>
    public required CouponId CouponId { get; init; }

    /// <summary>Whose.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The template's name.</summary>
    public required string Template { get; init; }

    /// <summary>The version of the template that it was issued under, and is worth what that says.</summary>
    public required long Version { get; init; }

    /// <summary>Where it stands, as it is booked.</summary>
    public CouponState State { get; init; }

    /// <summary>When the member got it.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>From when it may be used; <see langword="null"/> for at once.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>From when it may no longer be used, unless it is held; <see langword="null"/> for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The order that it is held for, or that used it.</summary>
    public OrderId? OrderId { get; init; }

    /// <summary>From when it is no longer held; only while it is reserved.</summary>
    public DateTimeOffset? ReservedUntil { get; init; }

    /// <summary>From when something about it is to be booked: that it is no longer held, or that its time is over.</summary>
    public DateTimeOffset? DueAt => State switch
    {
        CouponState.Reserved => ReservedUntil,
        CouponState.Issued => ExpiresAt,
        _ => null,
    };

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => CouponId.Value;

    /// <summary>Whether it is issued or reserved, as booked.</summary>
    internal bool IsLive => State is CouponState.Issued or CouponState.Reserved;

    /// <summary>Whether it is held for an order at a moment.</summary>
    /// <param name="moment">The moment.</param>
    /// <returns><see langword="false"/> from <see cref="ReservedUntil"/> on.</returns>
    public bool IsHeldAt(DateTimeOffset moment) => State == CouponState.Reserved && moment < ReservedUntil;

    /// <summary>Whether an order may use it at a moment. Who holds a coupon in time may use it as long as he holds it.</summary>
    /// <param name="orderId">The order; <see langword="null"/> for one without an id yet.</param>
    /// <param name="moment">The moment.</param>
    /// <returns>Whether it may be used.</returns>
    public bool IsUsableAt(OrderId? orderId, DateTimeOffset moment) =>
        IsHeldAt(moment) ? orderId is not null && OrderId == orderId : IsLive && !(moment < ValidFrom) && !(moment >= ExpiresAt);

    /// <summary>The key of a coupon.</summary>
    /// <param name="program">The program.</param>
    /// <param name="memberId">Whose.</param>
    /// <param name="couponId">Which.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId memberId, CouponId couponId) => new(Schema, memberId.Value, program, couponId.Value);

    internal static string NameOf(CouponState state) => StateNames[(int)state];
}
