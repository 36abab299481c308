using PrivateDomain.Sdk.Consents;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Forecasts;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Rfm;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Segments;

/// <summary>Which fields of which members a decision changes, as the beginnings of the fields' names.</summary>
internal sealed class MemberChanges
{
    // Of a new member even what he has not done is news: every name begins with nothing.
    private const string Everything = "";
    private const string Purchases = "metric.";
    private const string Referrals = "metric.referr";

    private readonly List<(string MemberId, string Fields)> _all = new(4);

    private MemberChanges()
    {
    }

    internal IReadOnlyList<(string MemberId, string Fields)> All => _all;

    internal static MemberChanges Of(Changes changes)
    {
        var found = new MemberChanges();
        foreach (PendingChange change in changes.All)
        {
            RecordKey key = change.Record?.Key ?? change.Other!.Key;
            if (change.Other is not Change.Expect && FieldsOf(key) is { } fields && !found._all.Contains((key.Owner, fields)))
            {
                found._all.Add((key.Owner, fields));
            }
        }

        return found;
    }

    /// <summary>What referrals brought to an id that was merged changes what is known of whom it was merged into.</summary>
    internal void Redirect(Func<MemberId, MemberId?> survivorOf)
    {
        foreach ((string changed, string fields) in _all.ToArray())
        {
            if (fields.StartsWith(Referrals, StringComparison.Ordinal) && survivorOf(changed) is { } survivor && !_all.Contains((survivor.Value, fields)))
            {
                _all.Add((survivor.Value, fields));
            }
        }
    }

    /// <summary>The members, each once, in the order in which they come.</summary>
    internal IEnumerable<string> Members() => _all.Select(static change => change.MemberId).Distinct(StringComparer.Ordinal);

    /// <summary>Whether a rule asks for something that changes for a member.</summary>
    internal bool Concern(string memberId, IReadOnlyList<string> fieldNames)
    {
        foreach ((string changed, string fields) in _all)
        {
            if (changed == memberId && fieldNames.Any(name => Concerns(name, fields)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether tags of a member change.</summary>
    internal bool ConcernTags(string memberId) =>
        _all.Exists(change => change.MemberId == memberId && change.Fields.StartsWith(MemberFields.TagPrefix, StringComparison.Ordinal));

    // A group's name may begin with another's. A referrer's figures are named among the metrics, but the member's own purchases do not change them; stage and level are read from those.
    private static bool Concerns(string name, string fields) => fields switch
    {
        Purchases => (name.StartsWith(Purchases, StringComparison.Ordinal) && !name.StartsWith(Referrals, StringComparison.Ordinal))
            || name.StartsWith("lifecycle.", StringComparison.Ordinal)
            || name.StartsWith(MemberFields.LevelPrefix, StringComparison.Ordinal),
        _ when fields.StartsWith(MemberFields.TagPrefix, StringComparison.Ordinal) => name == fields,
        _ when fields.StartsWith(MemberFields.ConsentPrefix, StringComparison.Ordinal) => name == fields,
        _ when fields.StartsWith(MemberFields.AttributePrefix, StringComparison.Ordinal) =>
            MemberFields.AttributeOf(name) is { } attribute && fields.AsSpan(MemberFields.AttributePrefix.Length).SequenceEqual(attribute.Name),
        _ => name.StartsWith(fields, StringComparison.Ordinal),
    };

    private static string? FieldsOf(RecordKey key)
    {
        RecordType type = key.Type;
        return ReferenceEquals(type, Purchase.Schema) || ReferenceEquals(type, MemberTotals.Schema) || ReferenceEquals(type, CategoryTotals.Schema) ? Purchases
            : ReferenceEquals(type, ReferrerTotals.Schema) ? "metric.referred_"
            : ReferenceEquals(type, ReferralTally.Schema) ? "metric.referrals"
            : ReferenceEquals(type, PointAccount.Schema) ? "points."
            : ReferenceEquals(type, CouponLedger.Schema) ? "coupons."
            : ReferenceEquals(type, MemberTag.Schema) ? MemberFields.TagPrefix + MemberTag.GroupOf(key.Id)
            : ReferenceEquals(type, MemberAttribute.Schema) ? MemberFields.AttributePrefix + key.Id
            : ReferenceEquals(type, Consent.Schema) && Consent.OwnPurposeOf(key.Id) is { } purpose ? MemberFields.ConsentPrefix + purpose
            : ReferenceEquals(type, RfmState.Schema) ? "rfm."
            : ReferenceEquals(type, MemberForecast.Schema) ? "forecast."
            : ReferenceEquals(type, Member.Schema) ? Everything
            : null;
    }
}
