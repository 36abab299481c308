using Xunit;

namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>Law 1: a change set is stored whole or not at all, across owners and record types.</summary>
/// <param name="harness">The store's harness.</param>
[Law(1, "Atomic")]
[Law(2, "Conflict is a value")]
public abstract class AtomicContract(IStoreHarness harness) : RecordStoreContract(harness)
{
    /// <summary>Every way in which a change can fail to fit what is stored.</summary>
    public enum Misfit
    {
        InsertOfExisting,
        UpdateOfStale,
        UpdateOfFuture,
        UpdateOfMissing,
        DeleteOfStale,
        DeleteOfFuture,
        DeleteOfMissing,
        AddBelowMin,
        AddAboveMax,
        AddToMissing,
        ExpectOfStale,
        ExpectOfFuture,
        ExpectOfMissing,
        ExpectOfAbsence,
    }

    public static TheoryData<Misfit> Misfits => [.. Enum.GetValues<Misfit>()];

    [Fact]
    public async Task Changes_of_many_owners_and_types_are_stored_together()
    {
        string[] owners = [.. Enumerable.Range(0, 20).Select(_ => Unique("owner"))];

        await InsertAsync(owners.SelectMany(o => new Record[] { NewGadget(o, "a"), NewGadget(o, "b"), NewVault(o, 5) }));

        IReadOnlyList<Record?> stored = await LoadAsync(
            owners.SelectMany(o => new[] { NewGadget(o, "a").Key, NewGadget(o, "b").Key, Vault.KeyOf(Program, o) }));
        Assert.DoesNotContain(null, stored);
    }

    [Theory]
    [MemberData(nameof(Misfits))]
    public async Task A_misfit_behind_other_changes_leaves_no_trace(Misfit misfit) => await LeavesNoTraceAsync(misfit, place: 6);

    [Theory]
    [MemberData(nameof(Misfits))]
    public async Task A_misfit_between_other_changes_leaves_no_trace(Misfit misfit) => await LeavesNoTraceAsync(misfit, place: 3);

    [Theory]
    [MemberData(nameof(Misfits))]
    public async Task A_misfit_before_other_changes_leaves_no_trace(Misfit misfit) => await LeavesNoTraceAsync(misfit, place: 0);

    [Fact]
    public async Task Five_thousand_changes_are_stored_together()
    {
        Gadget[] gadgets = [.. Enumerable.Range(0, 5_000).Select(i => NewGadget($"owner-{i % 700:000}", $"{i:00000}") with { Size = i })];

        await InsertAsync(gadgets);

        IReadOnlyList<Record?> stored = await LoadAsync(gadgets.Select(g => g.Key));
        Assert.Equal(gadgets.Select(g => g with { Revision = 1 }), stored);
    }

    [Fact]
    public async Task A_misfit_behind_five_thousand_changes_leaves_no_trace()
    {
        Gadget existing = NewGadget("owner-000", "existing");
        await InsertAsync(existing);
        Gadget[] gadgets = [.. Enumerable.Range(0, 5_000).Select(i => NewGadget($"owner-{i % 700:000}", $"{i:00000}"))];
        var misfit = new Change.Update(existing with { Size = 1 }, 2);

        await ConflictAsync(misfit, [.. gadgets.Select(g => new Change.Insert(g)), misfit]);

        Assert.All(await LoadAsync(gadgets.Select(g => g.Key)), Assert.Null);
        Assert.Equal(existing with { Revision = 1 }, await GetAsync(existing));
    }

    [Fact]
    public async Task A_commit_cancelled_at_any_moment_is_stored_whole_or_not_at_all()
    {
        for (int round = 0; round < 40; round++)
        {
            using var cancellation = new CancellationTokenSource();
            Gadget[] gadgets = [.. Enumerable.Range(0, 60).Select(i => NewGadget(Unique("owner"), $"{i}"))];

            using var started = new ManualResetEventSlim();
            var commit = Task.Run(
                async () =>
                {
                    started.Set();
                    return await Store.CommitAsync(new ChangeSet([.. gadgets.Select(g => new Change.Insert(g))]), cancellation.Token);
                },
                Cancellation);
            started.Wait(Cancellation);
            SpinWait.SpinUntil(() => commit.IsCompleted, TimeSpan.FromMicroseconds(round * 50));
            await cancellation.CancelAsync();
            bool ended = await EndsAsync(commit);

            int stored = (await LoadAsync(gadgets.Select(g => g.Key))).Count(r => r is not null);
            Assert.True(stored == gadgets.Length || (stored == 0 && !ended), $"Law 1, atomic: {stored} of {gadgets.Length} records of a cancelled commit are stored.");
        }
    }

    private static async Task<bool> EndsAsync(Task<CommitResult> commit)
    {
        try
        {
            return (await commit).IsCommitted;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task LeavesNoTraceAsync(Misfit kind, int place)
    {
        string target = Unique("target");
        string bystander = Unique("bystander");
        Gadget updated = NewGadget(bystander, "updated") with { Name = "before", Rank = 1, Shelf = "left" };
        Gadget deleted = NewGadget(bystander, "deleted") with { Rank = 2 };
        Gadget added = NewGadget(bystander, "added") with { Stock = 10 };
        Gadget hit = NewGadget(target, "hit") with { Stock = 10 };
        await InsertAsync(updated, deleted, added, hit, NewVault(bystander, 7));
        await StoreAsync(new Change.Update(hit with { Size = 2 }, 1));
        List<Change> changes =
        [
            new Change.Update(updated with { Name = "after", Rank = 9, Shelf = "right" }, 1),
            new Change.Delete(deleted.Key, 1),
            new Change.Add(added.Key, Gadget.StockColumn, 5),
            new Change.Insert(NewGadget(bystander, "inserted") with { Rank = 3, Shelf = "left" }),
            new Change.Insert(NewVault(target, 1)),
            new Change.Add(Vault.KeyOf(Program, bystander), Vault.AmountColumn, 1),
        ];
        Change misfit = Make(kind, hit);
        changes.Insert(place, misfit);
        IReadOnlyList<Record> before = await EverythingAsync(target, bystander);

        await ConflictAsync(misfit, [.. changes]);

        IReadOnlyList<Record> after = await EverythingAsync(target, bystander);
        Assert.True(before.SequenceEqual(after), $"Law 1, atomic: the refused change set left a trace ({kind} at place {place}).");
    }

    private Change Make(Misfit kind, Gadget hit)
    {
        Gadget missing = NewGadget(hit.Holder, "missing");
        return kind switch
        {
            Misfit.InsertOfExisting => new Change.Insert(hit),
            Misfit.UpdateOfStale => new Change.Update(hit, 1),
            Misfit.UpdateOfFuture => new Change.Update(hit, 3),
            Misfit.UpdateOfMissing => new Change.Update(missing, 0),
            Misfit.DeleteOfStale => new Change.Delete(hit.Key, 1),
            Misfit.DeleteOfFuture => new Change.Delete(hit.Key, 3),
            Misfit.DeleteOfMissing => new Change.Delete(missing.Key, 0),
            Misfit.AddBelowMin => new Change.Add(hit.Key, Gadget.StockColumn, -11),
            Misfit.AddAboveMax => new Change.Add(hit.Key, Gadget.StockColumn, 1, max: 10),
            Misfit.AddToMissing => new Change.Add(missing.Key, Gadget.StockColumn, 1),
            Misfit.ExpectOfStale => new Change.Expect(hit.Key, 1),
            Misfit.ExpectOfFuture => new Change.Expect(hit.Key, 3),
            Misfit.ExpectOfMissing => new Change.Expect(missing.Key, 1),
            Misfit.ExpectOfAbsence => new Change.Expect(hit.Key, 0),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such misfit."),
        };
    }

    /// <summary>All that the two owners have, by key, by index and by page.</summary>
    private async Task<IReadOnlyList<Record>> EverythingAsync(params string[] owners)
    {
        OwnerRange[] ranges = [.. owners.SelectMany(o => new[] { Gadget.Schema.Primary, Gadget.ByRank, Gadget.ByStock, Vault.Schema.Primary }
            .Select(index => new OwnerRange(index, o, Program, 100)))];
        Snapshot snapshot = await Store.LoadAsync(new ReadSet([], ranges), Cancellation);
        return
        [
            .. snapshot.Ranges.SelectMany(r => r.Records),
            .. await ReadAllAsync(new RecordQuery(Gadget.AllByShelf, Program, 100)),
            .. await ReadAllAsync(new RecordQuery(Vault.AllByAmount, Program, 100)),
        ];
    }
}
