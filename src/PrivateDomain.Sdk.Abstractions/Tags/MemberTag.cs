using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tags;

/// <summary>A tag (标签) that a member has.</summary>
/// <remarks>
/// A value of an exclusive group stands under the group's name alone: the key itself leaves room for one. Rows are ordered by group, then by value.
/// </remarks>
public sealed record MemberTag : Record
{
    // Sorts before whatever an id may hold and is in no id: so group and value together order and tell apart as the pair does.
    private const char Separator = '\u001F';

    private static readonly string[] SourceNames = ["manual", "rule", "import", "sync"];

    /// <summary>The record type.</summary>
    public static RecordType<MemberTag> Schema { get; } = new RecordTypeBuilder<MemberTag>("member_tags", since: 2)
        .Text("tag_group", r => r.Group)
        .Text("value", r => r.Value)
        .Text("source", r => SourceNames[(int)r.Source])
        .OptionalText("actor", r => r.Actor)
        .Instant("set_at", r => r.SetAt)
        .OptionalInstant("expires_at", r => r.ExpiresAt)
        .Text("tag", r => TextOf(r.Group, r.Value))
        .Index("by_tag", IndexScope.Program, "tag")
        .Index("due", IndexScope.Program, "expires_at")
        .ReadInPrimaryOrder()
        .Build(static (ref row) =>
        {
            var tag = new MemberTag
            {
                Program = row.Program,
                Revision = row.Revision,
                MemberId = row.Owner,
                IsExclusive = row.Id[^1] == Separator,
                Group = row.Text(),
                Value = row.Text(),
                Source = SourceOf(row.Text()),
                Actor = row.OptionalText(),
                SetAt = row.Instant(),
                ExpiresAt = row.OptionalInstant(),
            };
            row.Skip();
            return tag;
        });

    /// <summary>The members of each tag: by group and value, then by member.</summary>
    public static RecordIndex ByTag { get; } = Schema.Index("by_tag");

    /// <summary>The tags of a program that expire, earliest first.</summary>
    public static RecordIndex Due { get; } = Schema.Index("due");

    /// <summary>Whose.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The group.</summary>
    public required string Group { get; init; }

    /// <summary>The value.</summary>
    public required string Value { get; init; }

    /// <summary>Whether the group is exclusive: the member has no other value of it.</summary>
    public bool IsExclusive { get; init; }

    /// <summary>Who says so.</summary>
    public required TagSource Source { get; init; }

    /// <summary>Which person, rule, list or system set or renewed it last, where it was told.</summary>
    public string? Actor { get; init; }

    /// <summary>Since when the member has it; a renewal does not change it.</summary>
    public required DateTimeOffset SetAt { get; init; }

    /// <summary>From when he no longer has it; <see langword="null"/> for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => TextOf(Group, IsExclusive ? "" : Value);

    /// <summary>Whether the member still has it at a moment.</summary>
    /// <param name="moment">The moment.</param>
    /// <returns><see langword="false"/> from <see cref="ExpiresAt"/> on.</returns>
    public bool IsLiveAt(DateTimeOffset moment) => ExpiresAt is not { } end || moment < end;

    /// <summary>The key of a tag of a group that is not exclusive.</summary>
    /// <param name="program">The program.</param>
    /// <param name="memberId">Whose.</param>
    /// <param name="group">The group.</param>
    /// <param name="value">The value.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId memberId, string group, string value) =>
        new(Schema, memberId.Value, program, TextOf(group, value));

    /// <summary>The key of whichever value of an exclusive group a member has.</summary>
    /// <param name="program">The program.</param>
    /// <param name="memberId">Whose.</param>
    /// <param name="group">The group.</param>
    /// <returns>The key.</returns>
    public static RecordKey ExclusiveKeyOf(string program, MemberId memberId, string group) => new(Schema, memberId.Value, program, TextOf(group, ""));

    /// <summary>A tag as the one text that <see cref="ByTag"/> is ordered by.</summary>
    internal static string TextOf(string group, string value) => $"{group}{Separator}{value}";

    /// <summary>The group in a tag's key.</summary>
    internal static string GroupOf(string id) => id[..id.IndexOf(Separator, StringComparison.Ordinal)];

    internal static string NameOf(TagSource source) => SourceNames[(int)source];

    internal static TagSource SourceOf(string name) => (TagSource)Array.IndexOf(SourceNames, name);
}
