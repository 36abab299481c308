using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Referrals;

/// <summary>Who brought a member (绑定关系): at most one referrer each, and never in a circle.</summary>
public sealed record ReferralBinding : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<ReferralBinding> Schema { get; } = new RecordTypeBuilder<ReferralBinding>("referral_bindings")
        .Text("referrer_id", r => r.Referrer.Value)
        .Instant("bound_at", r => r.BoundAt)
        .Build(static (ref row) => new ReferralBinding
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            Referrer = row.Text(),
            BoundAt = row.Instant(),
        });

    /// <summary>The member who was brought.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The member who brought him.</summary>
    public required MemberId Referrer { get; init; }

    /// <summary>When that was decided.</summary>
    public required DateTimeOffset BoundAt { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => "";

    /// <summary>The key of a member's binding.</summary>
    /// <param name="program">The program.</param>
    /// <param name="memberId">The member who was brought.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId memberId) => new(Schema, memberId.Value, program, "");
}
