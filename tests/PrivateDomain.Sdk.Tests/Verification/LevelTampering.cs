using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Storage;
using static PrivateDomain.Sdk.Tests.Verification.Tampered;

namespace PrivateDomain.Sdk.Tests.Verification;

/// <summary>The laws of levels, broken by hand.</summary>
internal static class LevelTampering
{
    private const string Climber = "buyer";

    internal static IEnumerable<(string Tampering, string Law)> Cases =>
    [
        ("level", "V1"),
        ("level rank", "V1"),
        ("level growth", "V1"),
        ("level since", "V1"),
        ("level kept through", "V1"),
        ("level next day", "V1"),
        ("level state missing", "V1"),
        ("level event missing", "V2"),
        ("level event of another level", "V2"),
        ("level event to where it began", "V2"),
        ("level event of an earlier day", "V2"),
        ("level events counted", "V2"),
        ("level tally", "V3"),
        ("level tally missing", "V3"),
        ("level tally of nobody", "V3"),
    ];

    internal static async Task<Change[]> ChangeAsync(string tampering, IRecordStore store)
    {
        LevelState level = await GetAsync<LevelState>(store, LevelState.KeyOf(Shop.Program, Climber));
        LevelTally levels = await GetAsync<LevelTally>(store, LevelTally.KeyOf(Shop.Program, "silver"));
        RecordPage climbed = await store.QueryAsync(new RecordQuery(LevelEvent.Schema.Primary, Shop.Program, 10, Climber), CancellationToken.None);
        return tampering switch
        {
            "level" => [Update(level with { Level = new Level(2, "gold") })],
            "level rank" => [Update(level with { Level = new Level(2, "silver") })],
            "level growth" => [Update(level with { Growth = level.Growth + 1 })],
            "level since" => [Update(level with { Since = level.Since!.Value.AddDays(1) })],
            "level kept through" => [Update(level with { KeptThrough = null })],
            "level next day" => [Update(level with { NextChangeOn = null })],
            "level state missing" => [Delete(level)],
            "level event missing" => [Delete(climbed.Records[0])],
            "level event of another level" => [Update((LevelEvent)climbed.Records[0] with { To = new Level(2, "gold") })],
            "level event to where it began" => [Update((LevelEvent)climbed.Records[1] with { To = new Level(1, "silver") })],
            "level event of an earlier day" => [Update((LevelEvent)climbed.Records[1] with { On = new DateOnly(2025, 12, 31) })],
            "level events counted" => [Update(level with { Events = level.Events + 1 })],
            "level tally" => [new Change.Add(levels.Key, LevelTally.MembersColumn, 1)],
            "level tally missing" => [Delete(levels)],
            "level tally of nobody" => [Insert(new LevelTally { Program = Shop.Program, Name = "gone", Members = 1 })],
            _ => throw new ArgumentOutOfRangeException(nameof(tampering), tampering, "There is no such tampering."),
        };
    }
}
