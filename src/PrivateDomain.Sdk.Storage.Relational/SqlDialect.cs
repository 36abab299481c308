namespace PrivateDomain.Sdk.Storage.Relational;

/// <summary>Where one SQL database differs from another in the statements that stores share.</summary>
/// <remarks>Implementations are immutable and thread-safe.</remarks>
public abstract class SqlDialect
{
    /// <summary>Opens the transaction in which a schema is read and migrated.</summary>
    public abstract string BeginMigration { get; }

    /// <summary>Counts the tables of the name given as the only parameter.</summary>
    public abstract string CountTables { get; }

    /// <summary>What follows the closing parenthesis of a table; empty or with a leading space.</summary>
    public virtual string TableOptions => "";

    /// <summary>What an ascending key that may be null needs so that nulls come first; empty or with a leading space.</summary>
    public virtual string NullsFirst => "";

    /// <summary>What a descending key that may be null needs so that nulls come last; empty or with a leading space.</summary>
    public virtual string NullsLast => "";

    /// <summary>The type of owner, program and id: text that compares by code point.</summary>
    public string KeyType => ColumnType(ColumnKind.Text);

    /// <summary>The type of a column; text must compare by code point.</summary>
    /// <param name="kind">What the column holds.</param>
    /// <returns>The type.</returns>
    public abstract string ColumnType(ColumnKind kind);

    /// <summary>The marker of a parameter; a marker may stand in a statement more than once.</summary>
    /// <param name="position">The position, from 1.</param>
    /// <returns>The marker.</returns>
    public abstract string Parameter(int position);

    /// <summary>
    /// Hides a column in a filter from the planner, where an index that begins with it would be sought although the rows are wanted in another order.
    /// </summary>
    /// <param name="name">The quoted column.</param>
    /// <returns>The same value, but of no use for an index; the column itself where the planner weighs the order too.</returns>
    public virtual string Unsought(string name) => name;

    /// <summary>The name under which a statement finds a table; qualified where the database has schemas.</summary>
    /// <param name="name">The table's name.</param>
    /// <returns>The quoted name.</returns>
    public virtual string Table(string name) => Quote(name);

    /// <summary>Quotes a name, so that a column may be called like a keyword.</summary>
    /// <param name="name">A name of letters, digits and underscores.</param>
    /// <returns>The quoted name.</returns>
    public virtual string Quote(string name) => $"\"{name}\"";
}
