using Npgsql;
using PrivateDomain.Sdk.Benchmarks.Measuring;
using PrivateDomain.Sdk.Benchmarks.Shops;
using PrivateDomain.Sdk.Tests.PostgreSql;

namespace PrivateDomain.Sdk.Benchmarks.PostgreSql;

/// <summary>The least that a posting costs on PostgreSQL: key, balance and entry in one statement, which is one round trip and one commit.</summary>
internal sealed class HandWrittenPosting : IAsyncDisposable
{
    private const string Schema =
        """
        drop schema if exists hand cascade;
        create schema hand;
        create table hand.operation_keys (id text primary key);
        create table hand.balances (member text primary key, points bigint not null);
        create table hand.entries (
            id bigint generated always as identity primary key, member text not null, operation text not null, points bigint not null);
        """;

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _post;
    private int _postings;

    private HandWrittenPosting(NpgsqlConnection connection)
    {
        _connection = connection;
#pragma warning disable CA2100 // The text has no part that comes from outside.
        _post = new NpgsqlCommand(Statement("$1", "$2", "$3"), connection);
#pragma warning restore CA2100
        _post.Parameters.Add(new NpgsqlParameter<string>());
        _post.Parameters.Add(new NpgsqlParameter<string>());
        _post.Parameters.Add(new NpgsqlParameter<long>());
    }

    /// <summary>Connects to empty tables, with the statement prepared.</summary>
    public static async Task<HandWrittenPosting> PrepareAsync(PostgreSqlServer server)
    {
        await CreateTablesAsync(server);
        var hand = new HandWrittenPosting(await server.ConnectAsync());
        await hand._post.PrepareAsync();
        return hand;
    }

    public static Task CreateTablesAsync(PostgreSqlServer server) => server.ExecuteAsync(Schema);

    /// <summary>The statement; a key that is there already changes nothing.</summary>
    public static string Statement(string operation, string member, string points) =>
        $"""
        with operation as (
            insert into hand.operation_keys (id) values ({operation}) on conflict (id) do nothing returning id),
        balance as (
            insert into hand.balances as b (member, points) select {member}, {points} from operation
            on conflict (member) do update set points = b.points + excluded.points)
        insert into hand.entries (member, operation, points) select {member}, id, {points} from operation
        """;

    /// <exception cref="WrongSumException">The tables do not hold what was posted.</exception>
    public static async Task VerifyAsync(PostgreSqlServer server, long postings, long points)
    {
        List<string> sums = await server.QueryAsync(
            "select (select count(*) from hand.entries), (select sum(points)::bigint from hand.entries), (select sum(points)::bigint from hand.balances)");
        string expected = $"{postings}|{points}|{points}";
        if (sums[0] != expected)
        {
            throw new WrongSumException($"hand-written entries, their points and balances on PostgreSQL: {expected} expected, {sums[0]} found.");
        }
    }

    public async ValueTask PostAsync(int members)
    {
        int number = ++_postings;
        ((NpgsqlParameter<string>)_post.Parameters[0]).TypedValue = Posting.KeyOf(number);
        ((NpgsqlParameter<string>)_post.Parameters[1]).TypedValue = Posting.MemberOf(Posting.AnyOf(number, members));
        ((NpgsqlParameter<long>)_post.Parameters[2]).TypedValue = Posting.PointsOf(number);
        await _post.ExecuteNonQueryAsync();
    }

    /// <exception cref="WrongSumException">The tables do not hold what was posted.</exception>
    public Task VerifyAsync(PostgreSqlServer server) => VerifyAsync(server, _postings, Posting.SumOfFirst(_postings));

    public async ValueTask DisposeAsync()
    {
        await _post.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
