using System.Text;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>The text that spreads the tables over the servers of a Citus cluster.</summary>
internal static class CitusText
{
    /// <summary>Distributes every table by its owner, all alike, so that what one owner has lies on one server.</summary>
    public static string Distribute(RelationalSchema schema, PostgreSqlDialect dialect)
    {
        var script = new StringBuilder(
            "-- Run once on the coordinator, after the tables were made and before they hold much.\n"
            + "-- The table of the schema's history stays where it is.\n");
        string? first = null;
        foreach (TableMap table in schema.Tables)
        {
            string name = PostgreSqlDialect.Literal(dialect.Table(table.Name));
            script.Append("select create_distributed_table(").Append(name).Append(", ").Append(PostgreSqlDialect.Literal(TableMap.Owner))
                .Append(", colocate_with => ").Append(first ?? "'none'").Append(");\n");
            first ??= name;
        }

        // A connection to any server must find it.
        script.Append("select create_reference_table(").Append(PostgreSqlDialect.Literal(dialect.Table(schema.IdTable))).Append(");\n");

        return script.ToString();
    }
}
