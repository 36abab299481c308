using System.Text.Encodings.Web;
using System.Text.Json;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Privacy;

/// <summary>Writes all records of one member as JSON, a page at a time. What types there are and what columns they have, the model says.</summary>
internal sealed class MemberExporter(ProgramContext context, Stream destination, IProgress<long>? progress)
{
    private const int PageSize = 500;

    // The document is data, not a part of a page: names and reasons stay readable.
    private static readonly JsonWriterOptions Format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // An order may be found under several ids of one person.
    private readonly HashSet<OrderId> _seen = [];

    private long _records;

    internal async ValueTask<MemberExport> ExportAsync(Member member, CancellationToken cancellationToken)
    {
        MemberId[] ids = [member.MemberId, .. member.Absorbed];
        var writer = new Utf8JsonWriter(destination, Format);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WriteString("program", context.Program.Value);
            writer.WriteString("member", member.MemberId.Value);
            writer.WriteString("exportedAt", context.Now);
            writer.WriteStartArray("ids");
            foreach (MemberId id in ids)
            {
                writer.WriteStringValue(id.Value);
            }

            writer.WriteEndArray();
            writer.WriteStartObject("records");
            foreach (RecordType type in SdkRecords.OfMembers)
            {
                writer.WriteStartArray(type.Name);
                foreach (MemberId id in ids)
                {
                    await WriteAsync(writer, type, id, cancellationToken).ConfigureAwait(false);
                }

                writer.WriteEndArray();
            }

            writer.WriteStartArray(Order.Schema.Name);
            foreach (MemberId id in ids)
            {
                await WriteOrdersAsync(writer, id, cancellationToken).ConfigureAwait(false);
            }

            writer.WriteEndArray();
            writer.WriteStartArray(OrderCoupons.Schema.Name);
            await WriteOrderCouponsAsync(writer, cancellationToken).ConfigureAwait(false);
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndObject();
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        return new MemberExport(member.MemberId, ids, _records);
    }

    private async ValueTask WriteAsync(Utf8JsonWriter writer, RecordType type, MemberId id, CancellationToken cancellationToken)
    {
        var query = new RecordQuery(type.Primary, context.Program.Value, PageSize, id.Value);
        await foreach (Record record in context.ReadAllAsync<Record>(query, cancellationToken).ConfigureAwait(false))
        {
            await WriteAsync(writer, record, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Orders are found by the points that they gave or took, by the coupons that they used, or by the purchases that they are in the metrics.</summary>
    private async ValueTask WriteOrdersAsync(Utf8JsonWriter writer, MemberId id, CancellationToken cancellationToken)
    {
        var found = new List<OrderId>(PageSize);
        var entries = new RecordQuery(PointEntry.Schema.Primary, context.Program.Value, PageSize, id.Value);
        await foreach (PointEntry entry in context.ReadAllAsync<PointEntry>(entries, cancellationToken).ConfigureAwait(false))
        {
            await FoundAsync(entry.OrderId).ConfigureAwait(false);
        }

        var steps = new RecordQuery(CouponEntry.Schema.Primary, context.Program.Value, PageSize, id.Value);
        await foreach (CouponEntry entry in context.ReadAllAsync<CouponEntry>(steps, cancellationToken).ConfigureAwait(false))
        {
            await FoundAsync(entry.Kind == CouponEntryKind.Redeem ? entry.OrderId : null).ConfigureAwait(false);
        }

        var purchases = new RecordQuery(Purchase.Schema.Primary, context.Program.Value, PageSize, id.Value);
        await foreach (Purchase purchase in context.ReadAllAsync<Purchase>(purchases, cancellationToken).ConfigureAwait(false))
        {
            await FoundAsync(purchase.OrderId).ConfigureAwait(false);
        }

        await FlushAsync().ConfigureAwait(false);

        async ValueTask FoundAsync(OrderId? order)
        {
            if (order is { } orderId && _seen.Add(orderId))
            {
                found.Add(orderId);
                if (found.Count == PageSize)
                {
                    await FlushAsync().ConfigureAwait(false);
                }
            }
        }

        async ValueTask FlushAsync()
        {
            Snapshot snapshot = await context.LoadAsync(
                new ReadSet([.. found.Select(order => Order.KeyOf(context.Program.Value, order))], []), cancellationToken).ConfigureAwait(false);
            found.Clear();
            foreach (Record? order in snapshot.Records)
            {
                if (order is not null)
                {
                    await WriteAsync(writer, order, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private async ValueTask WriteOrderCouponsAsync(Utf8JsonWriter writer, CancellationToken cancellationToken)
    {
        foreach (OrderId[] orders in _seen.Chunk(PageSize))
        {
            Snapshot snapshot = await context.LoadAsync(
                new ReadSet([.. orders.Select(order => OrderCoupons.KeyOf(context.Program.Value, order))], []), cancellationToken).ConfigureAwait(false);
            foreach (Record? used in snapshot.Records)
            {
                if (used is not null)
                {
                    await WriteAsync(writer, used, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private async ValueTask WriteAsync(Utf8JsonWriter writer, Record record, CancellationToken cancellationToken)
    {
        writer.WriteStartObject();
        writer.WriteString("owner", record.Owner);
        if (record.Id.Length > 0)
        {
            writer.WriteString("id", record.Id);
        }

        foreach (RecordColumn column in record.Type.Columns)
        {
            Write(writer, column, record.Type.GetValue(record, column));
        }

        writer.WriteEndObject();
        if (++_records % PageSize == 0)
        {
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            progress?.Report(_records);
        }
    }

    private static void Write(Utf8JsonWriter writer, RecordColumn column, ColumnValue value)
    {
        writer.WritePropertyName(column.Name);
        if (value.IsNull)
        {
            writer.WriteNullValue();
            return;
        }

        switch (column.Kind)
        {
            case ColumnKind.Int64:
                writer.WriteNumberValue(value.Number);
                break;
            case ColumnKind.Boolean:
                writer.WriteBooleanValue(value.Boolean);
                break;
            case ColumnKind.Instant:
                writer.WriteStringValue(value.Instant);
                break;
            case ColumnKind.Json:
                writer.WriteRawValue(value.Text);
                break;
            default:
                writer.WriteStringValue(value.Text);
                break;
        }
    }
}
