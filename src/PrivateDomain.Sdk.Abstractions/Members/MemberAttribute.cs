using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Members;

/// <summary>An attribute (属性) of a member as it is stored: one typed value under a declared name.</summary>
/// <remarks>
/// An immutable value. <see cref="Kind"/> says which of <see cref="Text"/>, <see cref="Number"/>, <see cref="Boolean"/>, <see cref="Instant"/> and
/// <see cref="Texts"/> holds it. It stays as it was stored when the declaration is changed or taken away later. It may be personal data:
/// <see cref="ToString"/> leaves the value out.
/// </remarks>
#pragma warning disable CA1711 // The shop's word for it; it is no attribute of .NET.
public sealed record MemberAttribute : Record
#pragma warning restore CA1711
{
    private static readonly string[] KindNames = ["text", "number", "boolean", "instant", "set"];

    /// <summary>The record type.</summary>
    public static RecordType<MemberAttribute> Schema { get; } = new RecordTypeBuilder<MemberAttribute>("member_attributes", since: 2)
        .Text("kind", r => NameOf(r.Kind))
        .OptionalText("text_value", r => r.Text)
        .OptionalInt64("number_value", r => r.Number)
        .OptionalBoolean("boolean_value", r => r.Boolean)
        .OptionalInstant("instant_value", r => r.Instant)
        .Json("texts", r => r.Texts, RecordJson.Default.IReadOnlyListString)
        .Instant("set_at", r => r.SetAt)
        .OptionalText("actor", r => r.Actor)
        .ReadInPrimaryOrder()
        .Build(static (ref row) => new MemberAttribute
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            Name = row.Id,
            Kind = (AttributeKind)Array.IndexOf(KindNames, row.Text()),
            Text = row.OptionalText(),
            Number = row.OptionalInt64(),
            Boolean = row.OptionalBoolean(),
            Instant = row.OptionalInstant(),
            Texts = row.Json(RecordJson.Default.IReadOnlyListString),
            SetAt = row.Instant(),
            Actor = row.OptionalText(),
        });

    /// <summary>Whose.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The attribute's name.</summary>
    public required string Name { get; init; }

    /// <summary>What the value is.</summary>
    public required AttributeKind Kind { get; init; }

    /// <summary>The text; <see langword="null"/> where it is no text.</summary>
    public string? Text { get; init; }

    /// <summary>The number; <see langword="null"/> where it is none.</summary>
    public long? Number { get; init; }

    /// <summary>Yes or no; <see langword="null"/> where it is something else.</summary>
    public bool? Boolean { get; init; }

    /// <summary>The moment, in UTC; <see langword="null"/> where it is none.</summary>
    public DateTimeOffset? Instant { get; init; }

    /// <summary>The texts of a set, each once, in code-point order; empty where it is no set.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Since when the value is this one.</summary>
    public required DateTimeOffset SetAt { get; init; }

    /// <summary>Which person, list or system set it, where it was told.</summary>
    public string? Actor { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => Name;

    /// <summary>The key of an attribute.</summary>
    /// <param name="program">The program.</param>
    /// <param name="memberId">Whose.</param>
    /// <param name="name">The attribute's name.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId memberId, string name) => new(Schema, memberId.Value, program, name);

    /// <summary>The name and kind; the value may be personal data and stays out of logs.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Name} ({NameOf(Kind)})";

    internal static MemberAttribute Of(
        string program, MemberId memberId, string name, AttributeValue value, DateTimeOffset setAt, string? actor) => new()
        {
            Program = program,
            MemberId = memberId,
            Name = name,
            Kind = value.Kind,
            Text = value.Text,
            Number = value.Kind == AttributeKind.Number ? value.Number : null,
            Boolean = value.Kind == AttributeKind.Boolean ? value.Number != 0 : null,
            Instant = value.Kind == AttributeKind.Instant ? new DateTimeOffset(value.Number, TimeSpan.Zero) : null,
            Texts = value.Texts,
            SetAt = setAt,
            Actor = actor,
        };

    /// <summary>A kind's name in columns and in the fields of rules.</summary>
    internal static string NameOf(AttributeKind kind) => KindNames[(int)kind];

    /// <summary>Whether this value is stored already.</summary>
    internal bool IsSame(MemberAttribute other) =>
        Kind == other.Kind && Text == other.Text && Number == other.Number && Boolean == other.Boolean && Instant == other.Instant
        && Texts.SequenceEqual(other.Texts, StringComparer.Ordinal);

    internal bool Holds(AttributeValue value) => Kind == value.Kind && Kind switch
    {
        AttributeKind.Text => Text == value.Text,
        AttributeKind.Number => Number == value.Number,
        AttributeKind.Boolean => Boolean == (value.Number != 0),
        AttributeKind.Instant => Instant?.UtcTicks == value.Number,
        _ => Texts.SequenceEqual(value.Texts, StringComparer.Ordinal),
    };
}
