using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql.Tests;

public sealed class SchemaTests : StoreSchema
{
    public static TheoryData<string> OddNames =>
    [
        "Shop", "my shop", " ", "select", "a\"b", "\"", "a'b", "''", "a.b", "$1", "@p0", "a;drop", "--", "%", "私域", "Ω\U0001F600", "a\\b", "a\nb", "1", new string('s', 63),
    ];

    [Theory]
    [MemberData(nameof(OddNames))]
    public async Task A_schema_of_any_name_that_the_database_takes_works(string name)
    {
        try
        {
            await using PostgreSqlRecordStore store = await OpenReadyAsync(o => (o.Schema, o.TablePrefix) = (name, "_odd9_"));
            Item item = Item.Of("a") with { Stock = 2, DueAt = DateTimeOffset.UnixEpoch, Shelf = "s" };
            Item other = Item.Of("b");
            await store.StoreAsync(item, other);
            CommitResult result = await store.CommitAsync(
                new Change.Add(item.Key, Item.Schema.Column("stock"), -1),
                new Change.Delete(other.Key, 1),
                new Change.Expect(Item.Of("c").Key, 0));

            Snapshot snapshot = await store.LoadAsync(
                new ReadSet(
                    [item.Key, other.Key],
                    [new OwnerRange(Item.Schema.Index("by_due"), "owner", "program", 9), new OwnerRange(Item.Schema.Index("by_due"), "owner2", "program", 9)]),
                Cancellation);

            Assert.True(result.IsCommitted);
            Assert.Equal([item with { Stock = 1, Revision = 2 }, null], snapshot.Records);
            Assert.Single(snapshot.Ranges[0].Records);
            Assert.Empty(await store.ScriptAsync(Item.Model, Cancellation));
            Assert.Equal(["1"], await Server.QueryAsync($"select count(*) from {Quote(name)}._odd9_items"));
        }
        finally
        {
            await DropAsync(name);
        }
    }

    [Fact]
    public async Task The_script_for_an_empty_database_makes_what_initializing_makes()
    {
        string other = $"{Schema}_other";
        try
        {
            await using PostgreSqlRecordStore scripted = Open();
            string script = await scripted.ScriptAsync(ItemNext.Model, Cancellation);
            Assert.Equal(["0"], await Server.QueryAsync($"select count(*) from pg_namespace where nspname = '{Schema}'"));
            await Server.ExecuteAsync(script);
            List<string> history = await Server.QueryAsync($"select * from {Schema}.pd_schema_history order by 1, 2");

            Assert.Empty(await scripted.ScriptAsync(ItemNext.Model, Cancellation));
            await scripted.InitializeAsync(ItemNext.Model, Cancellation);
            await using PostgreSqlRecordStore initialized = Open(o => o.Schema = other);
            await initialized.InitializeAsync(ItemNext.Model, Cancellation);

            Assert.Equal(await DescribeAsync(other), await DescribeAsync(Schema));
            Assert.Equal(history, await Server.QueryAsync($"select * from {Schema}.pd_schema_history order by 1, 2"));
            Assert.Equal(["0|store_id", "1|items", "2|item_notes", "3|item_notes"], await Server.QueryAsync($"select version, name from {other}.pd_schema_history order by 1"));
        }
        finally
        {
            await DropAsync(other);
        }
    }

    [Fact]
    public async Task The_script_for_an_older_database_holds_only_what_is_missing()
    {
        await using PostgreSqlRecordStore store = await OpenReadyAsync();
        string script = await store.ScriptAsync(ItemNext.Model, Cancellation);

        Assert.DoesNotContain("pd_items", script, StringComparison.Ordinal);
        Assert.DoesNotContain("create schema", script, StringComparison.Ordinal);
        Assert.Contains("-- 0003 item_notes", script, StringComparison.Ordinal);
        await Server.ExecuteAsync(script);
        Assert.Empty(await store.ScriptAsync(ItemNext.Model, Cancellation));
    }

    [Fact]
    public async Task Hosts_that_start_at_once_all_succeed()
    {
        PostgreSqlRecordStore[] stores = [.. Enumerable.Range(0, 12).Select(_ => Open())];

        await Task.WhenAll(stores.Select(s => Task.Run(async () => await s.InitializeAsync(ItemNext.Model, Cancellation), Cancellation)));

        Assert.Equal(["4"], await Server.QueryAsync($"select count(*) from {Schema}.pd_schema_history"));
        Assert.Single(await Server.QueryAsync($"select id from {Schema}.pd_store_id"));
        foreach (PostgreSqlRecordStore store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task Hosts_that_upgrade_at_once_all_succeed()
    {
        await using PostgreSqlRecordStore old = await OpenReadyAsync();
        PostgreSqlRecordStore[] stores = [.. Enumerable.Range(0, 8).Select(_ => Open())];

        await Task.WhenAll(stores.Select(s => Task.Run(async () => await s.InitializeAsync(ItemNext.Model, Cancellation), Cancellation)));

        Assert.Equal(["4"], await Server.QueryAsync($"select count(*) from {Schema}.pd_schema_history"));
        Assert.Single(await Server.QueryAsync($"select id from {Schema}.pd_store_id"));
        await old.StoreAsync(Item.Of("a"));
        foreach (PostgreSqlRecordStore store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_newer_schema_is_refused_with_both_versions()
    {
        await using PostgreSqlRecordStore newer = Open();
        await newer.InitializeAsync(ItemNext.Model, Cancellation);
        await using PostgreSqlRecordStore older = Open();

        StoreException refusal = await Assert.ThrowsAsync<StoreException>(async () => await older.InitializeAsync(Item.Model, Cancellation));

        Assert.False(refusal.IsTransient);
        Assert.Contains("version 3", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("up to 1", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => older.FindAsync(Item.Of("a")));
    }

    [Fact]
    public async Task A_role_that_may_only_read_and_write_rows_works_on_a_schema_made_by_a_script()
    {
        await using (PostgreSqlRecordStore admin = await OpenReadyAsync())
        {
            await admin.StoreAsync(Item.Of("a"));
        }

        string role = $"role_{Guid.NewGuid():N}";
        await Server.ExecuteAsync(
            $"create role {role} login; grant usage on schema {Schema} to {role}; grant select, insert, update, delete on all tables in schema {Schema} to {role}");
        try
        {
            await using PostgreSqlRecordStore store = await OpenReadyAsync(o => o.ConnectionString += $";Username={role}");
            Assert.True((await store.CommitAsync(new Change.Update(Item.Of("a") with { Stock = 1 }, 1))).IsCommitted);
            StoreException refusal = await StoreCalls.FailsAsync(async () => await store.InitializeAsync(ItemNext.Model, Cancellation), isTransient: false, "42501");
            Assert.Equal("initialize", refusal.Operation);
        }
        finally
        {
            await Server.ExecuteAsync($"drop owned by {role}; drop role {role}");
        }
    }

    [Fact]
    public async Task Two_prefixes_share_a_schema_and_see_nothing_of_each_other()
    {
        await using PostgreSqlRecordStore red = await OpenReadyAsync(o => o.TablePrefix = "red_");
        await using PostgreSqlRecordStore blue = await OpenReadyAsync(o => o.TablePrefix = "_blue2");
        await red.StoreAsync(Item.Of("a"));
        await blue.StoreAsync(Item.Of("a") with { Stock = 5 });

        Assert.Equal(0, (await red.FindAsync(Item.Of("a")))!.Stock);
        Assert.Equal(5, (await blue.FindAsync(Item.Of("a")))!.Stock);
        Assert.All(
            await Server.QueryAsync($"select tablename from pg_tables where schemaname = '{Schema}'"),
            name => Assert.Matches("^(red_|_blue2)", name));
    }

    [Fact]
    public async Task Columns_are_what_a_shop_can_join_and_report_from()
    {
        await using PostgreSqlRecordStore store = await OpenReadyAsync();

        Assert.Equal(
            ["owner|text", "program|text", "id|text", "revision|int8", "order|text", "stock|int8", "is_listed|bool", "due_at|int8", "shelf|text", "detail|text"],
            await Server.QueryAsync($"select column_name, udt_name from information_schema.columns where table_schema = '{Schema}' and table_name = 'pd_items' order by ordinal_position"));
        Assert.Equal(["C"], await Server.QueryAsync(
            $"select distinct collation_name from information_schema.columns where table_schema = '{Schema}' and udt_name = 'text'"));
    }

    [Fact]
    public void The_citus_script_distributes_every_table_by_its_owner()
    {
        using PostgreSqlRecordStore store = Open(o => o.Schema = "it's \"odd\"");

        Assert.Equal(
            """"
            -- Run once on the coordinator, after the tables were made and before they hold much.
            -- The table of the schema's history stays where it is.
            select create_distributed_table('"it''s ""odd"""."pd_items"', 'owner', colocate_with => 'none');
            select create_distributed_table('"it''s ""odd"""."pd_item_notes"', 'owner', colocate_with => '"it''s ""odd"""."pd_items"');
            select create_reference_table('"it''s ""odd"""."pd_store_id"');

            """",
            store.CitusScript(ItemNext.Model));
    }

    private async Task<List<string>> DescribeAsync(string schema) =>
    [
        .. (await Server.QueryAsync(
            $"""
            select table_name, column_name, udt_name, is_nullable, collation_name, ordinal_position from information_schema.columns where table_schema = '{schema}'
            union all select tablename, indexname, indexdef, '', '', 0 from pg_indexes where schemaname = '{schema}'
            order by 1, 2
            """)).Select(row => row.Replace(schema, "schema", StringComparison.Ordinal)),
    ];
}
