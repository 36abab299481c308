using PrivateDomain.Sdk.Points;

namespace PrivateDomain.Sdk.Tests.Rules;

/// <summary>The lots that one operation has changed, against a dictionary and a list.</summary>
public sealed class ChangedLotsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 4)]
    [InlineData(3, 5)]
    [InlineData(4, 16)]
    [InlineData(5, 17)]
    [InlineData(6, 300)]
    public void Each_lot_stands_once_as_it_is_now_in_the_order_of_first_changes(int seed, int lots)
    {
        var random = new Random(seed);
        var expected = new Dictionary<long, PointLot>();
        var order = new List<long>();
        var changed = default(ChangedLots);
        for (int i = 0; i < 4 * lots; i++)
        {
            PointLot read = Lot(1 + random.Next(lots), remaining: 100, expiresInDays: 1);
            Assert.Same(expected.GetValueOrDefault(read.Sequence, read), changed.Latest(read));

            PointLot lot = Lot(read.Sequence, random.Next(2), 1 + random.Next(1_000));
            changed.Set(lot);
            if (!expected.ContainsKey(lot.Sequence))
            {
                order.Add(lot.Sequence);
            }

            expected[lot.Sequence] = lot;
            Assert.Equal(expected.Count, changed.Count);
            Assert.Equal(
                expected.Values.Where(static l => l.Remaining > 0).Select(static l => l.ExpiresAt).DefaultIfEmpty(PointLot.Never).Min(), changed.EarliestExpiry);
        }

        var all = new List<PointLot>();
        for (int i = 0; i < changed.Count; i++)
        {
            all.Add(changed[i]);
        }

        Assert.Equal(order.Select(sequence => expected[sequence]), all);
    }

    private static PointLot Lot(long sequence, long remaining, int expiresInDays) => new()
    {
        Program = "default",
        MemberId = "m1",
        Sequence = sequence,
        Initial = 100,
        Remaining = remaining,
        GrantedAt = DateTimeOffset.UnixEpoch,
        AvailableAt = DateTimeOffset.UnixEpoch,
        ExpiresAt = DateTimeOffset.UnixEpoch.AddDays(expiresInDays),
        Policy = "p1",
    };
}
