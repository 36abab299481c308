using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Verification;

/// <summary>A stream of records ordered by owner, taken owner by owner beside other such streams.</summary>
internal sealed class OwnerStream<T>(IAsyncEnumerator<T> records, Findings findings) : IAsyncDisposable
    where T : Record
{
    private bool _isEnded;

    /// <summary>The owner of the next record; <see langword="null"/> at the end.</summary>
    internal string? NextOwner => _isEnded ? null : records.Current.Owner;

    internal static async ValueTask<OwnerStream<T>> OpenAsync(
        ProgramContext context, RecordType<T> type, Findings findings, CancellationToken cancellationToken)
    {
        var stream = new OwnerStream<T>(context.ReadAllAsync(type, cancellationToken).GetAsyncEnumerator(cancellationToken), findings);
        await stream.AdvanceAsync().ConfigureAwait(false);
        return stream;
    }

    /// <summary>The next record if it is the owner's; <see langword="null"/> when he has no more.</summary>
    internal async ValueTask<T?> NextOfAsync(string owner)
    {
        if (NextOwner != owner)
        {
            return null;
        }

        T record = records.Current;
        await AdvanceAsync().ConfigureAwait(false);
        return record;
    }

    public ValueTask DisposeAsync() => records.DisposeAsync();

    private async ValueTask AdvanceAsync()
    {
        _isEnded = !await records.MoveNextAsync().ConfigureAwait(false);
        if (!_isEnded)
        {
            findings.Saw(records.Current);
        }
    }
}
