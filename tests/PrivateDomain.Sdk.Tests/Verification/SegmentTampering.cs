using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Storage;
using static PrivateDomain.Sdk.Tests.Verification.Tampered;

namespace PrivateDomain.Sdk.Tests.Verification;

/// <summary>The laws of segments, broken by hand.</summary>
internal static class SegmentTampering
{
    internal static IEnumerable<(string Tampering, string Law)> Cases =>
    [
        ("segment standing", "G1"),
        ("segment standing missing", "G1"),
        ("segment event missing", "G1"),
        ("segment tally", "G2"),
        ("segment tally missing", "G2"),
    ];

    internal static async Task<Change[]> ChangeAsync(string tampering, IRecordStore store)
    {
        SegmentStanding standing = await GetAsync<SegmentStanding>(store, SegmentStanding.KeyOf(Shop.Program, "buyer", "buyers"));
        SegmentTally members = await GetAsync<SegmentTally>(store, SegmentTally.KeyOf(Shop.Program, "buyers"));
        RecordPage events = await store.QueryAsync(new RecordQuery(SegmentEvent.Schema.Primary, Shop.Program, 10, "buyer"), CancellationToken.None);
        return tampering switch
        {
            "segment standing" => [Update(standing with { IsIn = false })],
            "segment standing missing" => [Delete(standing)],
            "segment event missing" => [Delete(events.Records[0])],
            "segment tally" => [new Change.Add(members.Key, SegmentTally.MembersColumn, 1)],
            "segment tally missing" => [Delete(members)],
            _ => throw new ArgumentOutOfRangeException(nameof(tampering), tampering, "There is no such tampering."),
        };
    }
}
