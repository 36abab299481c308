using System.Diagnostics;
using System.Globalization;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Tests.Worker;

namespace PrivateDomain.Sdk.Tests.ModelBased;

/// <summary>Two real processes on one SQLite file, with overlapping keys, at once.</summary>
public sealed class TwoProcessesTests
{
    private const int Operations = 600;

    [Fact]
    public async Task Two_processes_with_overlapping_keys_have_each_effect_exactly_once()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        using var directory = new TempDirectory();
        await using Shop shop = Shop.OnSqlite(directory, pd => pd.Points(o => o.EarnPerUnit = 1m).Commissions(o => o.Rates = [0.1m]));
        await shop.Domain.Members.RegisterAsync(new("referrer"), ct);
        for (int m = 0; m < WorkerPlan.Members; m++)
        {
            await shop.Domain.Members.RegisterAsync(new($"m{m}"), ct);
            await shop.Domain.Referrals.BindAsync(new($"b{m}", $"m{m}", "referrer"), ct);

            // Enough to cover every spend, whatever the order.
            await shop.Domain.Points.GrantAsync(new($"g{m}", $"m{m}", 100_000) { OccurredAt = WorkerPlan.At.AddDays(-1) }, ct);
        }

        string goFile = Path.Combine(directory.FullName, "go");
        using Process ascending = Start(directory, goFile, 0, (Operations * 2 / 3) - 1);
        using Process descending = Start(directory, goFile, Operations - 1, Operations / 3);
        Assert.Equal("ready", await ascending.StandardOutput.ReadLineAsync(ct));
        Assert.Equal("ready", await descending.StandardOutput.ReadLineAsync(ct));
        await File.WriteAllTextAsync(goFile, "", ct);
        string[] outputs = await Task.WhenAll(FinishAsync(ascending, ct), FinishAsync(descending, ct));

        // Each ran two thirds; the third in the middle has the same keys, and every one of them is one process's replay.
        int[] replayed = [.. outputs.Select(output => int.Parse(output.Split(' ')[3], CultureInfo.InvariantCulture))];
        Assert.All(outputs, output => Assert.EndsWith("refused 0", output, StringComparison.Ordinal));
        Assert.Equal(Operations / 3, replayed.Sum());

        int each = Operations / 3;
        PointTotals totals = await shop.Domain.Points.GetTotalsAsync(ct);
        Assert.Equal((WorkerPlan.Members * 100_000) + (each * WorkerPlan.Granted) + (each * WorkerPlan.Goods / 100), totals.Granted);
        Assert.Equal(each * WorkerPlan.Spent, totals.Redeemed);
        Assert.Equal(totals.Granted - totals.Redeemed, totals.Live);
        CommissionBalance commission = await shop.Domain.Commissions.GetBalanceAsync("referrer", null, ct);
        Assert.Equal(new Money(each * WorkerPlan.Goods / 10, "CNY"), commission.Net);
        await shop.VerifyAsync(ct);

        for (int n = 0; n < Operations; n += 7)
        {
            Assert.Equal((true, true), await WorkerPlan.ApplyAsync(shop.Domain, n));
        }
    }

    private static Process Start(TempDirectory directory, string goFile, int first, int last)
    {
        string worker = Path.ChangeExtension(typeof(WorkerPlan).Assembly.Location, ".dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in new[] { worker, directory.DatabasePath, goFile, $"{first}", $"{last}" })
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static async Task<string> FinishAsync(Process process, CancellationToken ct)
    {
        Task<string> errors = process.StandardError.ReadToEndAsync(ct);
        string output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        Assert.True(process.ExitCode == 0, await errors);
        return output.Trim();
    }
}
