using System.Diagnostics;
using System.Globalization;
using PrivateDomain.Sdk.Benchmarks.Measuring;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Points;

namespace PrivateDomain.Sdk.Benchmarks.History;

/// <summary>Grants points one by one and spends them one by one: history grows, and what is left at the end is nothing.</summary>
internal sealed class PointHistory(IPrivateDomain domain)
{
    // What a new member gathers while he is measured is little, and the seasoned one has as many open lots at each step.
    private const int CallsPerVisit = 20;

    private int _members;
    private int _grants;
    private int _spends;

    /// <summary>Gives a member a history of so many entries, half of them grants, half of them spends.</summary>
    public async Task BuildAsync(MemberId memberId, int entries)
    {
        _ = (await domain.Members.RegisterAsync(new RegisterMember(memberId))).Value;
        await Callers.AllAsync(entries / 2, _ => GrantAsync(memberId));
        await Callers.AllAsync(entries / 2, _ => SpendAsync(memberId));
    }

    /// <summary>Registers a member who has no history.</summary>
    public async Task<MemberId> RegisterAsync()
    {
        var memberId = new MemberId(string.Create(CultureInfo.InvariantCulture, $"new-{++_members:D6}"));
        _ = (await domain.Members.RegisterAsync(new RegisterMember(memberId))).Value;
        return memberId;
    }

    /// <summary>Grants, reads and spends, a few times each, and takes the times.</summary>
    public async Task MeasureAsync(MemberId memberId, CallTimes times)
    {
        await TimeAsync(times.Grants, () => GrantAsync(memberId));
        await TimeAsync(times.Balances, async () => await domain.Points.GetBalanceAsync(memberId));
        await TimeAsync(times.Spends, () => SpendAsync(memberId));
    }

    /// <exception cref="WrongSumException">A grant or a spend was lost or doubled.</exception>
    public async Task VerifyAsync()
    {
        PointTotals totals = await domain.Points.GetTotalsAsync();
        WrongSumException.ThrowUnlessEqual(_grants, totals.Granted, "points granted");
        WrongSumException.ThrowUnlessEqual(_spends, totals.Redeemed, "points spent");
        WrongSumException.ThrowUnlessEqual(0, totals.Live, "points left");
    }

    private static async Task TimeAsync(List<double> times, Func<ValueTask> call)
    {
        for (int i = 0; i < CallsPerVisit; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await call();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
    }

    private static OperationId KeyOf(int number) => new(number.ToString("D9", CultureInfo.InvariantCulture));

    private async ValueTask GrantAsync(MemberId memberId) =>
        _ = (await domain.Points.GrantAsync(new GrantPoints(KeyOf(Interlocked.Increment(ref _grants)), memberId, 1))).Value;

    private async ValueTask SpendAsync(MemberId memberId) =>
        _ = (await domain.Points.SpendAsync(new SpendPoints(KeyOf(Interlocked.Increment(ref _spends)), memberId, 1))).Value;
}
