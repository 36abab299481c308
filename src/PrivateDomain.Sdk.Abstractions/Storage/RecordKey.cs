namespace PrivateDomain.Sdk.Storage;

/// <summary>The key of one record: its type, then owner, program and id.</summary>
/// <remarks>
/// An immutable value. All three parts are compared by code point, untrimmed and case-sensitive.
/// The owner comes first so that a sharded database can keep one owner's records together.
/// </remarks>
public readonly struct RecordKey : IEquatable<RecordKey>
{
    // The hashes of texts are random already; an odd factor keeps the parts from canceling each other out.
    private const int Spread = unchecked((int)0x9E3779B1);

    /// <summary>Makes a key.</summary>
    /// <param name="type">The record type.</param>
    /// <param name="owner">Whose record it is: a member, an order, an operation key.</param>
    /// <param name="program">The program.</param>
    /// <param name="id">The record's id among the owner's records of this type.</param>
    public RecordKey(RecordType type, string owner, string program, string id)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(id);
        Type = type;
        Owner = owner;
        Program = program;
        Id = id;
    }

    /// <summary>The record type.</summary>
    public RecordType Type { get; }

    /// <summary>Whose record it is.</summary>
    public string Owner { get; }

    /// <summary>The program.</summary>
    public string Program { get; }

    /// <summary>The id among the owner's records of this type; may be empty where an owner has just one.</summary>
    public string Id { get; }

    /// <summary>Whether two keys are the same.</summary>
    /// <param name="left">One key.</param>
    /// <param name="right">The other key.</param>
    /// <returns><see langword="true"/> when they are.</returns>
    public static bool operator ==(RecordKey left, RecordKey right) => left.Equals(right);

    /// <summary>Whether two keys differ.</summary>
    /// <param name="left">One key.</param>
    /// <param name="right">The other key.</param>
    /// <returns><see langword="true"/> when they do.</returns>
    public static bool operator !=(RecordKey left, RecordKey right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(RecordKey other) =>
        ReferenceEquals(Type, other.Type)
        && string.Equals(Owner, other.Owner, StringComparison.Ordinal)
        && string.Equals(Id, other.Id, StringComparison.Ordinal)
        && string.Equals(Program, other.Program, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RecordKey other && Equals(other);

    /// <inheritdoc/>
    /// <remarks>Leaves the program out: it hardly ever tells two keys apart.</remarks>
#pragma warning disable MA0021 // Hashes of characters are ordinal by themselves, and come without the detour over a comparer: keys are hashed more than anything else.
    public override int GetHashCode() =>
        Type is null ? 0 : (((Type.Ordinal * Spread) + string.GetHashCode(Owner)) * Spread) + (Id.Length == 0 ? 0 : string.GetHashCode(Id));
#pragma warning restore MA0021

    /// <summary>The key as text, for diagnostics: <c>point_lots[m1/default/0001]</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Type?.Name}[{Owner}/{Program}/{Id}]";
}
