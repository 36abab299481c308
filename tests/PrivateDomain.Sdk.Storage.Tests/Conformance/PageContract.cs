using System.Text;
using Xunit;

namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>Law 8: pages neither skip nor repeat a record that existed throughout; the cursor is opaque and carries the tie-breaker.</summary>
/// <param name="harness">The store's harness.</param>
[Law(8, "Pages")]
public abstract class PageContract(IStoreHarness harness) : RecordStoreContract(harness)
{
    private const string Owner = "m";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_of_any_size_add_up_to_the_whole_in_order(bool descending)
    {
        Gadget[] gadgets = await SeedAsync();

        foreach ((RecordQuery query, string[] expected) in Lists(gadgets))
        {
            string[] whole = [.. descending ? expected.Reverse() : expected];
            foreach (int limit in new[] { 1, 2, 3, 7, whole.Length, whole.Length + 1, 1_000 })
            {
                IReadOnlyList<Record> read = await ReadAllAsync(query with { Limit = limit, Descending = descending });
                Assert.True(whole.SequenceEqual(read.Select(Name)), $"Law 8, pages: pages of {limit} of {query.Index} ({query.Owner ?? "all owners"}) are not the list.");
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_last_page_has_no_cursor_and_every_other_has_one(bool descending)
    {
        Gadget[] gadgets = await SeedAsync();

        foreach ((RecordQuery first, string[] expected) in Lists(gadgets))
        {
            RecordQuery query = first with { Descending = descending };
            RecordPage exact = await Store.QueryAsync(query with { Limit = expected.Length }, Cancellation);
            RecordPage shorter = await Store.QueryAsync(query with { Limit = expected.Length - 1 }, Cancellation);
            RecordPage last = await Store.QueryAsync(query with { Limit = 1, Cursor = shorter.Cursor }, Cancellation);

            Assert.Equal(expected.Length, exact.Records.Count);
            Assert.Null(exact.Cursor);
            Assert.NotNull(shorter.Cursor);
            Assert.Single(last.Records);
            Assert.Null(last.Cursor);
        }
    }

    [Fact]
    public async Task An_empty_list_is_one_empty_page()
    {
        foreach ((RecordQuery query, _) in Lists([]))
        {
            RecordPage page = await Store.QueryAsync(query, Cancellation);
            Assert.Empty(page.Records);
            Assert.Null(page.Cursor);
        }
    }

    [Fact]
    public async Task Bounds_hold_on_every_page()
    {
        await InsertAsync(Enumerable.Range(0, 40).Select(i => NewGadget($"o{i % 3}", $"{i:00}") with { Shelf = $"{(char)('a' + (i % 5))}", Rank = i % 5, Size = i }));
        string[] bToD = [.. Enumerable.Range(0, 40).Where(i => i % 5 is >= 1 and <= 3).OrderBy(i => i % 5).ThenBy(i => i).Select(i => $"{i:00}")];
        string[] ofOwner = [.. bToD.Where(id => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture) % 3 == 1)];

        for (int limit = 1; limit < 30; limit += 4)
        {
            var all = new RecordQuery(Gadget.AllByShelf, Program, limit, From: ColumnValue.Of("b"), Through: ColumnValue.Of("d"));
            var one = new RecordQuery(Gadget.ByRank, Program, limit, "o1", From: ColumnValue.Of(1L), Through: ColumnValue.Of(3L));
            Assert.Equal(bToD, (await ReadAllAsync(all)).Select(r => r.Id));
            Assert.Equal(bToD.Reverse(), (await ReadAllAsync(all with { Descending = true })).Select(r => r.Id));
            Assert.Equal(ofOwner, (await ReadAllAsync(one)).Select(r => r.Id));
            Assert.Equal(ofOwner.Reverse(), (await ReadAllAsync(one with { Descending = true })).Select(r => r.Id));
        }
    }

    [Fact]
    public async Task Equal_values_do_not_end_a_page_early_or_come_twice()
    {
        await InsertAsync(Enumerable.Range(0, 50).Select(i => NewGadget($"o{i % 10}", $"{i / 10}") with { Shelf = "same", Size = 7 }));
        string[] expected = [.. Enumerable.Range(0, 10).SelectMany(o => Enumerable.Range(0, 5).Select(i => $"o{o}/{i}"))];

        foreach (int limit in new[] { 1, 3, 4, 5, 6, 49, 50, 51 })
        {
            var query = new RecordQuery(Gadget.AllByShelf, Program, limit);
            Assert.Equal(expected, (await ReadAllAsync(query)).Select(r => $"{r.Owner}/{r.Id}"));
            Assert.Equal(expected.Reverse(), (await ReadAllAsync(query with { Descending = true })).Select(r => $"{r.Owner}/{r.Id}"));
        }
    }

    [Fact]
    public async Task A_second_column_without_a_value_neither_ends_nor_repeats_a_page()
    {
        await InsertAsync(Enumerable.Range(0, 20).Select(i => NewGadget(Owner, $"{i:00}") with { IsEnabled = i >= 10, Note = i % 10 < 5 ? null : $"{i % 2}" }));
        string[] expected = [.. Enumerable.Range(0, 20).OrderBy(i => i >= 10).ThenBy(i => i % 10 < 5 ? -1 : i % 2).Select(i => $"{i:00}")];

        for (int limit = 1; limit <= 7; limit++)
        {
            var query = new RecordQuery(Gadget.ByEnabled, Program, limit, Owner);
            Assert.Equal(expected, (await ReadAllAsync(query)).Select(r => r.Id));
            Assert.Equal(expected.Reverse(), (await ReadAllAsync(query with { Descending = true })).Select(r => r.Id));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Inserts_and_deletes_between_pages_neither_skip_nor_repeat_what_stays(bool descending)
    {
        Gadget[] staying = [.. Enumerable.Range(0, 60).Select(i => Placed(i * 100))];
        await InsertAsync(staying);
        Gadget[] passing = [.. staying.Select((_, i) => Placed((i * 100) + 1))];
        await InsertAsync(passing);

        foreach (RecordQuery first in new[]
        {
            new RecordQuery(Gadget.AllByShelf, Program, 7, Descending: descending),
            new RecordQuery(Gadget.Schema.Primary, Program, 7, Descending: descending),
            new RecordQuery(Gadget.ByRank, Program, 7, Owner, descending),
        })
        {
            var random = new Random(first.Index.Name.Length);
            List<string> seen = [];
            RecordQuery? query = first;
            while (query is not null)
            {
                RecordPage page = await Store.QueryAsync(query, Cancellation);
                seen.AddRange(page.Records.Select(r => r.Id));
                query = page.Cursor is null ? null : query with { Cursor = page.Cursor };
                int at = random.Next(60);
                Gadget? passed = await FindAsync(passing[at]);
                await StoreAsync(passed is null ? new Change.Insert(passing[at]) : new Change.Delete(passed.Key, passed.Revision));
                await CommitAsync(new Change.Insert(Placed(random.Next(6_000) * 2)));
            }

            Assert.Equal(seen.Distinct(), seen);
            Assert.Empty(staying.Select(g => g.Id).Except(seen));
            Assert.Equal(descending ? seen.OrderDescending(StringComparer.Ordinal) : seen.Order(StringComparer.Ordinal), seen);
        }

        Gadget Placed(int at) => NewGadget(Owner, $"{at:000000}") with { Rank = at, Shelf = $"{at:000000}" };
    }

    [Fact]
    public async Task A_list_goes_on_behind_a_record_that_was_deleted()
    {
        await InsertAsync(Enumerable.Range(0, 6).Select(i => NewGadget($"o{i}", "x") with { Shelf = $"{i}" }));

        foreach (RecordIndex index in new[] { Gadget.Schema.Primary, Gadget.AllByShelf })
        {
            foreach (bool descending in new[] { false, true })
            {
                RecordPage page = await Store.QueryAsync(new RecordQuery(index, Program, 3, Descending: descending), Cancellation);
                Gadget last = (Gadget)page.Records[2];
                await StoreAsync(new Change.Delete(last.Key, last.Revision));

                IReadOnlyList<Record> rest = await ReadAllAsync(new RecordQuery(index, Program, 2, Descending: descending, Cursor: page.Cursor));

                Assert.Equal(descending ? ["o2", "o1", "o0"] : ["o3", "o4", "o5"], rest.Select(r => r.Owner));
                await InsertAsync(last);
            }
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Concurrent_inserts_neither_skip_nor_repeat_what_was_there()
    {
        Gadget[] staying = [.. Enumerable.Range(0, 100).Select(i => NewGadget($"o{i % 10}", $"stays-{i:000}") with { Shelf = $"{i % 7}", Size = i % 3 })];
        await InsertAsync(staying);
        using var ended = new CancellationTokenSource();
        var writer = Task.Run(
            async () =>
            {
                for (int i = 0; !ended.IsCancellationRequested; i++)
                {
                    await InsertAsync(NewGadget($"o{i % 13}", $"comes-{i:00000}") with { Shelf = $"{i % 9}", Size = i % 4 });
                }
            },
            Cancellation);

        foreach (RecordQuery query in new[]
        {
            new RecordQuery(Gadget.AllByShelf, Program, 9),
            new RecordQuery(Gadget.AllByShelf, Program, 9, Descending: true),
            new RecordQuery(Gadget.Schema.Primary, Program, 9),
            new RecordQuery(Gadget.AllByMade, Program, 9, Descending: true),
        })
        {
            // The writer may be faster than the reader: a page is read until the records that were there have all come.
            HashSet<string> seen = [];
            int stayed = 0;
            RecordQuery next = query;
            while (stayed < staying.Length)
            {
                RecordPage page = await Store.QueryAsync(next, Cancellation);
                Assert.All(page.Records, r => Assert.True(seen.Add(Name(r)), $"Law 8, pages: {r.Key} came twice."));
                stayed += page.Records.Count(r => r.Id.StartsWith("stays", StringComparison.Ordinal));
                Assert.True(page.Cursor is not null || stayed == staying.Length, $"Law 8, pages: {staying.Length - stayed} records were skipped.");
                next = query with { Cursor = page.Cursor };
            }
        }

        await ended.CancelAsync();
        await writer;
    }

    [Fact]
    public async Task A_text_that_is_no_cursor_is_refused()
    {
        await SeedAsync();
        foreach (RecordIndex index in new[] { Gadget.Schema.Primary, Gadget.AllByMade, Gadget.AllByShelf })
        {
            var query = new RecordQuery(index, Program, 3);
            string genuine = (await Store.QueryAsync(query, Cancellation)).Cursor!;
            string[] forged =
            [
                "", " ", "1", "cursor", "ÄÖÜ", "[]", "{}", "null", "%00", new string('A', 1_000_000), "AAAA", genuine + "AAAA", "AAAA" + genuine,
                .. Enumerable.Range(1, genuine.Length - 1).Select(length => genuine[..length]),
                Encoded("{}"), Encoded("[]"), Encoded("null"), Encoded("1"), Encoded("[1"), Encoded("[null,null,null,null]"), Encoded("[[],[],[],[]]"),
                Encoded("[" + new string('[', 5_000)), Encoded("[1,2,3,4,5,6,7]"), Encoded("[1e400,\"a\",\"b\"]"), Encoded("[1.5,\"a\",\"b\"]"),
            ];

            foreach (string cursor in forged)
            {
                Exception? refusal = await Xunit.Record.ExceptionAsync(async () => await Store.QueryAsync(query with { Cursor = cursor }, Cancellation));
                Assert.True(refusal is ArgumentException, $"Law 8, pages: the cursor '{(cursor.Length > 99 ? cursor[..99] : cursor)}' of {index} led to {refusal?.GetType().Name ?? "a page"}.");
            }
        }

        static string Encoded(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=');
    }

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        await SeedAsync();
        RecordQuery[] queries =
        [
            new(Gadget.Schema.Primary, Program, 1),
            new(Gadget.AllByMade, Program, 1),
            new(Gadget.AllByShelf, Program, 1),
            new(Gadget.ByName, Program, 1, Owner),
        ];
        List<string> cursors = [];
        foreach (RecordQuery query in queries)
        {
            cursors.Add((await Store.QueryAsync(query, Cancellation)).Cursor!);
        }

        for (int i = 0; i < queries.Length; i++)
        {
            for (int j = 0; j < queries.Length; j++)
            {
                if (i != j)
                {
                    RecordQuery foreign = queries[i] with { Cursor = cursors[j] };
                    await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.QueryAsync(foreign, Cancellation));
                }
            }
        }
    }

    [Fact]
    public async Task A_cursor_outlives_the_store_that_made_it()
    {
        Gadget[] gadgets = await SeedAsync();
        foreach ((RecordQuery query, string[] expected) in Lists(gadgets))
        {
            RecordPage page = await Store.QueryAsync(query with { Limit = 4 }, Cancellation);
            IRecordStore reopened = await OpenInitializedAsync(Harness);
            RecordPage rest = await reopened.QueryAsync(query with { Limit = 1_000, Cursor = page.Cursor }, Cancellation);
            Assert.Equal(expected.Skip(4), rest.Records.Select(Name));
            await Harness.CloseAsync(reopened);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public async Task A_limit_that_is_none_is_refused(int limit)
    {
        int refused = limit == int.MaxValue ? Store.Descriptor.MaxPageSize + 1 : limit;
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.QueryAsync(new RecordQuery(Gadget.AllByMade, Program, refused), Cancellation));
    }

    [Fact]
    public async Task The_largest_page_is_as_large_as_the_store_says()
    {
        int size = Store.Descriptor.MaxPageSize;
        foreach (int[] part in Enumerable.Range(0, size + 1).Chunk(5_000))
        {
            await InsertAsync(part.Select(i => NewGadget(Owner, $"{i:000000}")));
        }

        RecordPage page = await Store.QueryAsync(new RecordQuery(Gadget.Schema.Primary, Program, size), Cancellation);

        Assert.Equal(size, page.Records.Count);
        Assert.NotNull(page.Cursor);
    }

    private static string Name(Record record) => $"{record.Owner}/{record.Id}";

    /// <summary>Gadgets of several owners with many equal values, absent values, and ids whose order depends on comparing code points.</summary>
    private async Task<Gadget[]> SeedAsync()
    {
        string[] owners = [Owner, "M", "m ", "n", "\uE000", "\U00010000"];
        string[] ids = ["", "a", "A", "b", "é", "\uE000", "\U00010000"];
        Gadget[] gadgets =
        [
            .. owners.SelectMany((owner, o) => ids.Select((id, i) => NewGadget(owner, id) with
            {
                Name = ids[(i + o) % 3],
                Rank = i % 3 == 2 ? null : i % 2,
                Size = (i + o) % 2,
                MadeAt = DateTimeOffset.UnixEpoch.AddTicks((i + o) % 4 - 2),
                Shelf = (i + o) % 3 == 0 ? null : ids[(i * o) % ids.Length],
            })),
        ];
        new Random(1).Shuffle(gadgets);
        await InsertAsync(gadgets);
        return gadgets;
    }

    /// <summary>Queries of every kind with what they must answer.</summary>
    private IEnumerable<(RecordQuery Query, string[] Expected)> Lists(Gadget[] gadgets)
    {
        Gadget[] byKey = [.. gadgets.OrderBy(g => g.Holder, Samples.CodePoints).ThenBy(g => g.GadgetId, Samples.CodePoints)];
        Gadget[] own = [.. byKey.Where(g => g.Holder == Owner)];
        yield return List(new RecordQuery(Gadget.Schema.Primary, Program, 100), byKey);
        yield return List(new RecordQuery(Gadget.Schema.Primary, Program, 100, Owner), own);
        yield return List(new RecordQuery(Gadget.ByName, Program, 100, Owner), own.OrderBy(g => g.Name, Samples.CodePoints));
        yield return List(new RecordQuery(Gadget.ByRank, Program, 100, Owner), own.Where(g => g.Rank is not null).OrderBy(g => g.Rank));
        yield return List(new RecordQuery(Gadget.AllByMade, Program, 100), byKey.OrderBy(g => g.MadeAt));
        yield return List(new RecordQuery(Gadget.AllByShelf, Program, 100), byKey.Where(g => g.Shelf is not null).OrderBy(g => g.Shelf!, Samples.CodePoints).ThenBy(g => g.Size));

        static (RecordQuery Query, string[] Expected) List(RecordQuery query, IEnumerable<Gadget> expected) => (query, [.. expected.Select(Name)]);
    }
}
