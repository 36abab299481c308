using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Metrics;

/// <summary>How many members a referrer has brought: a counter, changed by guarded adds only.</summary>
public sealed record ReferralTally : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<ReferralTally> Schema { get; } = new RecordTypeBuilder<ReferralTally>("referral_tallies", since: 2)
        .Counter("members", r => r.Members, (r, value) => r with { Members = value })
        .Build(static (ref row) => new ReferralTally
        {
            Program = row.Program,
            Revision = row.Revision,
            Referrer = row.Owner,
            Members = row.Int64(),
        });

    /// <summary>The counter.</summary>
    public static RecordColumn MembersColumn { get; } = Schema.Column("members");

    /// <summary>The referrer.</summary>
    public required MemberId Referrer { get; init; }

    /// <summary>How many members are bound to him now.</summary>
    public long Members { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => Referrer.Value;

    /// <inheritdoc/>
    public override string Id => "";

    /// <summary>The key of a referrer's tally.</summary>
    /// <param name="program">The program.</param>
    /// <param name="referrer">The referrer.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId referrer) => new(Schema, referrer.Value, program, "");
}
