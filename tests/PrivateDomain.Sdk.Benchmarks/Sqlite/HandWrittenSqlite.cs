using System.Diagnostics;
using Microsoft.Data.Sqlite;
using PrivateDomain.Sdk.Benchmarks.Measuring;
using PrivateDomain.Sdk.Benchmarks.Shops;

namespace PrivateDomain.Sdk.Benchmarks.Sqlite;

/// <summary>
/// The least that a posting costs on SQLite: one thread, prepared statements, no read, no rule, no answer kept. Key, balance and entry in a
/// WAL file that waits for the disk at each commit.
/// </summary>
internal sealed class HandWrittenSqlite : IDisposable
{
    private const string Schema =
        """
        pragma journal_mode = wal;
        pragma synchronous = full;
        create table operation_keys (id text primary key) without rowid;
        create table balances (member text primary key, points integer not null) without rowid;
        create table entries (id integer primary key, member text not null, operation text not null, points integer not null);
        """;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _insertKey;
    private readonly SqliteCommand _addToBalance;
    private readonly SqliteCommand _insertEntry;
    private readonly SqliteCommand _commit;
    private int _postings;

    public HandWrittenSqlite(string file)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        _connection.Open();
        using (SqliteCommand schema = Prepare(Schema))
        {
            schema.ExecuteNonQuery();
        }

        _begin = Prepare("begin immediate");
        _insertKey = Prepare("insert into operation_keys (id) values ($operation)", "$operation");
        _addToBalance = Prepare(
            "insert into balances (member, points) values ($member, $points) on conflict (member) do update set points = points + excluded.points",
            "$member",
            "$points");
        _insertEntry = Prepare(
            "insert into entries (member, operation, points) values ($member, $operation, $points)", "$member", "$operation", "$points");
        _commit = Prepare("commit");
    }

    /// <summary>Posts for a while, so many postings to a commit. Answers postings per second.</summary>
    public double Rate(TimeSpan duration, int group, IReadOnlyList<string> members)
    {
        int before = _postings;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            _begin.ExecuteNonQuery();
            for (int i = 0; i < group; i++)
            {
                int number = ++_postings;
                Post(Posting.KeyOf(number), members[Posting.AnyOf(number, members.Count)], Posting.PointsOf(number));
            }

            _commit.ExecuteNonQuery();
        }

        return (_postings - before) / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <exception cref="WrongSumException">A posting was lost or doubled.</exception>
    public void Verify()
    {
        WrongSumException.ThrowUnlessEqual(_postings, Scalar("select count(*) from entries"), "hand-written entries on SQLite");
        WrongSumException.ThrowUnlessEqual(
            Posting.SumOfFirst(_postings), Scalar("select sum(points) from balances"), "hand-written balances on SQLite");
    }

    public void Dispose()
    {
        _begin.Dispose();
        _insertKey.Dispose();
        _addToBalance.Dispose();
        _insertEntry.Dispose();
        _commit.Dispose();
        _connection.Dispose();
    }

    private void Post(string operation, string member, long points)
    {
        _insertKey.Parameters[0].Value = operation;
        _insertKey.ExecuteNonQuery();
        _addToBalance.Parameters[0].Value = member;
        _addToBalance.Parameters[1].Value = points;
        _addToBalance.ExecuteNonQuery();
        _insertEntry.Parameters[0].Value = member;
        _insertEntry.Parameters[1].Value = operation;
        _insertEntry.Parameters[2].Value = points;
        _insertEntry.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this type.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (string parameter in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        }

        return command;
    }

    private long Scalar(string sql)
    {
        using SqliteCommand command = Prepare(sql);
        return (long)command.ExecuteScalar()!;
    }
}
