using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Consents;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Forecasts;
using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Rfm;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Hosting;

/// <summary>Every record type of the SDK, for stores to prepare and for scripts to print.</summary>
public static class SdkRecords
{
    /// <summary>The model that a store is initialized with.</summary>
    public static RecordModel Model { get; } = new(
        OperationRecord.Schema,
        PolicyVersion.Schema,
        Member.Schema,
        ExternalIdClaim.Schema,
        MemberAttribute.Schema,
        MemberMerge.Schema,
        ConsentLedger.Schema,
        Consent.Schema,
        ConsentEntry.Schema,
        ReferralBinding.Schema,
        PointAccount.Schema,
        PointLot.Schema,
        PointEntry.Schema,
        PointTransfer.Schema,
        CommissionAccount.Schema,
        CommissionSale.Schema,
        CommissionAccrual.Schema,
        CommissionEntry.Schema,
        Order.Schema,
        OrderCoupons.Schema,
        CouponTemplate.Schema,
        CouponTemplateVersion.Schema,
        CouponStock.Schema,
        CouponLedger.Schema,
        CouponHolding.Schema,
        Coupon.Schema,
        CouponEntry.Schema,
        Purchase.Schema,
        MemberTotals.Schema,
        CategoryTotals.Schema,
        ReferrerTotals.Schema,
        ReferralTally.Schema,
        CountedReferral.Schema,
        LifecycleState.Schema,
        LifecycleEvent.Schema,
        LifecycleTally.Schema,
        LevelState.Schema,
        LevelEvent.Schema,
        LevelTally.Schema,
        RfmRun.Schema,
        RfmState.Schema,
        RfmEntry.Schema,
        ForecastRun.Schema,
        MemberForecast.Schema,
        Segment.Schema,
        SegmentCatalog.Schema,
        SegmentVersion.Schema,
        SegmentStanding.Schema,
        SegmentEvent.Schema,
        SegmentTally.Schema,
        TagGroup.Schema,
        TagCount.Schema,
        TagLedger.Schema,
        MemberTag.Schema,
        TagEntry.Schema);

    /// <summary>The record types whose owner is a member, for what is done with all that is kept of one.</summary>
    internal static IReadOnlyList<RecordType> OfMembers { get; } =
    [
        Member.Schema,
        MemberMerge.Schema,
        MemberAttribute.Schema,
        ConsentLedger.Schema,
        Consent.Schema,
        ConsentEntry.Schema,
        ReferralBinding.Schema,
        CountedReferral.Schema,
        PointAccount.Schema,
        PointLot.Schema,
        PointEntry.Schema,
        PointTransfer.Schema,
        CommissionAccount.Schema,
        CommissionAccrual.Schema,
        CommissionEntry.Schema,
        CouponLedger.Schema,
        CouponHolding.Schema,
        Coupon.Schema,
        CouponEntry.Schema,
        Purchase.Schema,
        MemberTotals.Schema,
        CategoryTotals.Schema,
        ReferrerTotals.Schema,
        ReferralTally.Schema,
        LifecycleState.Schema,
        LifecycleEvent.Schema,
        LevelState.Schema,
        LevelEvent.Schema,
        RfmState.Schema,
        RfmEntry.Schema,
        MemberForecast.Schema,
        SegmentStanding.Schema,
        SegmentEvent.Schema,
        TagLedger.Schema,
        MemberTag.Schema,
        TagEntry.Schema,
    ];
}
