using Npgsql;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>Knows a transaction of the host's again. Npgsql uses one object for all transactions of a connection, so the object cannot tell.</summary>
/// <remarks>
/// <para>
/// The moment at which the server began it is the same throughout a transaction, whatever savepoints it goes back to, and another in the next. Nothing
/// that is stored or decided depends on it. No table stands in the statements, so that of a sharded database the server that was asked answers.
/// </para>
/// <para>For one caller at a time. Asked in the round trip of the statements that it stands before.</para>
/// </remarks>
internal sealed class TransactionMark
{
    /// <summary>Answers the mark of the current transaction.</summary>
    public const string Read = $"select {Begun}";

    /// <summary>Fails when the current transaction is not that of the mark. Parameter: the mark.</summary>
    public const string Demand = $"select 1 / (case when {Begun} = $1 then 1 else 0 end)";

    private const string Begun = "(extract(epoch from transaction_timestamp()) * 1000000)::bigint";

    private long? _begun;

    /// <summary>Whether the transaction was seen.</summary>
    public bool IsSet => _begun is not null;

    /// <summary>The statement that <see cref="TakeAsync"/> takes the answer of.</summary>
    public static NpgsqlBatchCommand Reading() => new(Read);

    /// <summary>The statement that fails in another transaction.</summary>
    public NpgsqlBatchCommand Demanding() => new(Demand) { Parameters = { new NpgsqlParameter<long> { TypedValue = _begun!.Value } } };

    /// <summary>Takes the first answer of a batch, and goes on to the next.</summary>
    /// <exception cref="InvalidOperationException">The transaction is not the one that was seen first.</exception>
    public async ValueTask TakeAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        long begun = reader.GetInt64(0);
        _begun ??= begun;
        if (_begun != begun)
        {
            throw new InvalidOperationException($"The host's transaction has ended and another one has begun on its connection; call {nameof(IRecordStore.Enlist)} again for that.");
        }

        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
    }
}
