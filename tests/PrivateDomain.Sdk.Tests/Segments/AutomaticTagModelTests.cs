using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Segments;

namespace PrivateDomain.Sdk.Tests.Segments;

/// <summary>Random programs with tags by rules and by hand: kept day by day, looked at once, and read word by word, they end alike.</summary>
public sealed class AutomaticTagModelTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Memory, 1, 150, 40)]
    [InlineData(StoreKind.Sqlite, 1_000, 12, 30)]
    public async Task Kept_with_each_event_looked_at_once_and_read_word_by_word_are_the_same(StoreKind store, int firstSeed, int programs, int steps)
    {
        int given = 0;
        for (int seed = firstSeed; seed < firstSeed + programs; seed++)
        {
            var model = new AutomaticTagModel(seed, steps, hasAddOnly: false);
            await using Shop kept = Shop.On(store, Configure);
            await using Shop late = Shop.InMemory(Configure);
            await model.KeepAsync(kept);
            await model.BeLateAsync(late);

            string expected = await model.ReadNaivelyAsync(late);
            Assert.True(expected == await model.DescribeAsync(late), $"late, seed {seed}\n{model}\nexpected\n{expected}\nfound\n{await model.DescribeAsync(late)}");
            Assert.True(expected == await model.DescribeAsync(kept), $"kept, seed {seed}\n{model}\nexpected\n{expected}\nfound\n{await model.DescribeAsync(kept)}");
            await RequireSettledAsync(kept, model, seed, model.LastDay);
            await kept.VerifyAsync(Cancellation);
            given += expected.Split('\n').Count(line => line.Contains(" Rule ", StringComparison.Ordinal));
        }

        Assert.True(given > programs, $"{given} tags by rules in {programs} programs");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Where_room_is_short_rules_have_what_others_leave(int maxTags)
    {
        for (int seed = 2_000; seed < 2_040; seed++)
        {
            var model = new AutomaticTagModel(seed, 40, hasAddOnly: false);
            await using Shop kept = Shop.InMemory(pd => Configure(pd.Tags(o => o.MaxPerMember = maxTags)));
            await model.KeepAsync(kept, day => RequireSettledAsync(kept, model, seed, day));
            await kept.VerifyAsync(Cancellation);

            string expected = await model.ReadNaivelyAsync(kept, maxTags);
            Assert.True(expected == await model.DescribeAsync(kept), $"seed {seed}\n{model}\nexpected\n{expected}\nfound\n{await model.DescribeAsync(kept)}");
        }
    }

    [Fact]
    public async Task Rules_that_only_add_leave_nothing_to_be_found_by_a_look_at_everybody()
    {
        for (int seed = 3_000; seed < 3_040; seed++)
        {
            var model = new AutomaticTagModel(seed, 40, hasAddOnly: true);
            await using Shop kept = Shop.InMemory(Configure);
            await model.KeepAsync(kept, day => RequireSettledAsync(kept, model, seed, day));
            await kept.VerifyAsync(Cancellation);
        }
    }

    private static void Configure(PrivateDomainBuilder pd) => pd.Metrics(o => o.WindowDays = [7, 30]).Segments().Points(o => o.EarnPerUnit = 1m);

    private static async Task RequireSettledAsync(Shop shop, AutomaticTagModel model, int seed, int day)
    {
        SegmentSweep sweep = await shop.Domain.Segments.RecomputeAsync(SegmentShop.Start.AddDays(day), cancellationToken: Cancellation);
        Assert.True((sweep.Entered, sweep.Left, sweep.TagsSet, sweep.TagsRemoved) == (0, 0, 0, 0), $"seed {seed}, day {day}: {sweep}\n{model}");
    }
}
