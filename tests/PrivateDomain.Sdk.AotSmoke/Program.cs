using Microsoft.Extensions.DependencyInjection;
using PrivateDomain.Sdk;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Verification;

// Grants points and pays an order through the SQLite store, or the PostgreSQL store where a host is named, in a process without a just-in-time compiler.
bool isPostgreSql = args[0].StartsWith("Host=", StringComparison.Ordinal);
var services = new ServiceCollection();
services.AddPrivateDomain(pd => (isPostgreSql ? pd.UsePostgreSqlStore(args[0]) : pd.UseSqliteStore($"Data Source={args[0]}"))
    .Points(o => o.EarnPerUnit = 1m)
    .Commissions(o => o.Rates = [0.10m]));
await using ServiceProvider provider = services.BuildServiceProvider();
IPrivateDomain privateDomain = provider.GetRequiredService<IPrivateDomain>();

await privateDomain.Members.RegisterAsync(new RegisterMember("ming"));
await privateDomain.Members.RegisterAsync(new RegisterMember("li"));
await privateDomain.Referrals.BindAsync(new BindReferrer("bind-li", "li", "ming"));
Outcome<GrantReceipt> granted = await privateDomain.Points.GrantAsync(new GrantPoints("welcome-li", "li", 100) { Reason = "welcome" });
Outcome<GrantReceipt> replayed = await privateDomain.Points.GrantAsync(new GrantPoints("welcome-li", "li", 100) { Reason = "welcome" });
OrderLine[] lines = [new("tea-250g", 2, Money.Of(128.00m, "CNY"))];
Outcome<OrderReceipt> paid = await privateDomain.Orders.PaidAsync(new OrderPaid("order-1", "li", lines, TimeProvider.System.GetUtcNow()));
PointBalance balance = await privateDomain.Points.GetBalanceAsync("li");
VerificationReport report = await privateDomain.VerifyAsync(privateDomain.Program);

bool isRight = granted.IsAccepted && replayed.IsReplayed && paid.Value.Commissions is [{ Amount: 1280 }] && balance.Available == 228 && report.IsSound;
Console.WriteLine($"available {balance.Available}, replayed {replayed.IsReplayed}, breaches {report.BreachCount}, right {isRight}");
return isRight ? 0 : 1;
