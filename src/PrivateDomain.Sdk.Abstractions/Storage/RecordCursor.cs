using System.Text;
using System.Text.Json;

namespace PrivateDomain.Sdk.Storage;

/// <summary>For store authors: turns the position of a record in an index into an opaque cursor and back.</summary>
/// <remarks>
/// The position is the record's index columns, its owner and its id, so ties are broken as the index breaks them.
/// Pure and thread-safe. A cursor is not secret and not signed: a forged one reads at most what its query may read.
/// </remarks>
public sealed class RecordCursor
{
    private const int MaxLength = 8_192;

    private RecordCursor(IReadOnlyList<ColumnValue> columns, string owner, string id)
    {
        Columns = columns;
        Owner = owner;
        Id = id;
    }

    /// <summary>The values of the index columns.</summary>
    public IReadOnlyList<ColumnValue> Columns { get; }

    /// <summary>The owner.</summary>
    public string Owner { get; }

    /// <summary>The id.</summary>
    public string Id { get; }

    /// <summary>The cursor of a record's place in an index.</summary>
    /// <param name="index">The index.</param>
    /// <param name="record">A record of its type.</param>
    /// <returns>The cursor.</returns>
    public static string Encode(RecordIndex index, Record record)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(record);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (RecordColumn column in index.Columns)
            {
                ColumnValue value = index.Type.GetValue(record, column);
                if (value.IsNull)
                {
                    json.WriteNullValue();
                }
                else if (value.IsText)
                {
                    json.WriteStringValue(value.Text);
                }
                else
                {
                    json.WriteNumberValue(value.Number);
                }
            }

            json.WriteStringValue(record.Owner);
            json.WriteStringValue(record.Id);
            json.WriteEndArray();
        }

        return Convert.ToBase64String(buffer.ToArray()).Replace('+', '-').Replace('/', '_').TrimEnd('=');
    }

    /// <summary>Reads a cursor.</summary>
    /// <param name="index">The index that it was made for.</param>
    /// <param name="cursor">The cursor.</param>
    /// <returns>The position.</returns>
    /// <exception cref="ArgumentException">The text is no cursor of this index.</exception>
    public static RecordCursor Decode(RecordIndex index, string cursor)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(cursor);
        try
        {
            return cursor.Length <= MaxLength ? Parse(index, cursor) : throw new FormatException("It is too long.");
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException or DecoderFallbackException)
        {
            throw new ArgumentException("The cursor is not one that this list returned; start again without a cursor.", nameof(cursor), e);
        }
    }

    private static RecordCursor Parse(RecordIndex index, string cursor)
    {
        string base64 = cursor.Replace('-', '+').Replace('_', '/');
        byte[] bytes = Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='));
        using JsonDocument document = JsonDocument.Parse(bytes);
        JsonElement[] parts = [.. document.RootElement.EnumerateArray()];
        if (parts.Length != index.Columns.Count + 2)
        {
            throw new FormatException("It has another number of parts.");
        }

        var columns = new ColumnValue[index.Columns.Count];
        for (int i = 0; i < columns.Length; i++)
        {
            if (parts[i].ValueKind == JsonValueKind.Null && i > 0 && index.Columns[i].IsOptional)
            {
                continue;
            }

            columns[i] = index.Columns[i].Kind is ColumnKind.Text or ColumnKind.Json
                ? ColumnValue.Of(parts[i].GetString() ?? throw new FormatException("A part is null."))
                : ColumnValue.Of(parts[i].GetInt64());
        }

        return new RecordCursor(
            columns,
            parts[^2].GetString() ?? throw new FormatException("The owner is null."),
            parts[^1].GetString() ?? throw new FormatException("The id is null."));
    }
}
