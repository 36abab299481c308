using PrivateDomain.Sdk.Rfm;
using PrivateDomain.Sdk.Storage;
using static PrivateDomain.Sdk.Tests.Verification.Tampered;

namespace PrivateDomain.Sdk.Tests.Verification;

/// <summary>The laws of RFM scores, broken by hand.</summary>
internal static class RfmTampering
{
    internal static IEnumerable<(string Tampering, string Law)> Cases =>
    [
        ("score", "Q1"),
        ("score missing", "Q1"),
        ("score entry missing", "Q1"),
        ("score entry of another segment", "Q1"),
        ("run totals", "Q2"),
        ("run missing", "Q2"),
    ];

    internal static async Task<Change[]> ChangeAsync(string tampering, IRecordStore store)
    {
        RfmState score = await GetAsync<RfmState>(store, RfmState.KeyOf(Shop.Program, "buyer"));
        RfmRun run = await GetAsync<RfmRun>(store, RfmRun.KeyOf(Shop.Program, DateOnly.FromDateTime(BusyShop.Start.AddDays(3).DateTime)));
        RecordPage scores = await store.QueryAsync(new RecordQuery(RfmEntry.Schema.Primary, Shop.Program, 10, "buyer"), CancellationToken.None);
        return tampering switch
        {
            "score" => [Update(score with { Frequency = score.Frequency + 1 })],
            "score missing" => [Delete(score)],
            "score entry missing" => [Delete(scores.Records[0])],
            "score entry of another segment" => [Update((RfmEntry)scores.Records[0] with { Segment = "Champions of the world" })],
            "run totals" => [Update(run with { Totals = [] })],
            "run missing" => [Delete(run)],
            _ => throw new ArgumentOutOfRangeException(nameof(tampering), tampering, "There is no such tampering."),
        };
    }
}
