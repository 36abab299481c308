using Npgsql;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>Builds records from the rows of one statement. Used by one call at a time.</summary>
internal sealed class RowReader(TableMap table, NpgsqlDataReader reader, int revisionColumn)
{
    private readonly ColumnValue[] _values = new ColumnValue[table.Columns.Count];

    /// <summary>The record of the current row. The key is the caller's: only what he does not know yet is read.</summary>
    public Record Read(in RecordKey key)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            RecordColumn column = table.Columns[i];
            int place = revisionColumn + 1 + i;
            _values[i] = column.IsOptional && reader.IsDBNull(place)
                ? ColumnValue.Null
                : column.Kind switch
                {
                    ColumnKind.Text or ColumnKind.Json => ColumnValue.Of(reader.GetString(place)),
                    ColumnKind.Boolean => ColumnValue.Of(reader.GetBoolean(place)),
                    _ => ColumnValue.Of(reader.GetInt64(place)),
                };
        }

        return table.Type.Read(key, reader.GetInt64(revisionColumn), _values);
    }
}
