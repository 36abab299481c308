using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using Xunit;

namespace PrivateDomain.Sdk.Docs.Snippets;

/// <summary>The code of docs/coupons.md, run as it stands.</summary>
public sealed class CouponSnippets : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("private-domain-").FullName;

    [Fact]
    public async Task Coupons_are_defined_issued_quoted_held_and_used()
    {
        string connectionString = $"Data Source={Path.Combine(_folder, "shop.db")}";
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddPrivateDomain(pd => pd.UseSqliteStore(connectionString));
        using IHost host = builder.Build();
        await host.StartAsync();
        var privateDomain = host.Services.GetRequiredService<IPrivateDomain>();
        await privateDomain.Members.RegisterAsync(new RegisterMember("li"));

        await privateDomain.Coupons.DefineTemplateAsync(new DefineCouponTemplate(
            "spring-1",
            "tea-10",
            new CouponTerms(CouponDiscount.AmountOff(Money.Of(10m, "CNY")))
            {
                Threshold = Money.Of(50m, "CNY"),
                Scope = new CouponScope { Categories = ["tea"] },
                ValidFor = TimeSpan.FromDays(30),
            })
        {
            Stock = 1_000,
            PerMember = 2,
        });
        await privateDomain.Coupons.DefineTemplateAsync(new DefineCouponTemplate(
            "spring-2",
            "members-20-percent",
            new CouponTerms(CouponDiscount.ShareOff(0.2m, cap: Money.Of(50m, "CNY"))) { Stacking = CouponStacking.WithOtherTemplates }));

        Outcome<CouponReceipt> issued = await privateDomain.Coupons.IssueAsync(new IssueCoupon("spring-li-1", "tea-10", "li") { Reason = "spring mailing" });
        await privateDomain.Coupons.IssueAsync(new IssueCoupon("spring-li-2", "members-20-percent", "li"));

        OrderLine[] basket =
        [
            new("oolong-100g", 2, Money.Of(120m, "CNY")) { Category = "tea" },
            new("cup", 1, Money.Of(40m, "CNY")) { Category = "cups" },
        ];
        CouponQuote quote = (await privateDomain.Coupons.QuoteAsync(new CouponBasket("li", basket))).Value;

        await privateDomain.Coupons.ReserveAsync(new ReserveCoupons(
            "hold-1001", "order-1001", "li", [.. quote.Used.Select(use => use.CouponId)], DateTimeOffset.UtcNow.AddMinutes(15)));

        Outcome<OrderReceipt> paid = await privateDomain.Orders.PaidAsync(new OrderPaid(
            "order-1001",
            "li",
            [.. basket.Select((line, i) => line with { Amount = line.Amount - quote.DiscountByLine[i], CouponDiscount = quote.DiscountByLine[i] })],
            DateTimeOffset.UtcNow)
        {
            Coupons = [.. quote.Used.Select(use => use.CouponId)],
        });

        IReadOnlyList<Coupon> live = await privateDomain.Coupons.GetLiveAsync("li");
        Page<Coupon> all = await privateDomain.Coupons.GetAllAsync("li");
        Page<CouponEntry> history = await privateDomain.Coupons.GetHistoryAsync("li");
        CouponStock? stock = await privateDomain.Coupons.GetStockAsync("tea-10");
        CouponSweep sweep = await privateDomain.Coupons.ExpireAsync();

        await host.StopAsync();
        Assert.Equal(CouponState.Issued, issued.Value.State);
        Assert.Equal(("spring-li-2", 32_00L), (Assert.Single(quote.Used).CouponId.Value, quote.Discount.MinorUnits));
        Assert.True(paid.IsAccepted);
        Assert.Equal("spring-li-1", Assert.Single(live).CouponId.Value);
        Assert.Equal((2, 4), (all.Items.Count, history.Items.Count));
        Assert.Equal((999L, 1L, 0L), (stock!.Remaining, stock.Issued, stock.Redeemed));
        Assert.Equal(new CouponSweep(0, 0), sweep);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
