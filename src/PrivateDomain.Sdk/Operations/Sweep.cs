namespace PrivateDomain.Sdk.Operations;

/// <summary>Runs a write for everything of a stream, a portion at a time, with flat memory, and adds up what came of it.</summary>
internal static class Sweep
{
    /// <summary>Runs the writes of a portion together, so that they share commits, and reports after each portion and at the end.</summary>
    /// <param name="items">What to sweep.</param>
    /// <param name="atOnce">How many make a portion.</param>
    /// <param name="run">The write for one item.</param>
    /// <param name="zero">What there is to add to.</param>
    /// <param name="add">Adds what came of one item.</param>
    /// <param name="progress">Told the sum after every portion.</param>
    internal static async ValueTask<TSum> RunAsync<TItem, TAnswer, TSum>(
        IAsyncEnumerable<TItem> items,
        int atOnce,
        Func<TItem, ValueTask<Outcome<TAnswer>>> run,
        TSum zero,
        Func<TSum, Outcome<TAnswer>, TSum> add,
        IProgress<TSum>? progress)
        where TAnswer : class
    {
        TSum sum = zero;
        var underWay = new List<Task<Outcome<TAnswer>>>(atOnce);
        await foreach (TItem item in items.ConfigureAwait(false))
        {
            underWay.Add(run(item).AsTask());
            if (underWay.Count == atOnce)
            {
                await TakeAsync().ConfigureAwait(false);
            }
        }

        await TakeAsync().ConfigureAwait(false);
        return sum;

        async ValueTask TakeAsync()
        {
            foreach (Outcome<TAnswer> outcome in await Task.WhenAll(underWay).ConfigureAwait(false))
            {
                sum = add(sum, outcome);
            }

            underWay.Clear();
            progress?.Report(sum);
        }
    }
}
