using FsCheck;
using FsCheck.Fluent;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tests.Pipeline;

/// <summary>Adds of one batch become one add, whose guard lets through exactly what each guard in turn would.</summary>
public sealed class GuardedAddTests
{
    private static readonly RecordKey Key = CommissionAccount.KeyOf("p", "m", "CNY");

    [Fact]
    public void A_combined_guard_is_the_guard_of_each_step()
    {
        Gen<(int Delta, int Min, int Max)[]> steps = (
            from delta in Gen.Choose(-5, 5)
            from min in Gen.Choose(-3, 6)
            from width in Gen.Choose(0, 8)
            select (delta, min, min + width)).NonEmptyListOf().Select(list => list.Take(5).ToArray());

        Prop.ForAll(steps.ToArbitrary(), Gen.Choose(0, 12).ToArbitrary(), (adds, start) =>
        {
            long value = start;
            bool fits = true;
            foreach ((int delta, int min, int max) in adds)
            {
                value += delta;
                fits &= value >= min && value <= max;
            }

            Change.Add combined = Combine(start, adds);
            long result = start + combined.Delta;
            return result == value && fits == (result >= combined.Min && result <= combined.Max);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }

    [Fact]
    public void Guards_at_the_ends_of_64_bits_do_not_wrap()
    {
        Change.Add combined = Combine(0, [(5, int.MinValue, int.MaxValue), (5, int.MinValue, int.MaxValue)], long.MinValue, long.MaxValue);

        Assert.Equal(10, combined.Delta);
        Assert.True(combined.Min <= 10 && combined.Max == long.MaxValue);
    }

    private static Change.Add Combine(long start, (int Delta, int Min, int Max)[] adds, long? min = null, long? max = null)
    {
        var slot = new Slot(Key);
        slot.Load(new CommissionAccount { Program = "p", Beneficiary = "m", Currency = "CNY", Accrued = start, Revision = 1 });
        foreach ((int delta, int low, int high) in adds)
        {
            slot.Add(new Change.Add(Key, CommissionAccount.AccruedColumn, delta, min ?? low, max ?? high));
        }

        var changes = new List<Change>();
        slot.CollectInto(changes);
        return Assert.IsType<Change.Add>(Assert.Single(changes));
    }
}
