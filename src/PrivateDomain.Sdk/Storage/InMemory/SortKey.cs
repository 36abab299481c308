using System.Buffers.Binary;
using System.Text;

namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>
/// The beginning of an item's place in an order, as two numbers: items whose numbers differ are ordered as those are, and only where both are equal
/// the items must be looked at.
/// </summary>
/// <remarks>
/// A number is its own beginning, followed by the beginning of what comes next in the order. The beginning of a text counts its leading zeros, for
/// numbers in keys have many, and then holds the first bytes of its UTF-8 form, which order as code points do.
/// </remarks>
/// <param name="First">What comes first.</param>
/// <param name="Second">What comes next.</param>
internal readonly record struct SortKey(long First, long Second) : IComparable<SortKey>
{
    private const int Above = 1 << 5;
    private const int MostZeros = Above - 1;
    private const int Length = sizeof(long) + sizeof(long);

    private const int LongestUnit = 3;

    // No byte of UTF-8.
    private const byte Surrogate = 0xFF;

    /// <summary>The key of a text among texts.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The key.</returns>
    public static SortKey Of(string text)
    {
        int zeros = 0;
        while (zeros < text.Length && text[zeros] == '0')
        {
            zeros++;
        }

        // Of two texts the one with more zeros stands first if what follows is above a zero, and last if it is below, or nothing.
        int counted = int.Min(zeros, MostZeros);
        Span<byte> key = stackalloc byte[Length];
        key.Clear();
        key[0] = (byte)(zeros < text.Length && text[zeros] > '0' ? Above + MostZeros - counted : counted);
        if (counted < MostZeros)
        {
            Write(text.AsSpan(zeros), key[1..]);
        }

        return new SortKey((long)BinaryPrimitives.ReadUInt64BigEndian(key), (long)(BinaryPrimitives.ReadUInt64BigEndian(key[sizeof(long)..]) ^ (1UL << 63)));
    }

    /// <summary>The key of a value that is followed by another one.</summary>
    /// <param name="value">The value; not null.</param>
    /// <param name="next">What follows it, among values of its own kind.</param>
    /// <returns>The key.</returns>
    public static SortKey Of(ColumnValue value, ColumnValue next) => value.IsText
        ? Of(value.Text)
        : new SortKey(value.Number, next.IsNull ? long.MinValue : next.IsText ? Of(next.Text).First : next.Number);

    /// <summary>The key of a record in an index that it stands in.</summary>
    /// <param name="index">The index.</param>
    /// <param name="record">The record.</param>
    /// <param name="value">Its value in the first column of the index; not null.</param>
    /// <returns>The key.</returns>
    public static SortKey Of(RecordIndex index, Record record, ColumnValue value) => Of(
        value,
        index.Columns.Count > 1 ? index.Type.GetValue(record, index.Columns[1])
            : ColumnValue.Of(index.Scope == IndexScope.Program ? record.Owner : record.Id));

    /// <summary>How this key is ordered to another one.</summary>
    /// <param name="other">The other key.</param>
    /// <returns>Negative or positive; zero where the items decide.</returns>
    public int CompareTo(SortKey other) => First != other.First ? First.CompareTo(other.First) : Second.CompareTo(other.Second);

    /// <summary>Writes a text in UTF-8, as far as it fits and has no surrogates: those stand for code points above all others, and lone ones are ordered with them.</summary>
    private static void Write(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        Ascii.FromUtf16(text[..int.Min(text.Length, bytes.Length)], bytes, out int written);
        Span<byte> encoded = stackalloc byte[LongestUnit];
        for (int i = written; i < text.Length && written < bytes.Length; i++)
        {
            char unit = text[i];
            if (char.IsSurrogate(unit))
            {
                bytes[written] = Surrogate;
                return;
            }

            int length = new Rune(unit).EncodeToUtf8(encoded);
            int fitting = int.Min(length, bytes.Length - written);
            encoded[..fitting].CopyTo(bytes[written..]);
            written += fitting;
        }
    }
}
