using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Referrals;

namespace PrivateDomain.Sdk.Tests.BadInput;

/// <summary>
/// A shop where 'm', brought by 'referrer', has 1,000 points, an order 'paid' of lines 1000 and 500, freight 30 and tax 20, and a sale 'sale' of 100.00.
/// </summary>
internal sealed class Case(Shop shop) : IAsyncDisposable
{
    internal const long Limit = 1_000_000_000_000;

    internal static DateTimeOffset At { get; } = new(2024, 6, 1, 10, 0, 0, TimeSpan.Zero);

    internal Shop Shop { get; } = shop;

    internal IPrivateDomain Domain => Shop.Domain;

    internal static Money Cny(long minorUnits) => new(minorUnits, "CNY");

    internal static OrderPaid Order(long[] amounts) => new("o", "m", [.. amounts.Select(amount => new OrderLine("sku", 1, Cny(amount)))], At);

    internal static OrderRefunded ByLine(int line, long amount) => new OrderRefunded("f", "paid", At) { Lines = [new RefundedLine(line, Cny(amount))] };

    internal static async Task<Case> StartAsync(StoreKind store = StoreKind.Memory, Action<PrivateDomainBuilder>? configure = null)
    {
        Shop shop = Shop.On(store, pd =>
        {
            pd.Members(o => o.ExternalIdKey = Shop.ExternalIdKey).Points(o => o.EarnPerUnit = 1m).Commissions(o => o.Rates = [0.1m]);
            configure?.Invoke(pd);
        });
        shop.Time.Now = At.UtcDateTime;
        await shop.Domain.Members.RegisterAsync(new("m"));
        await shop.Domain.Members.RegisterAsync(new("referrer"));
        await shop.Domain.Referrals.BindAsync(new("bind", "m", "referrer"));
        await shop.Domain.Points.GrantAsync(new("start", "m", 1_000));
        await shop.Domain.Orders.PaidAsync(new("paid", "m", [new OrderLine("a", 1, Cny(1_000)), new OrderLine("b", 1, Cny(500))], At) { Freight = Cny(30), Tax = Cny(20) });
        await shop.Domain.Points.SpendAsync(new("even", "m", 15));
        await shop.Domain.Commissions.AccrueAsync(new("sold", "sale", "m", Cny(10_000)));
        return new Case(shop);
    }

    internal Task RefusedAsync<T>(string code, Func<IPrivateDomain, ValueTask<Outcome<T>>> call, params string[] mentioned)
        where T : class => RefusedAsync(code, call, stored: false, mentioned);

    /// <summary>Refused with the code, twice alike, with a message that helps; stored: only the answer is written. Null: either way.</summary>
    internal async Task RefusedAsync<T>(string code, Func<IPrivateDomain, ValueTask<Outcome<T>>> call, bool? stored, params string[] mentioned)
        where T : class
    {
        string before = await Shop.DumpAsync(CancellationToken.None, type => type.Name != "operations");
        int operations = await OperationsAsync();

        Outcome<T> refused = await call(Domain);
        Assert.Equal(code, refused.Refusal?.Code);
        Assert.False(refused.IsAccepted);
        Assert.False(refused.IsReplayed);
        Assert.InRange(refused.Refusal!.Message.Length, 20, 400);
        Assert.All(mentioned, text => Assert.Contains(text, refused.Refusal.Message, StringComparison.Ordinal));
        Assert.DoesNotContain(refused.Refusal.Message, c => char.IsControl(c) || char.IsSurrogate(c));
        Assert.Throws<InvalidOperationException>(() => refused.Value);

        Outcome<T> again = await call(Domain);
        Assert.Equal(refused.Refusal, again.Refusal);
        Assert.Equal(stored ?? again.IsReplayed, again.IsReplayed);

        // The answer is remembered under its key where it depends on what is stored; else not even that.
        Assert.Equal(operations + (again.IsReplayed ? 1 : 0), await OperationsAsync());
        Assert.Equal(before, await Shop.DumpAsync(CancellationToken.None, type => type.Name != "operations"));
        await Shop.VerifyAsync(CancellationToken.None);
    }

    /// <summary>Throws the documented exception, with a message that helps, and nothing is written.</summary>
    internal async Task ThrowsAsync<T>(Type exception, Func<IPrivateDomain, ValueTask<T>> call, string mentioned = "")
    {
        string before = await Shop.DumpAsync(CancellationToken.None);
        Exception? thrown = await Xunit.Record.ExceptionAsync(async () => await call(Domain));
        Assert.True(exception.IsInstanceOfType(thrown), $"expected {exception.Name} but was {thrown}");
        Assert.Contains(mentioned, thrown!.Message, StringComparison.Ordinal);
        Assert.True(thrown.Message.Length < 400, thrown.Message);
        Assert.Equal(before, await Shop.DumpAsync(CancellationToken.None));
    }

    public ValueTask DisposeAsync() => Shop.DisposeAsync();

    private async Task<int> OperationsAsync() =>
        (await StoreDump.ReadAsync(Shop.Store, OperationRecord.Schema, Sdk.Tests.Support.Shop.Program, CancellationToken.None)).Count;
}
