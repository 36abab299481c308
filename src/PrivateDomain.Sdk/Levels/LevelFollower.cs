using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Levels;

/// <summary>Lets a member's level follow his purchases: whatever changes what is left of a purchase tells his levels on in the same commit.</summary>
internal sealed class LevelFollower(PrivateDomainOptions options, LevelTerms terms) : IFollower
{
    private readonly LevelPosting _posting = new(terms, TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone));

    public void Follow(in DecisionContext context, Changes changes, bool isTrial)
    {
        // A rebuild finds purchases in the order of keys and not of days: told one by one, its history would be of corrections only.
        if (context.Operation.StartsWith(KeepPurchaseOperation.Reference, StringComparison.Ordinal))
        {
            return;
        }

        List<string>? buyers = null;
        List<string>? registered = null;
        bool isMerge = false;
        foreach (PendingChange change in changes.All)
        {
            if (change.Record is Member { } member)
            {
                Note(ref registered, member.Owner);
            }
            else if (change.Record is MemberMerge)
            {
                isMerge = true;
            }
            else if (BuyerOf(context, change) is { } buyer)
            {
                Note(ref buyers, buyer);
            }
        }

        var following = new Changes();
        foreach (string memberId in registered ?? [])
        {
            // Who is told below needs no first state, and must not be counted twice: a merge changes members and their purchases at once.
            if (buyers?.Contains(memberId) != true)
            {
                _posting.Register(context, memberId, following);
            }
        }

        foreach (string memberId in buyers ?? [])
        {
            _posting.Follow(context, memberId, changes, isMerge, following);
        }

        if (!context.View.IsIncomplete)
        {
            changes.AddAll(following);
        }
    }

    /// <summary>Of whose purchase more or less is left from now on; <see langword="null"/> for every other change.</summary>
    private static string? BuyerOf(in DecisionContext context, PendingChange change)
    {
        RecordKey key = change.Record?.Key ?? change.Other!.Key;
        if (!ReferenceEquals(key.Type, Purchase.Schema) || change.Other is not (null or Change.Delete))
        {
            return null;
        }

        return LeftOf(context.View.Find<Purchase>(key)) == LeftOf(change.Record as Purchase) ? null : key.Owner;
    }

    private static long LeftOf(Purchase? purchase) => purchase is { IsCounted: true } ? MetricRules.Spend(purchase) : 0;

    private static void Note(ref List<string>? members, string memberId)
    {
        members ??= [];
        if (!members.Contains(memberId))
        {
            members.Add(memberId);
        }
    }
}
