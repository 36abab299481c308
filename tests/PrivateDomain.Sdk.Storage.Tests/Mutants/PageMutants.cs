using System.Globalization;
using PrivateDomain.Sdk.Storage.Conformance;

namespace PrivateDomain.Sdk.Storage.Tests.Mutants;

/// <summary>Goes on behind the last value and not behind the last record: a cursor without a tie-breaker.</summary>
internal sealed class PagesWithoutTieBreaker(IRecordStore inner) : ForwardingStore(inner)
{
    public override async ValueTask<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellationToken)
    {
        RecordPage page = await base.QueryAsync(query, cancellationToken);
        string? cursor = page.Cursor;
        while (cursor is not null && !query.Index.IsPrimary)
        {
            RecordPage next = await base.QueryAsync(query with { Limit = 1, Cursor = cursor }, cancellationToken);
            RecordColumn column = query.Index.Columns[0];
            if (query.Index.Type.GetValue(next.Records[0], column) != query.Index.Type.GetValue(page.Records[^1], column))
            {
                break;
            }

            cursor = next.Cursor;
        }

        return page with { Cursor = cursor };
    }
}

/// <summary>Goes on behind a number of records: what is inserted or deleted before it shifts the page.</summary>
internal sealed class PagesByOffset(IRecordStore inner) : ForwardingStore(inner)
{
    public override async ValueTask<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellationToken)
    {
        int offset = query.Cursor is null ? 0 : int.Parse(query.Cursor, CultureInfo.InvariantCulture);
        RecordPage all = await base.QueryAsync(query with { Limit = Descriptor.MaxPageSize, Cursor = null }, cancellationToken);
        Record[] page = [.. all.Records.Skip(offset).Take(query.Limit)];
        int reached = offset + page.Length;
        return new RecordPage(page, reached < all.Records.Count ? reached.ToString(CultureInfo.InvariantCulture) : null);
    }
}

/// <summary>Gives a full last page a cursor.</summary>
internal sealed class EndsWithAnEmptyPage(IRecordStore inner) : ForwardingStore(inner)
{
    public override async ValueTask<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellationToken)
    {
        RecordPage page = await base.QueryAsync(query, cancellationToken);
        return page.Records.Count == query.Limit ? page with { Cursor = RecordCursor.Encode(query.Index, page.Records[^1]) } : page;
    }
}

/// <summary>Begins anew where it does not understand a cursor.</summary>
internal sealed class AcceptsAnyCursor(IRecordStore inner) : ForwardingStore(inner)
{
    public override async ValueTask<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await base.QueryAsync(query, cancellationToken);
        }
        catch (ArgumentException) when (query.Cursor is not null)
        {
            return await base.QueryAsync(query with { Cursor = null }, cancellationToken);
        }
    }
}

/// <summary>Forgets the bounds from the second page on.</summary>
internal sealed class BoundsTheFirstPageOnly(IRecordStore inner) : ForwardingStore(inner)
{
    public override ValueTask<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellationToken) =>
        base.QueryAsync(query.Cursor is null ? query : query with { From = default, Through = default }, cancellationToken);
}

/// <summary>Cuts a limit that is too large instead of refusing it.</summary>
internal sealed class ClampsLimits(IRecordStore inner) : ForwardingStore(inner)
{
    public override ValueTask<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellationToken) =>
        base.QueryAsync(query with { Limit = Math.Clamp(query.Limit, 1, Descriptor.MaxPageSize) }, cancellationToken);
}
