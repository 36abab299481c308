using System.Runtime.CompilerServices;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Hosting;

/// <summary>What the services of one program share: what runs writes, the store for reads, and the settings.</summary>
internal sealed class ProgramContext(
    ProgramId program,
    IOperationRunner operations,
    IFollower? follower,
    StoreStarter starter,
    IRecordStore store,
    Policies policies,
    PrivateDomainOptions options,
    TimeProvider clock)
{
    internal ProgramId Program { get; } = program;

    internal Policies Policies { get; } = policies;

    internal PrivateDomainOptions Options { get; } = options;

    internal Currency Currency { get; } = options.Currency;

    /// <summary>The zone of business dates.</summary>
    internal TimeZoneInfo TimeZone { get; } = TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);

    internal DateTimeOffset Now => clock.GetUtcNow();

    internal ValueTask<Outcome<TAnswer>> RunAsync<TCommand, TAnswer>(
        Operation<TCommand, TAnswer> operation, TCommand command, CancellationToken cancellationToken)
        where TAnswer : class =>
        operations.RunAsync(
            follower is null || !operation.IsFollowed ? operation : new FollowedOperation<TCommand, TAnswer>(operation, follower), Program, command, cancellationToken);

    internal async ValueTask<T?> FindAsync<T>(RecordKey key, CancellationToken cancellationToken)
        where T : Record
    {
        Snapshot snapshot = await LoadAsync(new ReadSet([key], []), cancellationToken).ConfigureAwait(false);
        return (T?)snapshot.Records[0];
    }

    /// <summary>Finds whom an id is about: the member, or the one that he was merged into.</summary>
    internal async ValueTask<Member?> ResolveAsync(MemberId memberId, CancellationToken cancellationToken)
    {
        Member? member = await FindAsync<Member>(Member.KeyOf(Program.Value, memberId), cancellationToken).ConfigureAwait(false);
        return member?.MergedInto is { } survivor
            ? await FindAsync<Member>(Member.KeyOf(Program.Value, survivor), cancellationToken).ConfigureAwait(false)
            : member;
    }

    /// <summary>Finds a record of the member that an id is about, in one load where he was not merged.</summary>
    internal async ValueTask<T?> FindOfMemberAsync<T>(MemberId memberId, Func<MemberId, RecordKey> keyOf, CancellationToken cancellationToken)
        where T : Record
    {
        Snapshot snapshot = await LoadAsync(
            new ReadSet([keyOf(memberId), Member.KeyOf(Program.Value, memberId)], []), cancellationToken).ConfigureAwait(false);
        return snapshot.Records[1] is Member { MergedInto: { } survivor }
            ? await FindAsync<T>(keyOf(survivor), cancellationToken).ConfigureAwait(false)
            : (T?)snapshot.Records[0];
    }

    /// <summary>Whom an id is about: himself, or the member that he was merged into.</summary>
    internal async ValueTask<MemberId> OwnerOfAsync(MemberId memberId, CancellationToken cancellationToken) =>
        (await FindAsync<Member>(Member.KeyOf(Program.Value, memberId), cancellationToken).ConfigureAwait(false))?.MergedInto ?? memberId;

    internal async ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken)
    {
        await starter.StartAsync(cancellationToken).ConfigureAwait(false);
        return await store.LoadAsync(reads, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One page of an owner's records, latest id first.</summary>
    internal ValueTask<Page<T>> GetPageAsync<T>(RecordType<T> type, string owner, PageRequest? page, CancellationToken cancellationToken)
        where T : Record =>
        GetPageAsync<T>(new RecordQuery(type.Primary, Program.Value, 1, owner, Descending: true), page, cancellationToken);

    /// <summary>One page of a query's records; how many and from where, the page says.</summary>
    internal async ValueTask<Page<T>> GetPageAsync<T>(RecordQuery query, PageRequest? page, CancellationToken cancellationToken)
        where T : Record
    {
        page ??= new PageRequest();
        if (page.Size is < 1 or > PageRequest.MaxSize)
        {
            throw new ArgumentOutOfRangeException(nameof(page), page.Size, $"A page has 1 to {PageRequest.MaxSize} items.");
        }

        await starter.StartAsync(cancellationToken).ConfigureAwait(false);
        RecordPage found = await store.QueryAsync(
            query with { Limit = Math.Min(page.Size, store.Descriptor.MaxPageSize), Cursor = page.Cursor }, cancellationToken).ConfigureAwait(false);
        return new Page<T>([.. found.Records.Cast<T>()], found.Cursor);
    }

    /// <summary>All records of a type in the program, by owner and id, with flat memory.</summary>
    internal IAsyncEnumerable<T> ReadAllAsync<T>(RecordType<T> type, CancellationToken cancellationToken)
        where T : Record =>
        ReadAllAsync<T>(new RecordQuery(type.Primary, Program.Value, store.Descriptor.MaxPageSize), cancellationToken);

    /// <summary>All records of a query, page by page.</summary>
    internal async IAsyncEnumerable<T> ReadAllAsync<T>(RecordQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : Record
    {
        await starter.StartAsync(cancellationToken).ConfigureAwait(false);
        query = query with { Limit = Math.Min(query.Limit, store.Descriptor.MaxPageSize) };
        do
        {
            RecordPage page = await store.QueryAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (Record record in page.Records)
            {
                yield return (T)record;
            }

            query = query with { Cursor = page.Cursor };
        }
        while (query.Cursor is not null);
    }
}
