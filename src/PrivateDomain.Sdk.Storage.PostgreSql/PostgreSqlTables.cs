using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>The tables of a model with their statements.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class PostgreSqlTables
{
    private readonly PostgreSqlTable[] _tables;

    public PostgreSqlTables(RelationalSchema schema, PostgreSqlDialect dialect)
    {
        Schema = schema;
        _tables = [.. schema.Tables.Select(map => new PostgreSqlTable(map, dialect))];
        MaxArguments = schema.Tables.Select(IndexRead.MaxArguments).DefaultIfEmpty(1).Max();
    }

    public RelationalSchema Schema { get; }

    /// <summary>How many arguments the reading of a run has at most.</summary>
    public int MaxArguments { get; }

    public int Count => _tables.Length;

    public PostgreSqlTable this[int position] => _tables[position];

    /// <summary>The table of a record type.</summary>
    /// <exception cref="ArgumentException">The model has no such type.</exception>
    public PostgreSqlTable this[RecordType type] => _tables[Schema.Table(type).Position];
}
