namespace PrivateDomain.Sdk.Tags;

/// <summary>Sets tags from a stream, many at once and in order, and counts what came of them.</summary>
internal sealed class TagStream(ITags tags, IProgress<TagBulk>? progress)
{
    private const int AtOnce = 1_000;
    private const int ReportEvery = 1_000;

    private readonly Queue<(SetTag Command, Task<Outcome<TagReceipt>> Answer)> _underWay = new(AtOnce);
    private readonly List<RefusedTag> _refusals = [];
    private TagBulk _done = new();

    internal async ValueTask<TagBulk> RunAsync(IAsyncEnumerable<SetTag> commands, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (SetTag command in commands.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if (command is null)
                {
                    throw new ArgumentException("The stream holds a null; leave it out.", nameof(commands));
                }

                cancellationToken.ThrowIfCancellationRequested();
                if (_underWay.Count == AtOnce)
                {
                    await TakeAsync().ConfigureAwait(false);
                }

                // Whoever cancels stops the stream, not what has begun: some later tag might be stored while an earlier one was withdrawn.
                _underWay.Enqueue((command, tags.SetAsync(command, CancellationToken.None).AsTask()));
            }

            while (_underWay.Count > 0)
            {
                await TakeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            // Nothing goes on behind the caller's back; the first trouble is the one that he gets.
            foreach ((_, Task<Outcome<TagReceipt>> answer) in _underWay)
            {
                await ((Task)answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        progress?.Report(_done);
        return _done;
    }

    private async ValueTask TakeAsync()
    {
        (SetTag command, Task<Outcome<TagReceipt>> answer) = _underWay.Dequeue();
        Outcome<TagReceipt> outcome = await answer.ConfigureAwait(false);
        _done = _done with { Commands = _done.Commands + 1, Replayed = _done.Replayed + (outcome.IsReplayed ? 1 : 0) };
        if (outcome.TryGetValue(out TagReceipt? receipt, out Refusal? refusal))
        {
            _done = Count(receipt.Change);
        }
        else
        {
            if (_refusals.Count < TagBulk.MaxRefusals)
            {
                _refusals.Add(new RefusedTag(_done.Commands, command, refusal));
                _done = _done with { FirstRefusals = [.. _refusals] };
            }

            _done = _done with { Refused = _done.Refused + 1 };
        }

        if (_done.Commands % ReportEvery == 0)
        {
            progress?.Report(_done);
        }
    }

    private TagBulk Count(TagChange change) => change switch
    {
        TagChange.Set => _done with { Set = _done.Set + 1 },
        TagChange.Renewed => _done with { Renewed = _done.Renewed + 1 },
        TagChange.Replaced => _done with { Replaced = _done.Replaced + 1 },
        TagChange.Kept => _done with { Kept = _done.Kept + 1 },
        _ => _done with { Unchanged = _done.Unchanged + 1 },
    };
}
