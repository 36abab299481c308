using System.Data;
using System.Data.Common;

namespace PrivateDomain.Sdk.Storage.Relational;

/// <summary>A connection and a transaction of the host's, of the kind that a store works with.</summary>
/// <typeparam name="TConnection">The store's kind of connection.</typeparam>
/// <typeparam name="TTransaction">The store's kind of transaction.</typeparam>
/// <remarks>Used by one thread at a time, as the connection is. It neither ends the transaction nor closes the connection.</remarks>
public sealed class HostTransaction<TConnection, TTransaction>
    where TConnection : DbConnection
    where TTransaction : DbTransaction
{
    /// <summary>Checks that a connection and a transaction belong together and are of the right kind.</summary>
    /// <param name="connection">The host's connection.</param>
    /// <param name="transaction">The host's transaction.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">Either is of another kind, or the transaction is another connection's.</exception>
    /// <exception cref="InvalidOperationException">The connection is not open, or the transaction has ended.</exception>
    public HostTransaction(DbConnection connection, DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(transaction);
        if (connection is not TConnection own)
        {
            throw new ArgumentException(
                $"The connection is a {connection.GetType().Name} and this store needs a {typeof(TConnection).Name}; a connection that is wrapped must be unwrapped.",
                nameof(connection));
        }

        if (transaction is not TTransaction ownTransaction)
        {
            throw new ArgumentException(
                $"The transaction is a {transaction.GetType().Name} and this store needs a {typeof(TTransaction).Name}; a transaction that is wrapped must be unwrapped.",
                nameof(transaction));
        }

        Connection = own;
        Transaction = ownTransaction;
        RequireUsable();
    }

    /// <summary>The connection.</summary>
    public TConnection Connection { get; }

    /// <summary>The transaction.</summary>
    public TTransaction Transaction { get; }

    /// <summary>Checks that the connection is open and the transaction has not ended.</summary>
    /// <exception cref="ArgumentException">The transaction is another connection's.</exception>
    /// <exception cref="InvalidOperationException">The connection is not open, or the transaction has ended.</exception>
    public void RequireUsable()
    {
        DbConnection? current;
        try
        {
            current = Transaction.Connection;

            // Some providers keep the connection and refuse this when the transaction has ended.
            _ = Transaction.IsolationLevel;
        }
        catch (InvalidOperationException)
        {
            current = null;
        }

        if (Connection.State != ConnectionState.Open)
        {
            throw new InvalidOperationException($"The host's connection is {Connection.State}; open it, and begin the transaction, before Enlist.");
        }

        if (current is null)
        {
            throw new InvalidOperationException("The host's transaction has ended; call Enlist again with the next one.");
        }

        if (!ReferenceEquals(current, Connection))
        {
            throw new ArgumentException("The transaction is not one of this connection's.");
        }
    }
}
