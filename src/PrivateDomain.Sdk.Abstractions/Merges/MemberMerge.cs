using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Merges;

/// <summary>The last merge of a member into another: what it did, as far as undoing it needs to know.</summary>
public sealed record MemberMerge : Record
{
    // A control character, which no id holds.
    private const char Separator = '\u001F';

    /// <summary>The record type.</summary>
    public static RecordType<MemberMerge> Schema { get; } = new RecordTypeBuilder<MemberMerge>("member_merges", since: 2)
        .Text("into_id", r => r.Into.Value)
        .Instant("merged_at", r => r.MergedAt)
        .Instant("undoable_until", r => r.UndoableUntil)
        .OptionalInstant("undone_at", r => r.UndoneAt)
        .OptionalText("absorbed", r => r.Absorbed.Count == 0 ? null : string.Join(Separator, r.Absorbed))
        .Int64("points", r => r.Points)
        .Int64("debt", r => r.Debt)
        .Int64("debt_owed", r => r.DebtOwed)
        .Json("tags", r => r.Tags, RecordJson.Default.IReadOnlyListMovedTag)
        .OptionalText("attributes", r => r.Attributes.Count == 0 ? null : string.Join(Separator, r.Attributes))
        .OptionalText("coupons", r => r.Coupons.Count == 0 ? null : string.Join(Separator, r.Coupons))
        .OptionalText("referrer_of_from", r => r.ReferrerOfFrom?.Value)
        .OptionalInstant("from_bound_at", r => r.FromBoundAt)
        .OptionalText("referrer_of_into", r => r.ReferrerOfInto?.Value)
        .OptionalInstant("into_bound_at", r => r.IntoBoundAt)
        .OptionalText("referrer_after", r => r.ReferrerAfter?.Value)
        .OptionalText("actor", r => r.Actor)
        .OptionalText("reason", r => r.Reason)
        .Build(static (ref row) => new MemberMerge
        {
            Program = row.Program,
            Revision = row.Revision,
            From = row.Owner,
            Into = row.Text(),
            MergedAt = row.Instant(),
            UndoableUntil = row.Instant(),
            UndoneAt = row.OptionalInstant(),
            Absorbed = row.OptionalText() is { } absorbed ? [.. absorbed.Split(Separator).Select(static id => new MemberId(id))] : [],
            Points = row.Int64(),
            Debt = row.Int64(),
            DebtOwed = row.Int64(),
            Tags = row.Json(RecordJson.Default.IReadOnlyListMovedTag),
            Attributes = row.OptionalText()?.Split(Separator) ?? [],
            Coupons = row.OptionalText() is { } coupons ? [.. coupons.Split(Separator).Select(static id => new CouponId(id))] : [],
            ReferrerOfFrom = row.OptionalId<MemberId>(),
            FromBoundAt = row.OptionalInstant(),
            ReferrerOfInto = row.OptionalId<MemberId>(),
            IntoBoundAt = row.OptionalInstant(),
            ReferrerAfter = row.OptionalId<MemberId>(),
            Actor = row.OptionalText(),
            Reason = row.OptionalText(),
        });

    /// <summary>Who was merged.</summary>
    public required MemberId From { get; init; }

    /// <summary>Who was left.</summary>
    public required MemberId Into { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset MergedAt { get; init; }

    /// <summary>Until when it may be undone.</summary>
    public required DateTimeOffset UndoableUntil { get; init; }

    /// <summary>When it was undone; <see langword="null"/> while it stands.</summary>
    public DateTimeOffset? UndoneAt { get; init; }

    /// <summary>The members who had been merged into <see cref="From"/> before and came along.</summary>
    public IReadOnlyList<MemberId> Absorbed { get; init; } = [];

    /// <summary>How many points moved.</summary>
    public long Points { get; init; }

    /// <summary>How many points of debt moved.</summary>
    public long Debt { get; init; }

    /// <summary>How much of the debt the survivor's points did not pay at once.</summary>
    public long DebtOwed { get; init; }

    /// <summary>The tags that the member had.</summary>
    public IReadOnlyList<MovedTag> Tags { get; init; } = [];

    /// <summary>The names of the attributes that the survivor has from the member.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>The coupons that moved.</summary>
    public IReadOnlyList<CouponId> Coupons { get; init; } = [];

    /// <summary>Who had brought the member.</summary>
    public MemberId? ReferrerOfFrom { get; init; }

    /// <summary>When that was decided.</summary>
    public DateTimeOffset? FromBoundAt { get; init; }

    /// <summary>Who had brought the survivor.</summary>
    public MemberId? ReferrerOfInto { get; init; }

    /// <summary>When that was decided.</summary>
    public DateTimeOffset? IntoBoundAt { get; init; }

    /// <summary>The survivor's referrer since.</summary>
    public MemberId? ReferrerAfter { get; init; }

    /// <summary>Which person or system said so.</summary>
    public string? Actor { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => From.Value;

    /// <inheritdoc/>
    public override string Id => "";

    /// <summary>The key of a member's last merge.</summary>
    /// <param name="program">The program.</param>
    /// <param name="from">Who was merged.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId from) => new(Schema, from.Value, program, "");
}
