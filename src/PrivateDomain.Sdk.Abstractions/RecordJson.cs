using System.Text.Json.Serialization;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Rfm;

namespace PrivateDomain.Sdk;

/// <summary>Generated contracts of the JSON columns.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<OrderLine>))]
[JsonSerializable(typeof(IReadOnlyList<CommissionPayee>))]
[JsonSerializable(typeof(CouponTerms))]
[JsonSerializable(typeof(IReadOnlyList<CouponUse>))]
[JsonSerializable(typeof(IReadOnlyList<ExternalIdLink>))]
[JsonSerializable(typeof(IReadOnlyList<PurchasedCategory>))]
[JsonSerializable(typeof(IReadOnlyList<MovedTag>))]
[JsonSerializable(typeof(IReadOnlyList<RfmSegmentTotal>))]
[JsonSerializable(typeof(IReadOnlyList<long>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class RecordJson : JsonSerializerContext;
