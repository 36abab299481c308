using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Metrics;

/// <summary>In whose tally a member is counted: there is one for each bound member, so none counts twice.</summary>
public sealed record CountedReferral : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<CountedReferral> Schema { get; } = new RecordTypeBuilder<CountedReferral>("counted_referrals", since: 2)
        .Text("referrer_id", r => r.Referrer.Value)
        .Index("by_referrer", IndexScope.Program, "referrer_id")
        .Build(static (ref row) => new CountedReferral
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            Referrer = row.Text(),
        });

    /// <summary>The counted members by referrer, then by member.</summary>
    public static RecordIndex ByReferrer { get; } = Schema.Index("by_referrer");

    /// <summary>The member who was brought.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>In whose <see cref="ReferralTally"/> he is counted.</summary>
    public required MemberId Referrer { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => "";

    /// <summary>The key of a member's mark.</summary>
    /// <param name="program">The program.</param>
    /// <param name="memberId">The member who was brought.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId memberId) => new(Schema, memberId.Value, program, "");
}
