using System.Data.Common;

namespace PrivateDomain.Sdk.Storage;

/// <summary>Where records live. Implement these five members and every feature works on your database.</summary>
/// <remarks>
/// <para>Thread-safe: members are called concurrently. The laws, each tested by name in the contract suite:</para>
/// <list type="number">
/// <item><term>Atomic</term><description>A change set is stored whole or not at all, across owners and record types.</description></item>
/// <item><term>Conflict is a value</term><description>It names the change that failed and leaves no trace.</description></item>
/// <item><term>One exception</term><description>Store trouble is a <see cref="StoreException"/>; a commit that throws is in doubt.</description></item>
/// <item><term>Durable</term><description>Committed survives a crash of host and machine under the store's documented settings.</description></item>
/// <item><term>Read your writes</term><description>A load after a commit sees it. One load is one consistent snapshot.</description></item>
/// <item><term>Program isolation</term><description>No read or write crosses programs.</description></item>
/// <item><term>Exact</term><description>Integers, code points, instants and ids come back as they went in; keys compare by code point.</description></item>
/// <item><term>Pages</term><description>They neither skip nor repeat a record that existed throughout, under concurrent inserts.</description></item>
/// <item><term>Small</term><description>No casts, capability flags, queryables, locks or ambient transactions.</description></item>
/// <item><term>Decorators work</term><description>A store may be wrapped without noticing it.</description></item>
/// </list>
/// <para>
/// Arguments that no correct caller passes (an unknown record type, a limit below 1, a malformed cursor) are
/// <see cref="ArgumentException"/>s. Cancellation surfaces as <see cref="OperationCanceledException"/>, unwrapped.
/// </para>
/// </remarks>
public interface IRecordStore
{
    /// <summary>The store's name and limits.</summary>
    StoreDescriptor Descriptor { get; }

    /// <summary>Creates or migrates what the store needs for these record types. Idempotent; two hosts may call it at once.</summary>
    /// <param name="model">The record types.</param>
    /// <param name="cancellationToken">Cancels; what was done so far may remain and is completed by the next call.</param>
    /// <returns>A task that ends when the store is ready.</returns>
    /// <exception cref="StoreException">The store cannot be used, or its schema is newer than the model.</exception>
    ValueTask InitializeAsync(RecordModel model, CancellationToken cancellationToken);

    /// <summary>Reads keys and bounded ranges as of one moment, in one round trip. Changes nothing.</summary>
    /// <param name="reads">What to read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The records and ranges, place by place.</returns>
    /// <exception cref="StoreException">The store failed.</exception>
    ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken);

    /// <summary>Stores all changes, durably, or none. Not idempotent: the caller resolves doubt by reading what it wrote.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="cancellationToken">Cancels; the change set is then stored whole or not at all.</param>
    /// <returns>Committed, or the first conflict found.</returns>
    /// <exception cref="StoreException">The store failed; whether the changes were stored is in doubt.</exception>
    ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken);

    /// <summary>Reads one page of records in a declared order. Changes nothing.</summary>
    /// <param name="query">What to read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ArgumentException">The cursor is not one of this query's, or the query does not fit its index.</exception>
    /// <exception cref="StoreException">The store failed.</exception>
    ValueTask<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellationToken);

    /// <summary>The same records, read and written on a connection and in a transaction of the host's, which must be of this store's own database.</summary>
    /// <param name="connection">The host's open connection.</param>
    /// <param name="transaction">The host's transaction on it.</param>
    /// <returns>
    /// A store that never opens, commits or rolls back a transaction: what it commits becomes durable, and visible to others, with the host's commit.
    /// A conflict or trouble in it leaves no trace of its change set in the transaction. For one caller at a time, until the transaction ends.
    /// </returns>
    /// <remarks>A store whose records are not in a SQL database leaves this as it is; one that wraps another passes it on, and wraps what comes back.</remarks>
    /// <exception cref="NotSupportedException">The store's records are not in a database that has such transactions.</exception>
    /// <exception cref="ArgumentException">
    /// The connection is of another kind or database, or the transaction is another connection's. A store that must ask the database for that may do so
    /// in the first call instead, before it reads or changes anything.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The store is not initialized, the connection is not open, or the transaction has ended; the members throw it too, once it has.
    /// </exception>
    IRecordStore Enlist(DbConnection connection, DbTransaction transaction) => throw new NotSupportedException(
        $"The store '{Descriptor.Name}' cannot take part in a database transaction of the host's. Use the SQLite or PostgreSQL store on the shop's own database.");
}
