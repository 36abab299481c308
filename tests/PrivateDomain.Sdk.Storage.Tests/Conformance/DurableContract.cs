using Xunit;

namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>Law 4, as far as one process can show it: what was committed is there for a store that is opened later.</summary>
/// <param name="harness">The store's harness.</param>
[Law(4, "Durable")]
public abstract class DurableContract(IStoreHarness harness) : RecordStoreContract(harness)
{
    [Fact]
    public async Task A_store_opened_later_finds_everything_that_was_committed()
    {
        await using IStoreHarness own = Harness.CreateEmpty();
        IRecordStore store = await OpenInitializedAsync(own);
        Gadget kept = NewGadget("owner", "kept") with { Stock = 3, Rank = 1, Shelf = "s", Note = "注", DueAt = DateTimeOffset.UnixEpoch.AddTicks(-1), Payload = "{ }" };
        Gadget deleted = NewGadget("owner", "deleted") with { Rank = 2, Shelf = "s" };
        Vault vault = NewVault("owner", 8);
        await MustCommitAsync(store, new Change.Insert(kept), new Change.Insert(deleted), new Change.Insert(vault));
        await MustCommitAsync(
            store,
            new Change.Update(kept with { Name = "new" }, 1),
            new Change.Delete(deleted.Key, 1),
            new Change.Add(vault.Key, Vault.AmountColumn, -3));
        await own.CloseAsync(store);

        IRecordStore reopened = await OpenInitializedAsync(own);

        Assert.True(!own.IsPersistent || !ReferenceEquals(store, reopened), "A persistent store's harness must open another instance.");
        var range = new OwnerRange(Gadget.ByRank, "owner", Program, 9);
        Snapshot snapshot = await reopened.LoadAsync(new ReadSet([kept.Key, deleted.Key, vault.Key], [range]), Cancellation);
        RecordPage page = await reopened.QueryAsync(new RecordQuery(Gadget.AllByShelf, Program, 9), Cancellation);
        Gadget expected = kept with { Name = "new", Revision = 2 };
        Assert.Equal([expected, null, vault with { Amount = 5, Revision = 2 }], snapshot.Records);
        Assert.Equal([expected], snapshot.Ranges[0].Records);
        Assert.Equal([expected], page.Records);
        await own.CloseAsync(reopened);
    }

    [Fact]
    public async Task A_store_opened_later_goes_on_where_the_other_ended()
    {
        await using IStoreHarness own = Harness.CreateEmpty();
        Gadget gadget = NewGadget("owner", "a");
        for (int revision = 0; revision < 5; revision++)
        {
            IRecordStore store = await OpenInitializedAsync(own);
            await MustCommitAsync(store, revision == 0 ? new Change.Insert(gadget) : new Change.Update(gadget with { Size = revision }, revision));
            CommitResult stale = await store.CommitAsync(new ChangeSet(new Change.Update(gadget, revision)), Cancellation);
            Assert.False(stale.IsCommitted, "Law 2, conflict is a value: a stale revision was accepted after a restart.");
            await own.CloseAsync(store);
        }
    }

    [Fact]
    public async Task Two_stores_open_at_once_see_each_others_commits()
    {
        IRecordStore other = await OpenInitializedAsync(Harness);
        Gadget gadget = NewGadget(Unique("owner"), "a");

        await InsertAsync(gadget);
        await MustCommitAsync(other, new Change.Update(gadget with { Size = 1 }, 1));
        await ConflictAsync(new Change.Update(gadget with { Size = 2 }, 1));

        Assert.Equal(gadget with { Size = 1, Revision = 2 }, await GetAsync(gadget));
        await Harness.CloseAsync(other);
    }

    private static async Task MustCommitAsync(IRecordStore store, params Change[] changes)
    {
        CommitResult result = await store.CommitAsync(new ChangeSet(changes), Cancellation);
        Assert.True(result.IsCommitted, $"Changes that fit what is stored must commit, but: {result}.");
    }
}
