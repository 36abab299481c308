using System.Diagnostics;
using System.Globalization;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Tests.Worker;

namespace PrivateDomain.Sdk.Tests.Processes;

/// <summary>Two real processes on one store, 32 callers each, at once.</summary>
public abstract class TwoProcessesTests : IAsyncLifetime
{
    private const int Operations = 600;

    /// <summary>The store, as the worker names it.</summary>
    private protected abstract string Store { get; }

    private protected TempDirectory Directory { get; } = new();

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual ValueTask DisposeAsync()
    {
        Directory.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Two_processes_with_overlapping_keys_have_each_effect_exactly_once()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = OpenShop();
        await shop.Domain.Members.RegisterAsync(new("referrer"), ct);
        for (int m = 0; m < WorkerPlan.Members; m++)
        {
            await shop.Domain.Members.RegisterAsync(new($"m{m}"), ct);
            await shop.Domain.Referrals.BindAsync(new($"b{m}", $"m{m}", "referrer"), ct);

            // Enough to cover every spend, whatever the order.
            await shop.Domain.Points.GrantAsync(new($"g{m}", $"m{m}", 100_000) { OccurredAt = WorkerPlan.At.AddDays(-1) }, ct);
        }

        string[] outputs = await RunTwoAsync(["operations", "0", $"{(Operations * 2 / 3) - 1}"], ["operations", $"{Operations - 1}", $"{Operations / 3}"], ct);

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

    [Fact]
    public async Task One_key_of_a_hundred_callers_has_one_effect_and_a_hundred_equal_answers()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = OpenShop();
        await shop.Domain.Members.RegisterAsync(new("m0"), ct);

        string[] outputs = await RunTwoAsync(["one-key", "50", "0"], ["one-key", "50", "0"], ct);

        // The answers are printed too: both processes say the same, and but one call in all is no replay.
        string[] answers = [.. outputs.Select(o => o[o.IndexOf("answers", StringComparison.Ordinal)..])];
        Assert.StartsWith("answers 1 ", answers[0], StringComparison.Ordinal);
        Assert.Equal(answers[0], answers[1]);
        Assert.All(outputs, o => Assert.StartsWith("accepted 50 ", o, StringComparison.Ordinal));
        Assert.Equal(99, outputs.Sum(o => int.Parse(o.Split(' ')[3], CultureInfo.InvariantCulture)));
        Assert.Equal(WorkerPlan.Granted, (await shop.Domain.Points.GetTotalsAsync(ct)).Granted);
        await shop.VerifyAsync(ct);
    }

    [Fact]
    public async Task Five_thousand_attempts_sell_exactly_the_hundred_that_are_there()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await StockAsync(ct, ("item", 100));

        string[] outputs = await RunTwoAsync(["stock", "2500", "0"], ["stock", "2500", "0"], ct);

        Assert.Equal(100, outputs.Sum(o => int.Parse(o.Split(' ')[1], CultureInfo.InvariantCulture)));
        Assert.Equal("0", await CountStockAsync(ct, "item"));
    }

    [Fact]
    public async Task Ten_thousand_opposite_transfers_lose_nothing_and_no_deadlock_escapes()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await StockAsync(ct, ("a", 10_000), ("b", 10_000));

        string[] outputs = await RunTwoAsync(["transfers", "5000", "1"], ["transfers", "5000", "-1"], ct);

        Assert.All(outputs, o => Assert.Equal("moved 5000 escaped 0", o));
        Assert.Equal("10000 10000", await CountStockAsync(ct, "a", "b"));
    }

    private Shop OpenShop() => Shop.On(WorkerStore.Open(Store), pd => pd.Points(o => o.EarnPerUnit = 1m).Commissions(o => o.Rates = [0.1m]));

    private async Task StockAsync(CancellationToken ct, params (string Sku, long Stock)[] items)
    {
        IRecordStore store = WorkerStore.Open(Store);
        await using var closing = (IAsyncDisposable)store;
        await store.InitializeAsync(StockItem.Model, ct);
        Change[] inserts = [.. items.Select(i => new Change.Insert(new StockItem { Program = "default", Sku = i.Sku, Stock = i.Stock }))];
        Assert.True((await store.CommitAsync(new ChangeSet(inserts), ct)).IsCommitted);
    }

    private async Task<string> CountStockAsync(CancellationToken ct, params string[] skus)
    {
        IRecordStore store = WorkerStore.Open(Store);
        await using var closing = (IAsyncDisposable)store;
        await store.InitializeAsync(StockItem.Model, ct);
        Snapshot found = await store.LoadAsync(new ReadSet([.. skus.Select(StockItem.KeyOf)], []), ct);
        return string.Join(' ', found.Records.Select(r => ((StockItem)r!).Stock));
    }

    /// <summary>Runs two processes, each with its task and numbers, lets both go at once, and returns what they print.</summary>
    private async Task<string[]> RunTwoAsync(string[] left, string[] right, CancellationToken ct)
    {
        string goFile = Path.Combine(Directory.FullName, "go");
        using Process one = Start(goFile, left);
        using Process two = Start(goFile, right);
        Assert.Equal("ready", await one.StandardOutput.ReadLineAsync(ct));
        Assert.Equal("ready", await two.StandardOutput.ReadLineAsync(ct));
        await File.WriteAllTextAsync(goFile, "", ct);
        return await Task.WhenAll(FinishAsync(one, ct), FinishAsync(two, ct));
    }

    private Process Start(string goFile, string[] task)
    {
        string worker = Path.ChangeExtension(typeof(WorkerPlan).Assembly.Location, ".dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in new[] { worker, task[0], Store, goFile, task[1], task[2] })
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
