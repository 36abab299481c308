using System.Text.Json.Serialization;

namespace PrivateDomain.Sdk.Storage;

/// <summary>Something stored: an immutable value with a key, a revision and the columns that its <see cref="RecordType"/> declares.</summary>
/// <remarks>Never change what was loaded; a change is a new value made with <c>with</c>.</remarks>
public abstract record Record
{
    /// <summary>The program that the record belongs to.</summary>
    public required string Program { get; init; }

    /// <summary>
    /// How often the record was written: 1 with the insert, which a new record is born for; one more with every update or guarded add.
    /// </summary>
    public long Revision { get; init; } = 1;

    /// <summary>The declared type.</summary>
    [JsonIgnore]
    public abstract RecordType Type { get; }

    /// <summary>Whose record it is.</summary>
    [JsonIgnore]
    public abstract string Owner { get; }

    /// <summary>The id among the owner's records of this type.</summary>
    [JsonIgnore]
    public abstract string Id { get; }

    /// <summary>The key: type, owner, program, id.</summary>
    [JsonIgnore]
    public RecordKey Key => new(Type, Owner, Program, Id);
}
