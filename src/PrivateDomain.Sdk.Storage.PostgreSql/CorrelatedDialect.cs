using System.Globalization;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>A dialect whose parameters are the columns of a row beside the statement, so that one statement reads for many rows of arguments.</summary>
internal sealed class CorrelatedDialect(SqlDialect inner) : SqlDialect
{
    /// <summary>The row of arguments. Declared names begin with a letter, so this one meets none of them.</summary>
    public const string Arguments = "_q";

    public override string BeginMigration => inner.BeginMigration;

    public override string CountTables => inner.CountTables;

    public override string NullsFirst => inner.NullsFirst;

    public override string NullsLast => inner.NullsLast;

    public override string ColumnType(ColumnKind kind) => inner.ColumnType(kind);

    public override string Parameter(int position) => $"{Arguments}.{Column(position)}";

    public override string Table(string name) => inner.Table(name);

    public override string Quote(string name) => inner.Quote(name);

    /// <summary>The name of an argument's column.</summary>
    public static string Column(int position) => string.Create(CultureInfo.InvariantCulture, $"_{position}");
}
