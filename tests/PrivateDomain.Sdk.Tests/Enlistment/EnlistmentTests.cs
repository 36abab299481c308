using System.Data.Common;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tests.Enlistment;

/// <summary>What the SDK writes in the shop's transaction is there when the shop commits, and nowhere when it does not.</summary>
public abstract class EnlistmentTests : IAsyncLifetime
{
    private HostDatabase _database = null!;

    private IPrivateDomain Outside => _database.Shop.Domain;

    internal static void Configure(PrivateDomainBuilder builder) => builder
        .Points(o => o.EarnPerUnit = 1m)
        .Commissions(o => o.Rates = [0.1m])
        .Metrics();

    private protected abstract Task<HostDatabase> CreateAsync();

    public async ValueTask InitializeAsync()
    {
        _database = await CreateAsync();
        await _database.PrepareAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_commit_of_the_shop_brings_its_order_and_ours_together()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using (DbConnection connection = await _database.OpenAsync(ct))
        {
            await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
            await HostDatabase.InsertOrderAsync(connection, transaction, "o1", ct);
            Outcome<OrderReceipt> paid = await Outside.Enlist(connection, transaction).Orders.PaidAsync(Order("o1", 100_00), ct);
            Assert.Equal(100, paid.Value.PointsGranted);
            await transaction.CommitAsync(ct);
        }

        Assert.Equal(1, await _database.CountOrdersAsync(ct));
        Assert.Equal(100, (await Outside.Points.GetBalanceAsync("buyer", cancellationToken: ct)).Available);
        Assert.True((await Outside.Orders.PaidAsync(Order("o1", 100_00), ct)).IsReplayed);
        Assert.Equal(new Money(10_00, "CNY"), (await Outside.Commissions.GetTotalsAsync(ct)).Levels.Single().Accrued);
        Assert.Equal(new Money(100_00, "CNY"), (await Outside.Metrics.GetAsync("buyer", cancellationToken: ct))?.Spend);
        await _database.Shop.VerifyAsync(ct);
    }

    [Fact]
    public async Task Tags_are_set_with_the_shops_own_rows_or_vanish_with_them()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await Outside.Tags.DefineGroupAsync(new("d", "city") { IsExclusive = true }, ct);
        await Outside.Tags.SetAsync(new("s0", "buyer", "city", "a") { ExpiresAt = At.AddYears(1), OccurredAt = At }, ct);
        string before = await _database.Shop.DumpAsync(ct);
        foreach (bool commits in new[] { false, true })
        {
            await using DbConnection connection = await _database.OpenAsync(ct);
            await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
            Sdk.Tags.ITags inside = Outside.Enlist(connection, transaction).Tags;
            await inside.SetAsync(new("s1", "buyer", "city", "b") { OccurredAt = At }, ct);
            Assert.Equal("b", Assert.Single(await inside.GetAsync("buyer", At, ct)).Value);
            Sdk.Tags.TagBulk bulk = await inside.SetManyAsync(Many(), null, ct);
            Assert.Equal((30, 1), (bulk.Replaced, bulk.Refused));
            Assert.Equal(Sdk.Tags.TagChange.Removed, (await inside.RemoveAsync(new("r1", "buyer", "city", "v29") { OccurredAt = At }, ct)).Value.Change);
            Assert.Equal(0, await inside.CountAsync("city", "v29", ct));
            if (commits)
            {
                await transaction.CommitAsync(ct);
            }
            else
            {
                await transaction.RollbackAsync(ct);
                await connection.CloseAsync();
                Assert.Equal(before, await _database.Shop.DumpAsync(ct));
            }
        }

        Assert.Empty(await Outside.Tags.GetAsync("buyer", At, ct));
        Assert.True((await Outside.Tags.SetAsync(new("s1", "buyer", "city", "b") { OccurredAt = At }, ct)).IsReplayed);
        await _database.Shop.VerifyAsync(ct);

        static async IAsyncEnumerable<Sdk.Tags.SetTag> Many()
        {
            for (int i = 0; i < 30; i++)
            {
                yield return new($"many-{i}", "buyer", "city", $"v{i}") { OccurredAt = At };
            }

            await Task.Yield();
            yield return new("stranger", "stranger", "city", "a") { OccurredAt = At };
        }
    }

    [Fact]
    public async Task A_rollback_of_the_shop_leaves_nothing()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        string before = await _database.Shop.DumpAsync(ct);
        await using (DbConnection connection = await _database.OpenAsync(ct))
        {
            await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
            await HostDatabase.InsertOrderAsync(connection, transaction, "o1", ct);
            IPrivateDomain inside = Outside.Enlist(connection, transaction);
            await inside.Orders.PaidAsync(Order("o1", 100_00), ct);
            await inside.Orders.RefundedAsync(new OrderRefunded("r1", "o1", new Money(40_00, "CNY"), At.AddDays(1)), ct);
            Assert.Equal("points.insufficient", (await inside.Points.SpendAsync(new("s1", "guide", 1), ct)).Refusal?.Code);
            await transaction.RollbackAsync(ct);
        }

        Assert.Equal(0, await _database.CountOrdersAsync(ct));
        Assert.Equal(before, await _database.Shop.DumpAsync(ct));
        Assert.False((await Outside.Orders.PaidAsync(Order("o1", 100_00), ct)).IsReplayed);
        await _database.Shop.VerifyAsync(ct);
    }

    [Fact]
    public async Task Calls_in_one_transaction_see_each_other_and_nobody_else_does()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using DbConnection connection = await _database.OpenAsync(ct);
        await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
        IPrivateDomain inside = Outside.Enlist(connection, transaction);

        await inside.Points.GrantAsync(new("g1", "buyer", 7), ct);
        Outcome<SpendReceipt> spent = await inside.Points.SpendAsync(new("s1", "buyer", 5), ct);
        Outcome<GrantReceipt> replay = await inside.Points.GrantAsync(new("g1", "buyer", 7), ct);
        Outcome<GrantReceipt> reused = await inside.Points.GrantAsync(new("g1", "buyer", 8), ct);

        Assert.Equal(2, spent.Value.Balance);
        Assert.True(replay.IsReplayed);
        Assert.Equal("operation.key_reused", reused.Refusal?.Code);
        Assert.Equal(2, (await inside.Points.GetBalanceAsync("buyer", cancellationToken: ct)).Available);
        Assert.Equal(2, (await inside.Points.GetStatementAsync("buyer", cancellationToken: ct)).Items.Count);
        Assert.Equal(0, (await Outside.Points.GetBalanceAsync("buyer", cancellationToken: ct)).Available);
        await transaction.CommitAsync(ct);
        Assert.Equal(2, (await Outside.Points.GetBalanceAsync("buyer", cancellationToken: ct)).Available);
        await _database.Shop.VerifyAsync(ct);
    }

    [Fact]
    public async Task The_pipeline_outside_goes_on_meanwhile()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using DbConnection connection = await _database.OpenAsync(ct);
        await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
        await Outside.Enlist(connection, transaction).Points.GrantAsync(new("inside", "buyer", 7), ct);

        // SQLite has one writer: the calls outside wait for the transaction, and then go through.
        Task<Outcome<GrantReceipt>>[] outside =
            [.. Enumerable.Range(0, 32).Select(i => Outside.Points.GrantAsync(new($"outside-{i}", i % 2 == 0 ? "guide" : "buyer", 1), ct).AsTask())];
        await Task.Delay(20, ct);
        await transaction.CommitAsync(ct);

        Assert.All(await Task.WhenAll(outside).WaitAsync(TimeSpan.FromSeconds(60), ct), o => Assert.True(o.IsAccepted));
        Assert.Equal(7 + 16, (await Outside.Points.GetBalanceAsync("buyer", cancellationToken: ct)).Available);
        Assert.Equal(16, (await Outside.Points.GetBalanceAsync("guide", cancellationToken: ct)).Available);
        await _database.Shop.VerifyAsync(ct);
    }

    [Fact]
    public async Task Another_writer_that_came_first_is_a_transient_exception_and_leaves_no_trace()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using DbConnection connection = await _database.OpenAsync(ct);
        await using (DbTransaction transaction = _database.BeginWithOneSnapshot(connection))
        {
            IPrivateDomain inside = Outside.Enlist(connection, transaction);
            Assert.Equal(0, (await inside.Points.GetBalanceAsync("buyer", cancellationToken: ct)).Available);
            await Outside.Points.GrantAsync(new("first", "buyer", 3), ct);

            StoreException lost = await Assert.ThrowsAsync<StoreException>(async () => await inside.Orders.PaidAsync(Order("o1", 100_00), ct));

            Assert.True(lost.IsTransient, lost.Message);
            await transaction.RollbackAsync(ct);
        }

        // The whole transaction again, with the same keys.
        await using (DbTransaction transaction = await connection.BeginTransactionAsync(ct))
        {
            Assert.False((await Outside.Enlist(connection, transaction).Orders.PaidAsync(Order("o1", 100_00), ct)).IsReplayed);
            await transaction.CommitAsync(ct);
        }

        Assert.Equal(103, (await Outside.Points.GetBalanceAsync("buyer", cancellationToken: ct)).Available);
        await _database.Shop.VerifyAsync(ct);
    }

    [Fact]
    public async Task A_canceled_call_leaves_no_trace_and_the_transaction_goes_on()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();
        await using (DbConnection connection = await _database.OpenAsync(ct))
        {
            await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
            IPrivateDomain inside = Outside.Enlist(connection, transaction);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await inside.Points.GrantAsync(new("g1", "buyer", 7), canceled.Token));
            await inside.Points.GrantAsync(new("g2", "buyer", 2), ct);
            await transaction.CommitAsync(ct);
        }

        Assert.Equal(2, (await Outside.Points.GetBalanceAsync("buyer", cancellationToken: ct)).Available);
        Assert.False((await Outside.Points.GrantAsync(new("g1", "buyer", 7), ct)).IsReplayed);
    }

    [Fact]
    public async Task Many_calls_started_at_once_take_turns_on_the_connection()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        for (int i = 0; i < 8; i++)
        {
            await Outside.Members.RegisterAsync(new($"m{i}"), ct);
            await Outside.Points.GrantAsync(new($"old-{i}", $"m{i}", 5) { OccurredAt = At, ExpiresAt = At.AddDays(1) }, ct);
        }

        await using (DbConnection connection = await _database.OpenAsync(ct))
        {
            await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
            IPrivateDomain inside = Outside.Enlist(connection, transaction);
            ExpirySweep sweep = await inside.Points.ExpireAsync(At.AddDays(2), cancellationToken: ct);
            Assert.Equal(8, sweep.Members);
            Outcome<GrantReceipt>[] granted = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => inside.Points.GrantAsync(new($"new-{i}", $"m{i}", 1), ct).AsTask()));
            Assert.All(granted, g => Assert.Equal(1, g.Value.Balance));
            await transaction.CommitAsync(ct);
        }

        await _database.Shop.VerifyAsync(ct);
    }

    [Fact]
    public async Task A_transaction_that_has_ended_takes_no_call_and_nothing_is_written_outside_it()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        string before = await _database.Shop.DumpAsync(ct);
        await using DbConnection connection = await _database.OpenAsync(ct);
        DbTransaction transaction = await connection.BeginTransactionAsync(ct);
        IPrivateDomain inside = Outside.Enlist(connection, transaction);
        Assert.Equal(0, (await inside.Points.GetBalanceAsync("buyer", cancellationToken: ct)).Available);
        await transaction.RollbackAsync(ct);

        await Assert.ThrowsAnyAsync<InvalidOperationException>(async () => await inside.Points.GrantAsync(new("g1", "buyer", 7), ct));
        Assert.ThrowsAny<InvalidOperationException>(() => Outside.Enlist(connection, transaction));
        await transaction.DisposeAsync();

        // Another transaction on the same connection is not the one that was enlisted in, also where the provider uses its object again, as Npgsql does.
        await using DbTransaction next = await connection.BeginTransactionAsync(ct);
        await Assert.ThrowsAnyAsync<InvalidOperationException>(async () => await inside.Points.GrantAsync(new("g1", "buyer", 7), ct));
        await Assert.ThrowsAnyAsync<InvalidOperationException>(async () => await inside.Points.GetBalanceAsync("buyer", cancellationToken: ct));
        await next.CommitAsync(ct);
        Assert.Equal(before, await _database.Shop.DumpAsync(ct));
    }

    [Fact]
    public async Task Misuse_is_refused_before_anything_is_written()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using DbConnection connection = await _database.OpenAsync(ct);
        await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
        await using DbConnection second = await _database.OpenAsync(ct);
        await using DbConnection another = await _database.OpenAnotherDatabaseAsync(ct);
        await using DbTransaction ofAnother = await another.BeginTransactionAsync(ct);
        DbConnection closed = await _database.OpenAsync(ct);
        await closed.CloseAsync();

        Assert.Throws<ArgumentNullException>(() => Outside.Enlist(null!, transaction));
        Assert.Throws<ArgumentNullException>(() => Outside.Enlist(connection, null!));
        Assert.Throws<ArgumentException>(() => Outside.Enlist(second, transaction));
        Assert.Throws<ArgumentException>(() => Outside.Enlist(another, ofAnother));
        Assert.Throws<InvalidOperationException>(() => Outside.Enlist(closed, transaction));
        Assert.Throws<InvalidOperationException>(() => _database.NewStore().Enlist(connection, transaction));
        await using Shop memory = Shop.InMemory();
        Assert.Throws<NotSupportedException>(() => memory.Domain.Enlist(connection, transaction));
        await closed.DisposeAsync();
    }

    [Fact]
    public async Task The_shop_may_close_its_connection_at_once_and_the_database_stays_free()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        for (int i = 0; i < 20; i++)
        {
            await using DbConnection connection = await _database.OpenAsync(ct);
            await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
            IPrivateDomain inside = Outside.Enlist(connection, transaction).ForProgram("another");
            await inside.Members.RegisterAsync(new($"m{i}"), ct);
            await transaction.CommitAsync(ct);
            await connection.CloseAsync();
        }

        Assert.NotNull(await Outside.ForProgram("another").Members.GetAsync("m19", ct));
        Assert.Null(await Outside.Members.GetAsync("m19", ct));
    }

    private static DateTimeOffset At { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static OrderPaid Order(string id, long minorUnits) => new(id, "buyer", [new OrderLine("sku", 1, new Money(minorUnits, "CNY"))], At);
}
