using System.Reflection;
using Xunit;

namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>Law 9: the contract is five members, and later ones have a default; no casts, capability flags, queryables, locks or ambient transactions.</summary>
/// <param name="harness">The store's harness.</param>
[Law(9, "Small")]
public abstract class SmallContract(IStoreHarness harness) : RecordStoreContract(harness)
{
    [Fact]
    public void A_store_is_four_calls_and_a_descriptor()
    {
        MethodInfo[] members = [.. typeof(IRecordStore).GetMethods().OrderBy(m => m.Name, StringComparer.Ordinal)];

        Assert.Equal(["CommitAsync", "InitializeAsync", "LoadAsync", "QueryAsync", "get_Descriptor"], members.Where(m => m.IsAbstract).Select(m => m.Name));
        Assert.Equal(["Enlist"], members.Where(m => !m.IsAbstract).Select(m => m.Name));
        Assert.Empty(typeof(IRecordStore).GetInterfaces());
    }

    [Fact]
    public void Every_call_is_asynchronous_takes_a_token_last_and_returns_no_flag_that_could_be_ignored()
    {
        MethodInfo[] calls = [.. typeof(IRecordStore).GetMethods().Where(m => m.IsAbstract && !m.IsSpecialName)];

        Assert.Equal(4, calls.Length);
        Assert.All(calls, m => Assert.Equal(typeof(CancellationToken), m.GetParameters()[^1].ParameterType));
        Assert.All(calls, m => Assert.StartsWith("ValueTask", m.ReturnType.Name, StringComparison.Ordinal));
        Assert.All(calls, m => Assert.NotEqual(typeof(ValueTask<bool>), m.ReturnType));
    }

    [Fact]
    public async Task An_ambient_transaction_that_is_rolled_back_takes_nothing_along()
    {
        Gadget gadget = NewGadget(Unique("owner"), "a");
        using (new System.Transactions.TransactionScope(System.Transactions.TransactionScopeAsyncFlowOption.Enabled))
        {
            await InsertAsync(gadget);
        }

        Assert.Equal(gadget with { Revision = 1 }, await GetAsync(gadget));
    }

    [Fact]
    public async Task A_store_does_not_come_back_to_its_callers_context()
    {
        var context = new CountingContext();
        SynchronizationContext? previous = SynchronizationContext.Current;
        Gadget gadget = NewGadget(Unique("owner"), "a");
        ValueTask<CommitResult> commit;
        ValueTask<Snapshot> load;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            commit = CommitAsync(new Change.Insert(gadget));
            load = Store.LoadAsync(new ReadSet([gadget.Key], []), Cancellation);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(previous);
        }

        Assert.True((await commit).IsCommitted);
        await load;
        Assert.Equal(0, context.Posts);
    }

    /// <summary>A host with one thread, which would stand still if it waited for a store that waits for that thread.</summary>
    private sealed class CountingContext : SynchronizationContext
    {
        private int _posts;

        public int Posts => _posts;

        public override void Post(SendOrPostCallback d, object? state)
        {
            Interlocked.Increment(ref _posts);
            base.Post(d, state);
        }
    }
}
