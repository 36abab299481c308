using Microsoft.Extensions.DependencyInjection;
using PrivateDomain.Sdk.Benchmarks.Measuring;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Points;

namespace PrivateDomain.Sdk.Benchmarks.Shops;

/// <summary>A shop that uses the SDK through its public interface, and keeps count of what it asked for.</summary>
internal sealed class BenchmarkShop : IAsyncDisposable
{
    private const int Writers = 32;
    private const int CallsPerWriter = 250;
    private const double ReplayedShare = 0.1;

    private readonly ServiceProvider _provider;
    private readonly MemberId[] _members;
    private int _postings;

    private BenchmarkShop(ServiceProvider provider, int members)
    {
        _provider = provider;
        _members = [.. Enumerable.Range(0, members).Select(Posting.MemberOf).Select(static name => new MemberId(name))];
    }

    public IPrivateDomain Domain => Service<IPrivateDomain>();

    public IReadOnlyList<MemberId> Members => _members;

    /// <summary>Opens a shop on a store and registers its members.</summary>
    public static async Task<BenchmarkShop> OpenAsync(Action<PrivateDomainBuilder> configure, int members)
    {
        var services = new ServiceCollection();
        services.AddPrivateDomain(configure);
        var shop = new BenchmarkShop(services.BuildServiceProvider(), members);
        await Callers.AllAsync(members, async i => _ = (await shop.Domain.Members.RegisterAsync(new RegisterMember(shop._members[i]))).Value);
        return shop;
    }

    /// <summary>One new posting, to any of the members.</summary>
    public ValueTask GrantAsync()
    {
        int number = Interlocked.Increment(ref _postings);
        return GrantAsync(number, _members[Posting.AnyOf(number, _members.Length)]);
    }

    /// <summary>One new posting, to one member.</summary>
    public ValueTask GrantAsync(MemberId memberId) => GrantAsync(Interlocked.Increment(ref _postings), memberId);

    /// <summary>
    /// Has 32 writers post to one member and repeat a tenth of their keys, answered ones and ones in flight; then adds up what the store holds.
    /// </summary>
    /// <exception cref="WrongSumException">A posting was lost or doubled, here or before.</exception>
    public async Task ContestAndVerifyAsync()
    {
        int before = Volatile.Read(ref _postings);
        MemberId contested = _members[^1];
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var random = new Random(writer);
            for (int call = 0; call < CallsPerWriter; call++)
            {
                int latest = Volatile.Read(ref _postings);
                bool isReplayed = latest > before && random.NextDouble() < ReplayedShare;
                await (isReplayed ? GrantAsync(random.Next(before, latest) + 1, contested) : GrantAsync(contested));
            }
        })));
        await VerifyAsync();
    }

    /// <summary>Adds up what the store holds.</summary>
    /// <exception cref="WrongSumException">A posting was lost or doubled.</exception>
    public async Task VerifyAsync()
    {
        long entries = 0;
        long points = 0;
        var operations = new HashSet<string>(_postings);
        await foreach (PointEntry entry in Domain.Points.ReadStatementAsync())
        {
            entries++;
            points += entry.Amount;
            operations.Add(entry.Operation);
        }

        PointTotals totals = await Domain.Points.GetTotalsAsync();
        long granted = Posting.SumOfFirst(_postings);
        WrongSumException.ThrowUnlessEqual(_postings, operations.Count, "postings in the ledger");
        WrongSumException.ThrowUnlessEqual(_postings, entries, "entries in the ledger");
        WrongSumException.ThrowUnlessEqual(granted, points, "points of all entries");
        WrongSumException.ThrowUnlessEqual(granted, totals.Live, "points of all balances");
    }

    /// <summary>A service of the SDK's own.</summary>
    public T Service<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    private async ValueTask GrantAsync(int number, MemberId memberId) =>
        _ = (await Domain.Points.GrantAsync(new GrantPoints(Posting.KeyOf(number), memberId, Posting.PointsOf(number)))).Value;
}
