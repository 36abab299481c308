using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Lifecycle;

/// <summary>Lets a member's stage follow his purchases: whatever makes a purchase count, or count no more, tells his stages on in the same commit.</summary>
internal sealed class LifecycleFollower(PrivateDomainOptions options) : IFollower
{
    private readonly LifecyclePosting _posting =
        new(options.Lifecycle.ToTerms(), options.Currency, TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone));

    public void Follow(in DecisionContext context, Changes changes, bool isTrial)
    {
        // A rebuild finds purchases in the order of keys and not of days: told one by one, its history would be of corrections only.
        if (context.Operation.StartsWith(KeepPurchaseOperation.Reference, StringComparison.Ordinal))
        {
            return;
        }

        List<string>? buyers = null;
        List<string>? registered = null;
        foreach (PendingChange change in changes.All)
        {
            if (change.Record is Member { } member)
            {
                Note(ref registered, member.Owner);
            }
            else if (ChangesCount(context, change) is { } buyer)
            {
                Note(ref buyers, buyer);
            }
        }

        var following = new Changes();
        foreach (string memberId in registered ?? [])
        {
            // Who is told below needs no first stage, and must not be counted twice: a merge changes members and their purchases at once.
            if (buyers?.Contains(memberId) != true)
            {
                _posting.Register(context, memberId, following);
            }
        }

        foreach (string memberId in buyers ?? [])
        {
            _posting.Follow(context, memberId, changes, following);
        }

        if (!context.View.IsIncomplete)
        {
            changes.AddAll(following);
        }
    }

    /// <summary>Whose purchase counts from now on, or counts no more; <see langword="null"/> for every other change, such as a refund in part.</summary>
    private static string? ChangesCount(in DecisionContext context, PendingChange change)
    {
        RecordKey key = change.Record?.Key ?? change.Other!.Key;
        if (!ReferenceEquals(key.Type, Purchase.Schema) || change.Other is not (null or Change.Delete))
        {
            return null;
        }

        bool wasCounted = context.View.Find<Purchase>(key) is { IsCounted: true };
        return wasCounted == change.Record is Purchase { IsCounted: true } ? null : key.Owner;
    }

    private static void Note(ref List<string>? members, string memberId)
    {
        members ??= [];
        if (!members.Contains(memberId))
        {
            members.Add(memberId);
        }
    }
}
