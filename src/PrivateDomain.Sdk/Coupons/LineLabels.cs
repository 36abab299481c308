using System.Numerics;
using System.Runtime.InteropServices;
using PrivateDomain.Sdk.Orders;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>
/// Finds the lines that have one of many labels. Each label has a key of 64 bits; keys are compared many at a time, and texts only where keys are equal.
/// </summary>
internal ref struct LineLabels
{
    internal const int Kinds = 4;
    private const ulong Spread = 0x9E37_79B9_7F4A_7C15;

    private readonly IReadOnlyList<OrderLine> _lines;
    private readonly Span<long> _keys;
    private int _known;

    /// <summary>Looks at lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="keys">Room for <see cref="Kinds"/> keys of each line.</param>
    internal LineLabels(IReadOnlyList<OrderLine> lines, Span<long> keys)
    {
        _lines = lines;
        _keys = keys;
    }

    /// <summary>Marks the lines whose label is one of the texts.</summary>
    internal void Mark(LineLabel label, IReadOnlyList<string> texts, Span<int> marks, int mark)
    {
        int count = texts.Count;
        if (count == 0)
        {
            return;
        }

        ReadOnlySpan<long> keys = KeysOf(label);
        for (int i = 0; i < count; i++)
        {
            string text = texts[i];
            long key = KeyOf(text);
            for (int line = keys.IndexOf(key); line >= 0;)
            {
                if (TextOf(_lines[line], label) == text)
                {
                    marks[line] = mark;
                }

                int next = keys[(line + 1)..].IndexOf(key);
                line = next < 0 ? -1 : line + 1 + next;
            }
        }
    }

    private static string? TextOf(OrderLine line, LineLabel label) => label switch
    {
        LineLabel.Sku => line.Sku,
        LineLabel.Product => line.Product,
        LineLabel.Category => line.Category,
        _ => line.Brand,
    };

    /// <summary>The first and the last four code units with the length: labels of a shop mostly differ there.</summary>
    private static long KeyOf(string? text)
    {
        ReadOnlySpan<char> units = text;
        if (units.Length < 4)
        {
            ulong few = (ulong)units.Length;
            foreach (char unit in units)
            {
                few = (few << 16) | unit;
            }

            return unchecked((long)few);
        }

        ulong first = MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(units));
        ulong last = MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(units[^4..]));
        return unchecked((long)(((first * Spread) ^ BitOperations.RotateLeft(last, 21)) + (ulong)units.Length));
    }

    private ReadOnlySpan<long> KeysOf(LineLabel label)
    {
        Span<long> keys = _keys.Slice((int)label * _lines.Count, _lines.Count);
        if ((_known & (1 << (int)label)) == 0)
        {
            for (int i = 0; i < keys.Length; i++)
            {
                keys[i] = KeyOf(TextOf(_lines[i], label));
            }

            _known |= 1 << (int)label;
        }

        return keys;
    }
}
