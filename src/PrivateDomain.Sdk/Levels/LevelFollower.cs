using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Levels;

/// <summary>Lets a member's level follow his purchases: whatever changes what is left of a purchase tells his levels on in the same commit.</summary>
internal sealed class LevelFollower(PrivateDomainOptions options, LevelTerms terms) : PurchaseFollower
{
    private readonly LevelPosting _posting = new(terms, TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone));

    protected override bool IsNews(Purchase? before, Purchase? after) => LeftOf(before) != LeftOf(after);

    protected override void Register(in DecisionContext context, MemberId memberId, Changes following) =>
        _posting.Register(context, memberId, following);

    protected override void Follow(in DecisionContext context, MemberId memberId, Changes decided, bool isMerge, Changes following) =>
        _posting.Follow(context, memberId, decided, isMerge, following);

    private static long LeftOf(Purchase? purchase) => purchase is { IsCounted: true } ? MetricRules.Spend(purchase) : 0;
}
