using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Metrics;

/// <summary>Lets what is kept of a member follow his purchases, in the commit that changes them.</summary>
internal abstract class PurchaseFollower : IFollower
{
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
            // Who is told below needs no beginning, and must not be counted twice: a merge changes members and their purchases at once.
            if (buyers?.Contains(memberId) != true)
            {
                Register(context, memberId, following);
            }
        }

        foreach (string memberId in buyers ?? [])
        {
            Follow(context, memberId, changes, isMerge, following);
        }

        if (!context.View.IsIncomplete)
        {
            changes.AddAll(following);
        }
    }

    /// <summary>Whether a change of a purchase is one to follow; <see langword="null"/> stands for none.</summary>
    protected abstract bool IsNews(Purchase? before, Purchase? after);

    /// <summary>Begins for a member who may be new.</summary>
    protected abstract void Register(in DecisionContext context, MemberId memberId, Changes following);

    /// <summary>Follows what was decided about a member's purchases.</summary>
    protected abstract void Follow(in DecisionContext context, MemberId memberId, Changes decided, bool isMerge, Changes following);

    private static void Note(ref List<string>? members, string memberId)
    {
        members ??= [];
        if (!members.Contains(memberId))
        {
            members.Add(memberId);
        }
    }

    private string? BuyerOf(in DecisionContext context, PendingChange change)
    {
        RecordKey key = change.Record?.Key ?? change.Other!.Key;
        return ReferenceEquals(key.Type, Purchase.Schema) && change.Other is (null or Change.Delete)
            && IsNews(context.View.Find<Purchase>(key), change.Record as Purchase)
                ? key.Owner
                : null;
    }
}
