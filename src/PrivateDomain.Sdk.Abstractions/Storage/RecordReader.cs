using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PrivateDomain.Sdk.Storage;

/// <summary>Reads the stored values of one record, column by column in the order of their declaration.</summary>
public ref struct RecordReader
{
    private readonly ReadOnlySpan<ColumnValue> _values;
    private readonly RecordKey _key;
    private int _next;

    /// <summary>Starts reading a record.</summary>
    /// <param name="key">The record's key.</param>
    /// <param name="revision">The stored revision.</param>
    /// <param name="values">A value for each column, in the order of declaration.</param>
    public RecordReader(RecordKey key, long revision, ReadOnlySpan<ColumnValue> values)
    {
        _key = key;
        _values = values;
        Revision = revision;
    }

    /// <summary>Whose record it is.</summary>
    public readonly string Owner => _key.Owner;

    /// <summary>The program.</summary>
    public readonly string Program => _key.Program;

    /// <summary>The id among the owner's records.</summary>
    public readonly string Id => _key.Id;

    /// <summary>The stored revision.</summary>
    public readonly long Revision { get; }

    /// <summary>Reads the next column as text or JSON.</summary>
    /// <returns>The text.</returns>
    public string Text() => Next().Text;

    /// <summary>Reads the next column as text that may be missing.</summary>
    /// <returns>The text or <see langword="null"/>.</returns>
    public string? OptionalText()
    {
        ColumnValue value = Next();
        return value.IsNull ? null : value.Text;
    }

    /// <summary>Reads the next column as an id that may be missing.</summary>
    /// <typeparam name="T">The id type.</typeparam>
    /// <returns>The id or <see langword="null"/>.</returns>
    public T? OptionalId<T>()
        where T : struct, IIdentifier<T>
    {
        ColumnValue value = Next();
        return value.IsNull ? null : T.Create(value.Text);
    }

    /// <summary>Reads the next column as a 64-bit integer.</summary>
    /// <returns>The integer.</returns>
    public long Int64() => Next().Number;

    /// <summary>Reads the next column as a 64-bit integer that may be missing.</summary>
    /// <returns>The integer or <see langword="null"/>.</returns>
    public long? OptionalInt64()
    {
        ColumnValue value = Next();
        return value.IsNull ? null : value.Number;
    }

    /// <summary>Reads the next column as a boolean.</summary>
    /// <returns>The boolean.</returns>
    public bool Boolean() => Next().Boolean;

    /// <summary>Reads the next column as a boolean that may be missing.</summary>
    /// <returns>The boolean or <see langword="null"/>.</returns>
    public bool? OptionalBoolean()
    {
        ColumnValue value = Next();
        return value.IsNull ? null : value.Boolean;
    }

    /// <summary>Reads the next column as a UTC instant.</summary>
    /// <returns>The instant.</returns>
    public DateTimeOffset Instant() => Next().Instant;

    /// <summary>Reads the next column as a UTC instant that may be missing.</summary>
    /// <returns>The instant or <see langword="null"/>.</returns>
    public DateTimeOffset? OptionalInstant()
    {
        ColumnValue value = Next();
        return value.IsNull ? null : value.Instant;
    }

    /// <summary>Reads the next column as a JSON document.</summary>
    /// <typeparam name="T">What the document holds.</typeparam>
    /// <param name="typeInfo">The generated serialization contract.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JsonException">The stored document does not fit the contract.</exception>
    public T Json<T>(JsonTypeInfo<T> typeInfo) =>
        JsonSerializer.Deserialize(Text(), typeInfo) ?? throw new JsonException($"A JSON column of {_key.Type.Name} holds null.");

    /// <summary>Skips the next column: one that only serves an index and follows from the others.</summary>
    public void Skip() => Next();

    private ColumnValue Next() => _values[_next++];
}
