using Npgsql;
using NpgsqlTypes;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>Adds typed parameters to a command: single values, and arrays with an element per row.</summary>
internal static class Parameters
{
    public static void Add(this NpgsqlBatchCommand command, ColumnKind kind, in ColumnValue value) => command.Parameters.Add(value.IsNull
        ? new NpgsqlParameter { NpgsqlDbType = TypeOf(kind), Value = DBNull.Value }
        : kind switch
        {
            ColumnKind.Text or ColumnKind.Json => Of(TypeOf(kind), WholeText.Require(value.Text)),
            ColumnKind.Boolean => Of(TypeOf(kind), value.Boolean),
            _ => Of(TypeOf(kind), value.Number),
        });

    public static void AddTexts<T>(this NpgsqlBatchCommand command, IReadOnlyList<T> rows, Func<T, string> read)
    {
        string[] values = new string[rows.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = WholeText.Require(read(rows[i]));
        }

        command.Parameters.Add(Of(NpgsqlDbType.Array | NpgsqlDbType.Text, values));
    }

    public static void AddNumbers<T>(this NpgsqlBatchCommand command, IReadOnlyList<T> rows, Func<T, long> read)
    {
        long[] values = new long[rows.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = read(rows[i]);
        }

        command.Parameters.Add(Of(NpgsqlDbType.Array | NpgsqlDbType.Bigint, values));
    }

    /// <summary>Adds an array of a kind, of which some elements may be null.</summary>
    public static void AddColumn(this NpgsqlBatchCommand command, ColumnKind kind, bool isOptional, ReadOnlySpan<ColumnValue> values) =>
        command.Parameters.Add(kind switch
        {
            ColumnKind.Text or ColumnKind.Json => Of(NpgsqlDbType.Array | TypeOf(kind), Texts(values)),
            ColumnKind.Boolean when isOptional => Of(NpgsqlDbType.Array | TypeOf(kind), Optional(values, static v => v.Boolean)),
            ColumnKind.Boolean => Of(NpgsqlDbType.Array | TypeOf(kind), Required(values, static v => v.Boolean)),
            _ when isOptional => Of(NpgsqlDbType.Array | TypeOf(kind), Optional(values, static v => v.Number)),
            _ => Of(NpgsqlDbType.Array | TypeOf(kind), Required(values, static v => v.Number)),
        });

    private static NpgsqlDbType TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Text or ColumnKind.Json => NpgsqlDbType.Text,
        ColumnKind.Boolean => NpgsqlDbType.Boolean,
        _ => NpgsqlDbType.Bigint,
    };

    private static NpgsqlParameter<T> Of<T>(NpgsqlDbType type, T value) => new() { NpgsqlDbType = type, TypedValue = value };

    private static string?[] Texts(ReadOnlySpan<ColumnValue> values)
    {
        string?[] texts = new string?[values.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = values[i].IsNull ? null : WholeText.Require(values[i].Text);
        }

        return texts;
    }

    private static T[] Required<T>(ReadOnlySpan<ColumnValue> values, Func<ColumnValue, T> read)
    {
        var array = new T[values.Length];
        for (int i = 0; i < array.Length; i++)
        {
            array[i] = read(values[i]);
        }

        return array;
    }

    private static T?[] Optional<T>(ReadOnlySpan<ColumnValue> values, Func<ColumnValue, T> read)
        where T : struct
    {
        var array = new T?[values.Length];
        for (int i = 0; i < array.Length; i++)
        {
            array[i] = values[i].IsNull ? null : read(values[i]);
        }

        return array;
    }
}
