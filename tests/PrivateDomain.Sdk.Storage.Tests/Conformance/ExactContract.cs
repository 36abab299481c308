using Xunit;

namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>Law 7: integers, code points, instants and ids come back as they went in; keys compare by code point.</summary>
/// <param name="harness">The store's harness.</param>
[Law(7, "Exact")]
public abstract class ExactContract(IStoreHarness harness) : RecordStoreContract(harness)
{
    [Fact]
    public async Task Every_column_comes_back_as_it_went_in()
    {
        Gadget full = NewGadget(Unique("owner"), "full") with
        {
            Name = "name",
            Note = "note",
            Stock = 1,
            Reserved = 2,
            Size = 3,
            Rank = 4,
            IsEnabled = true,
            IsApproved = true,
            MadeAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(6_789_012),
            DueAt = new DateTimeOffset(2027, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1),
            Shelf = "shelf",
            Payload = "{ \"a\": [1, 2] }",
        };
        Gadget bare = NewGadget(full.Holder, "bare");

        await InsertAsync(full, bare);

        Assert.Equal(full with { Revision = 1 }, await GetAsync(full));
        Assert.Equal(bare with { Revision = 1 }, await GetAsync(bare));
        Assert.Equal(full with { Revision = 1 }, (await RangeAsync(new OwnerRange(Gadget.ByRank, full.Holder, Program, 1))).Records[0]);
        Assert.Equal(full with { Revision = 1 }, (await ReadAllAsync(new RecordQuery(Gadget.AllByShelf, Program, 1)))[0]);
    }

    [Fact]
    public async Task Integers_are_64_bits_wide() =>
        await RoundTripAsync(Samples.Integers, (g, value) => g with { Stock = value, Size = value, Rank = value }, g => [g.Stock, g.Size, g.Rank]);

    [Fact]
    public async Task Texts_are_neither_folded_nor_trimmed_nor_normalized() =>
        await RoundTripAsync(Samples.Texts, (g, value) => g with { Name = value, Note = value, Shelf = value }, g => [g.Name, g.Note, g.Shelf]);

    [Fact]
    public async Task Json_is_kept_as_it_was_written() =>
        await RoundTripAsync(Samples.Documents, (g, value) => g with { Payload = value }, g => [g.Payload]);

    [Fact]
    public async Task Instants_are_exact_to_100_ns() =>
        await RoundTripAsync(Samples.Instants, (g, value) => g with { MadeAt = value, DueAt = value }, g => [g.MadeAt, g.DueAt]);

    [Fact]
    public async Task An_instant_of_another_offset_comes_back_as_the_same_moment_in_utc()
    {
        Gadget gadget = NewGadget(Unique("owner"), "a") with { MadeAt = new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.FromHours(8)) };
        await InsertAsync(gadget);

        Gadget stored = await ThroughColumnsAsync(gadget);

        Assert.Equal(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero), stored.MadeAt.ToUniversalTime());
    }

    [Fact]
    public async Task Very_long_text_is_not_cut()
    {
        string text = string.Concat(Enumerable.Range(0, 25_000).Select(i => i % 2 == 0 ? "长text" : "😀é "));
        Gadget gadget = NewGadget(Unique("owner"), "a") with { Note = text, Payload = $"[\"{text}\"]" };

        await InsertAsync(gadget);

        Gadget stored = await GetAsync(gadget);
        Assert.True(text.Length > 100_000 && stored.Note == text && stored.Payload == gadget.Payload, "Law 7, exact: a long text came back changed.");
    }

    [Fact]
    public async Task No_value_and_an_empty_text_are_two_things()
    {
        string owner = Unique("owner");
        await InsertAsync(NewGadget(owner, "absent"), NewGadget(owner, "empty") with { Name = "", Note = "", Shelf = "" });

        Assert.Equal(["empty"], (await ReadAllAsync(new RecordQuery(Gadget.AllByShelf, Program, 5))).Select(r => r.Id));
        Assert.Null((await GetAsync(NewGadget(owner, "absent"))).Note);
        Assert.Equal("", (await GetAsync(NewGadget(owner, "empty"))).Note);
    }

    [Fact]
    public async Task No_value_and_zero_are_two_things()
    {
        string owner = Unique("owner");
        await InsertAsync(NewGadget(owner, "absent"), NewGadget(owner, "zero") with { Rank = 0, DueAt = DateTimeOffset.UnixEpoch, IsApproved = false });

        Assert.Equal(["zero"], await RangeIdsAsync(Gadget.ByRank, owner));
        Assert.Null((await GetAsync(NewGadget(owner, "absent"))).DueAt);
        Assert.Null((await GetAsync(NewGadget(owner, "absent"))).IsApproved);
        Assert.False((await GetAsync(NewGadget(owner, "zero"))).IsApproved);
        Assert.Equal(DateTimeOffset.UnixEpoch, (await GetAsync(NewGadget(owner, "zero"))).DueAt);
    }

    [Fact]
    public async Task A_value_can_be_taken_back()
    {
        Gadget gadget = NewGadget(Unique("owner"), "a") with { Note = "note", Rank = 1, DueAt = DateTimeOffset.UnixEpoch, Shelf = "s", IsApproved = false };
        await InsertAsync(gadget);

        Gadget bare = gadget with { Note = null, Rank = null, DueAt = null, Shelf = null, IsApproved = null };
        await StoreAsync(new Change.Update(bare, 1));

        Assert.Equal(bare with { Revision = 2 }, await GetAsync(gadget));
    }

    [Fact]
    public async Task Ids_that_differ_by_a_code_point_are_kept_apart()
    {
        string owner = Unique("owner");
        await KeptApartAsync(Samples.Texts.Append("").Select(id => NewGadget(owner, id)));
    }

    [Fact]
    public async Task Owners_that_differ_by_a_code_point_are_kept_apart() => await KeptApartAsync(Samples.Texts.Select(owner => NewGadget(owner, "a")));

    [Fact]
    public async Task Programs_that_differ_by_a_code_point_are_kept_apart() =>
        await KeptApartAsync(Samples.Texts.Select(suffix => NewGadget("owner", "a") with { Program = Program + suffix }));

    [Fact]
    public async Task Long_ids_that_differ_at_their_end_are_kept_apart()
    {
        string stem = new('长', 127);
        await KeptApartAsync(new[] { stem, stem + "a", stem + "b" }.SelectMany(id => new[] { NewGadget(id, "a"), NewGadget("owner", id) }));
    }

    [Fact]
    public async Task Ids_and_texts_are_ordered_by_code_point()
    {
        string owner = Unique("owner");
        string[] ordered = [.. Samples.Texts.Order(Samples.CodePoints)];
        await InsertAsync(Samples.Texts.Select(t => NewGadget(owner, t) with { Name = t, Shelf = t }));
        await InsertAsync(Samples.Texts.Select(t => NewVault(t)));

        Assert.Equal(ordered, await RangeIdsAsync(Gadget.Schema.Primary, owner));
        Assert.Equal(ordered, await RangeIdsAsync(Gadget.ByName, owner));
        Assert.Equal(ordered, (await ReadAllAsync(new RecordQuery(Gadget.AllByShelf, Program, 7))).Select(r => r.Id));
        Assert.Equal(ordered, (await ReadAllAsync(new RecordQuery(Vault.Schema.Primary, Program, 7))).Select(r => r.Owner));
        Assert.Equal(ordered.Reverse(), (await ReadAllAsync(new RecordQuery(Vault.AllByAmount, Program, 7, Descending: true))).Select(r => r.Owner));
    }

    [Fact]
    public async Task Numbers_and_instants_are_ordered_over_their_whole_width()
    {
        string owner = Unique("owner");
        await InsertAsync(Samples.Integers.Select((n, i) => NewGadget(owner, $"n{i:00}") with { Rank = n }));
        await InsertAsync(Samples.Instants.Select((at, i) => NewGadget(owner, $"t{i:00}") with { DueAt = at }));

        RangeSlice ranks = await RangeAsync(new OwnerRange(Gadget.ByRank, owner, Program, 100));
        RangeSlice dues = await RangeAsync(new OwnerRange(Gadget.ByDue, owner, Program, 100));

        Assert.Equal(Samples.Integers.Order(), ranks.Records.Select(r => ((Gadget)r).Rank!.Value));
        Assert.Equal(Samples.Instants.Order(), dues.Records.Select(r => ((Gadget)r).DueAt!.Value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Text_that_is_none_is_refused_or_comes_back_as_it_went_in(int place)
    {
        // Not in the attribute: the compiler keeps its texts as UTF-8, which has no half characters.
        string text = new[] { "a\0b", "\0", "\uD800", "a\uDC00b" }[place];
        Gadget gadget = NewGadget(Unique("owner"), "a") with { Note = text };
        try
        {
            await InsertAsync(gadget);
        }
        catch (ArgumentException)
        {
            Assert.Null(await FindAsync(gadget));
            return;
        }

        Assert.True((await GetAsync(gadget)).Note == text, "Law 7, exact: ill-formed text was neither refused nor kept.");
    }

    /// <summary>The record as it is rebuilt from its columns: some stores keep the object, some keep the columns.</summary>
    private async Task<Gadget> ThroughColumnsAsync(Gadget gadget)
    {
        Gadget stored = await GetAsync(gadget);
        return (Gadget)Gadget.Schema.Read(stored.Key, stored.Revision, [.. Gadget.Schema.Columns.Select(c => Gadget.Schema.GetValue(stored, c))]);
    }

    private async Task RoundTripAsync<T>(IReadOnlyList<T> values, Func<Gadget, T, Gadget> with, Func<Gadget, object?[]> read)
    {
        string owner = Unique("owner");
        Gadget[] gadgets = [.. values.Select((value, i) => with(NewGadget(owner, $"{i:000}"), value))];

        await InsertAsync(gadgets);
        IReadOnlyList<Record?> inserted = await LoadAsync(gadgets.Select(g => g.Key));
        await StoreAsync([.. gadgets.Reverse().Select((g, i) => new Change.Update(with(g, values[i]), 1))]);
        IReadOnlyList<Record?> updated = await LoadAsync(gadgets.Reverse().Select(g => g.Key));

        for (int i = 0; i < values.Count; i++)
        {
            Assert.All(read((Gadget)inserted[i]!), value => Assert.True(Equals(values[i], value), $"Law 7, exact: {values[i]} was inserted and came back as {value}."));
            Assert.All(read((Gadget)updated[i]!), value => Assert.True(Equals(values[i], value), $"Law 7, exact: {values[i]} was updated and came back as {value}."));
        }
    }

    private async Task KeptApartAsync(IEnumerable<Gadget> gadgets)
    {
        Gadget[] all = [.. gadgets.Select((g, i) => g with { Size = i })];
        foreach (Gadget gadget in all)
        {
            CommitResult result = await CommitAsync(new Change.Insert(gadget));
            Assert.True(result.IsCommitted, $"Law 7, exact: {gadget.Key} was taken for a key that was stored before.");
        }

        IReadOnlyList<Record?> stored = await LoadAsync(all.Select(g => g.Key));
        for (int i = 0; i < all.Length; i++)
        {
            Assert.True(Equals(all[i] with { Revision = 1 }, stored[i]), $"Law 7, exact: {all[i].Key} came back as {stored[i]?.Key}.");
        }
    }
}
