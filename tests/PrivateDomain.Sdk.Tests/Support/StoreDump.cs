using System.Reflection;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tests.Support;

/// <summary>Reads everything that a store holds of a program, through the store's contract.</summary>
internal static class StoreDump
{
    internal static IReadOnlyList<RecordType> Types { get; } =
    [
        .. typeof(Record).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Record)))
            .Select(type => (RecordType)type.GetProperty("Schema", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!)
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    internal static async Task<List<Record>> ReadAsync(IRecordStore store, RecordType type, string program, CancellationToken ct)
    {
        var records = new List<Record>();
        string? cursor = null;
        do
        {
            RecordPage page = await store.QueryAsync(new RecordQuery(type.Primary, program, store.Descriptor.MaxPageSize, Cursor: cursor), ct);
            records.AddRange(page.Records);
            cursor = page.Cursor;
        }
        while (cursor is not null);

        return records;
    }

    /// <summary>A line per record: key, revision, columns. Equal texts are equal stores.</summary>
    internal static async Task<string> WriteAsync(IRecordStore store, string program, CancellationToken ct, Func<RecordType, bool>? which = null)
    {
        var lines = new List<string>();
        foreach (RecordType type in Types.Where(which ?? (static _ => true)))
        {
            foreach (Record record in await ReadAsync(store, type, program, ct))
            {
                lines.Add($"{record.Key} #{record.Revision}: {string.Join(" | ", type.Columns.Select(column => $"{column}={type.GetValue(record, column)}"))}");
            }
        }

        return string.Join(Environment.NewLine, lines);
    }
}
