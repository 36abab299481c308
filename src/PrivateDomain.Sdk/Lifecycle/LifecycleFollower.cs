using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Lifecycle;

/// <summary>Lets a member's stage follow his purchases: whatever makes a purchase count, or count no more, tells his stages on in the same commit.</summary>
internal sealed class LifecycleFollower(PrivateDomainOptions options) : PurchaseFollower
{
    private readonly LifecyclePosting _posting =
        new(options.Lifecycle.ToTerms(), options.Currency, TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone));

    /// <summary>A refund in part is none: the day stays one on which he bought.</summary>
    protected override bool IsNews(Purchase? before, Purchase? after) => before is { IsCounted: true } != after is { IsCounted: true };

    protected override void Register(in DecisionContext context, MemberId memberId, Changes following) =>
        _posting.Register(context, memberId, following);

    protected override void Follow(in DecisionContext context, MemberId memberId, Changes decided, bool isMerge, Changes following) =>
        _posting.Follow(context, memberId, decided, following);
}
