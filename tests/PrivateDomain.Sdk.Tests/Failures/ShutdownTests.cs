using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Storage.InMemory;
using PrivateDomain.Sdk.Tests.ModelBased;

namespace PrivateDomain.Sdk.Tests.Failures;

/// <summary>A host that stops answers what it took, and takes nothing more.</summary>
public sealed class ShutdownTests
{
    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    public async Task Stopping_with_a_thousand_calls_outstanding_answers_or_refuses_each_and_all_keys_converge(StoreKind kind)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = Shop.On(kind, pd => pd.Pipeline(o => o.MaxBatch = 50));
        await shop.Domain.Members.RegisterAsync(new("m"), ct);
        IPrivateDomain domain = shop.Domain;
        Task<bool>[] calls = [.. Enumerable.Range(0, 1_000).Select(i => Task.Run(() => GrantAsync(domain, i), ct))];
        await Task.Delay(5, ct);

        await shop.StopAsync();

        bool[] accepted = await Task.WhenAll(calls).WaitAsync(TimeSpan.FromSeconds(30), ct);
        Assert.Equal(accepted.Count(a => a), (await shop.Domain.Points.GetBalanceAsync("m", cancellationToken: ct)).Available);
        for (int i = 0; i < 1_000; i++)
        {
            var again = await shop.Domain.Points.GrantAsync(new($"k{i}", "m", 1), ct);
            Assert.Equal(accepted[i], again.IsReplayed);
        }

        Assert.Equal(1_000, (await shop.Domain.Points.GetBalanceAsync("m", cancellationToken: ct)).Available);
        await shop.VerifyAsync(ct);
    }

    [Fact]
    public async Task Stopping_on_a_slow_store_waits_for_what_was_taken()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        var store = new FaultingStore(new InMemoryRecordStore());
        await using Shop shop = Shop.On(store, pd => pd.Pipeline(o => o.MaxBatch = 100));
        await shop.Domain.Members.RegisterAsync(new("m"), ct);
        store.Plan = static (_, _) => Fault.Slow;
        IPrivateDomain domain = shop.Domain;
        Task<bool>[] calls = [.. Enumerable.Range(0, 1_000).Select(i => GrantAsync(domain, i))];

        await shop.StopAsync();

        Assert.All(await Task.WhenAll(calls).WaitAsync(TimeSpan.FromSeconds(30), ct), Assert.True);
        store.Heal();
        Assert.Equal(1_000, (await shop.Domain.Points.GetBalanceAsync("m", cancellationToken: ct)).Available);
    }

    [Fact]
    public async Task A_generic_host_makes_the_store_ready_at_start_and_drains_at_stop()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        using var directory = new TempDirectory();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddPrivateDomain(pd => pd.UseSqliteStore(directory.ConnectionString));
        using IHost host = builder.Build();
        Assert.False(File.Exists(directory.DatabasePath));

        await host.StartAsync(ct);

        Assert.True(File.Exists(directory.DatabasePath));
        IPrivateDomain domain = host.Services.GetRequiredService<IPrivateDomain>();
        Assert.Same(domain, host.Services.GetRequiredService<IPrivateDomain>());
        await domain.Members.RegisterAsync(new("m"), ct);
        Task<bool>[] calls = [.. Enumerable.Range(0, 200).Select(i => GrantAsync(domain, i))];
        await host.StopAsync(ct);
        Assert.All(await Task.WhenAll(calls), Assert.True);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await domain.Points.GrantAsync(new("late", "m", 1), ct));
    }

    [Fact]
    public async Task A_store_that_cannot_be_made_ready_fails_the_start_and_the_calls_but_not_for_ever()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        using var directory = new TempDirectory();
        string missing = Path.Combine(directory.FullName, "missing");
        await using ServiceProvider provider = new ServiceCollection()
            .AddPrivateDomain(pd => pd.UseSqliteStore($"Data Source={Path.Combine(missing, "shop.db")}"))
            .BuildServiceProvider();
        IPrivateDomain domain = provider.GetRequiredService<IPrivateDomain>();

        StoreException trouble = await Assert.ThrowsAsync<StoreException>(async () => await domain.Members.RegisterAsync(new("m"), ct));
        Assert.Equal("sqlite", trouble.Store);
        Directory.CreateDirectory(missing);

        Assert.True((await domain.Members.RegisterAsync(new("m"), ct)).IsAccepted);
    }

    private static async Task<bool> GrantAsync(IPrivateDomain domain, int i)
    {
        try
        {
            return (await domain.Points.GrantAsync(new($"k{i}", "m", 1))).IsAccepted;
        }
        catch (Exception e) when (e is ObjectDisposedException or OperationCanceledException)
        {
            return false;
        }
    }
}
