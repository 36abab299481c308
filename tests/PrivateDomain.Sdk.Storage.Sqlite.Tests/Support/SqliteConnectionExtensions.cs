using Microsoft.Data.Sqlite;

namespace PrivateDomain.Sdk.Storage.Sqlite.Tests.Support;

internal static class SqliteConnectionExtensions
{
    public static void Execute(this SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandTimeout = 1;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The rows as text, their columns joined by a bar.</summary>
    public static List<string> Query(this SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i))));
        }

        return rows;
    }
}
