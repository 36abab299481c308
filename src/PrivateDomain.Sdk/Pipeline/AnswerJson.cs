using System.Text.Json.Serialization;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Consents;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Privacy;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>Generated contracts of the stored answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Refusal))]
[JsonSerializable(typeof(MemberReceipt))]
[JsonSerializable(typeof(MergeReceipt))]
[JsonSerializable(typeof(ErasureReceipt))]
[JsonSerializable(typeof(AttributesReceipt))]
[JsonSerializable(typeof(ReferralReceipt))]
[JsonSerializable(typeof(GrantReceipt))]
[JsonSerializable(typeof(SpendReceipt))]
[JsonSerializable(typeof(ReversalReceipt))]
[JsonSerializable(typeof(ExpiryReceipt))]
[JsonSerializable(typeof(CommissionReceipt))]
[JsonSerializable(typeof(OrderReceipt))]
[JsonSerializable(typeof(RefundReceipt))]
[JsonSerializable(typeof(SegmentReceipt))]
[JsonSerializable(typeof(TagGroupReceipt))]
[JsonSerializable(typeof(TagReceipt))]
[JsonSerializable(typeof(ExpiredTag))]
[JsonSerializable(typeof(ConsentReceipt))]
[JsonSerializable(typeof(CouponTemplateReceipt))]
[JsonSerializable(typeof(CouponReceipt))]
[JsonSerializable(typeof(ReservationReceipt))]
internal sealed partial class AnswerJson : JsonSerializerContext;
