using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tests.Verification;

/// <summary>Changes made behind the SDK's back.</summary>
internal static class Tampered
{
    internal static Change Update(Record record) => new Change.Update(record, record.Revision);

    internal static Change Delete(Record record) => new Change.Delete(record.Key, record.Revision);

    internal static Change Insert(Record record) => new Change.Insert(record);

    internal static async Task<T> GetAsync<T>(IRecordStore store, RecordKey key)
        where T : Record
    {
        Snapshot snapshot = await store.LoadAsync(new ReadSet([key], []), CancellationToken.None);
        return Assert.IsType<T>(snapshot.Records[0]);
    }
}
