using Microsoft.Extensions.DependencyInjection;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Storage.InMemory;
using PrivateDomain.Sdk.Verification;

namespace PrivateDomain.Sdk.Tests.Support;

/// <summary>A shop for one test: a service provider on a store that survives <see cref="RestartAsync"/>.</summary>
internal sealed class Shop : IAsyncDisposable
{
    internal const string Program = "default";
    internal static readonly byte[] ExternalIdKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    private readonly Action<PrivateDomainBuilder> _useStore;
    private readonly TempDirectory? _directory;
    private Action<PrivateDomainBuilder> _configure;
    private ServiceProvider? _provider;

    private Shop(Action<PrivateDomainBuilder> useStore, Action<PrivateDomainBuilder>? configure, TempDirectory? directory = null)
    {
        _useStore = useStore;
        _configure = configure ?? (static _ => { });
        _directory = directory;
    }

    internal ManualTime Time { get; init; } = new();

    internal IPrivateDomain Domain => Provider.GetRequiredService<IPrivateDomain>();

    internal IRecordStore Store => Provider.GetRequiredService<IRecordStore>();

    private ServiceProvider Provider
    {
        get
        {
            if (_provider is null)
            {
                var services = new ServiceCollection();
                services.AddSingleton<TimeProvider>(Time);
                services.AddPrivateDomain(pd =>
                {
                    _useStore(pd);
                    _configure(pd);
                });
                _provider = services.BuildServiceProvider();
            }

            return _provider;
        }
    }

    internal static Shop InMemory(Action<PrivateDomainBuilder>? configure = null)
    {
        var store = new SharedStore(new InMemoryRecordStore());
        return new Shop(pd => pd.UseStore(_ => store), configure);
    }

    internal static Shop On(IRecordStore store, Action<PrivateDomainBuilder>? configure = null) => new(pd => pd.UseStore(_ => store), configure);

    internal static Shop OnSqlite(Action<PrivateDomainBuilder>? configure = null)
    {
        var directory = new TempDirectory();
        return new Shop(pd => pd.UseSqliteStore(directory.ConnectionString), configure, directory);
    }

    internal static Shop OnSqlite(TempDirectory directory, Action<PrivateDomainBuilder>? configure = null) =>
        new(pd => pd.UseSqliteStore(directory.ConnectionString), configure);

    internal static Shop On(StoreKind kind, Action<PrivateDomainBuilder>? configure = null) =>
        kind == StoreKind.Memory ? InMemory(configure) : OnSqlite(configure);

    /// <summary>Stops the host as a deployment does, and starts another on the same store, with other options if given.</summary>
    internal async Task RestartAsync(Action<PrivateDomainBuilder>? configure = null)
    {
        await StopAsync();
        _configure = configure ?? _configure;
    }

    internal async Task StopAsync()
    {
        if (_provider is not null)
        {
            await _provider.DisposeAsync();
            _provider = null;
        }
    }

    internal async Task<VerificationReport> VerifyAsync(CancellationToken cancellationToken, string program = Program)
    {
        VerificationReport report = await Domain.VerifyAsync(program, null, cancellationToken);
        Assert.True(report.IsSound, string.Join(Environment.NewLine, report.Breaches));
        Assert.Empty(report.Breaches);
        return report;
    }

    /// <summary>All that the store holds of a program, as text.</summary>
    internal async Task<string> DumpAsync(CancellationToken cancellationToken, Func<RecordType, bool>? which = null, string program = Program)
    {
        await Domain.Members.GetAsync("nobody", cancellationToken);
        return await StoreDump.WriteAsync(Store, program, cancellationToken, which);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _directory?.Dispose();
    }
}
