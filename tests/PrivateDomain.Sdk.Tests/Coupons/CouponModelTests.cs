using System.Globalization;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;

namespace PrivateDomain.Sdk.Tests.Coupons;

/// <summary>Random commands, replays, altered replays, sweeps and restarts, compared with the naive model call by call.</summary>
public sealed class CouponModelTests
{
    private const int MaxLive = 6;
    private const int MaxPerOrder = 3;
    private static readonly string[] s_members = ["a", "b"];
    private static readonly string[] s_templates = ["once", "ten", "five"];
    private static readonly DateTimeOffset s_start = new(2024, 3, 1, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(StoreKind.Memory, 1, 60, 80)]
    [InlineData(StoreKind.Memory, 1_000, 60, 80)]
    [InlineData(StoreKind.Sqlite, 2_000, 8, 60)]
    public async Task Every_answer_and_all_that_can_be_read_is_what_the_model_says(StoreKind store, int firstSeed, int scenarios, int length)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        var reached = new HashSet<string>(StringComparer.Ordinal);
        for (int seed = firstSeed; seed < firstSeed + scenarios; seed++)
        {
            await RunAsync(store, seed, length, reached, ct);
        }

        string[] all =
        [
            "changed", "unchanged", "issued", "held", "revoked", "paid", "refunded,", "expired", "released", "(replayed)", "operation.key_reused", "member.not_found",
            CouponRefusals.TemplateNotFound, CouponRefusals.StockBelowIssued, CouponRefusals.SoldOut, CouponRefusals.LimitReached, CouponRefusals.NotFound,
            CouponRefusals.Reserved, CouponRefusals.Redeemed, CouponRefusals.Revoked, CouponRefusals.Expired, CouponRefusals.NotStackable, CouponRefusals.NoEffect,
            CouponRefusals.DiscountMismatch, CouponRefusals.NamedTwice, CouponRefusals.TooMany, CouponRefusals.UntilOutOfRange, OrderRefusals.RefundExceedsPaid,
        ];
        Assert.All(store == StoreKind.Memory ? all : all[..7], name => Assert.Contains(name, reached));
    }

    private static async Task RunAsync(StoreKind store, int seed, int length, HashSet<string> reached, CancellationToken ct)
    {
        var random = new Random(seed);
        var longestHold = TimeSpan.FromHours(2);
        await using Shop shop = Shop.On(store, pd => pd.Coupons(o =>
        {
            o.MaxLivePerMember = MaxLive;
            o.MaxPerOrder = MaxPerOrder;
            o.LongestHold = longestHold;
        }));
        shop.Time.Now = s_start.UtcDateTime;
        var naive = new NaiveCouponShop(MaxLive, MaxPerOrder, longestHold, s_members);
        var told = new List<object>();
        foreach (string member in s_members)
        {
            await shop.Domain.Members.RegisterAsync(new RegisterMember(member), ct);
        }

        for (int step = 0; step < length; step++)
        {
            shop.Time.Now = shop.Time.Now.AddMinutes(random.Next(0, 20));
            DateTimeOffset now = shop.Time.GetUtcNow();
            string at = string.Create(CultureInfo.InvariantCulture, $"{store}, seed {seed}, step {step}");
            switch (random.Next(20))
            {
                case 0:
                    await shop.RestartAsync();
                    break;
                case 1:
                    (long expired, long released) = naive.Sweep(now);
                    Assert.Equal(new CouponSweep(expired, released), await shop.Domain.Coupons.ExpireAsync(null, null, ct));
                    reached.Add(expired > 0 ? "expired" : "");
                    reached.Add(released > 0 ? "released" : "");
                    break;
                default:
                    object command = told.Count > 0 && random.Next(8) == 0 ? Again(random, told[random.Next(told.Count)]) : Next(random, told, step, now);
                    told.Add(command);
                    string answer = await TellAsync(shop.Domain, command, ct);
                    string expected = naive.Tell(command, now);
                    Assert.True(expected == answer, $"{at}: {command}\nanswered {answer}\nand not  {expected}");
                    reached.UnionWith(answer.Split(' '));
                    break;
            }

            Assert.Equal(naive.Describe(), await DescribeAsync(shop.Domain.Coupons, ct));
            await shop.VerifyAsync(ct);
        }
    }

    private static object Next(Random random, List<object> told, int step, DateTimeOffset now)
    {
        string key = step.ToString(CultureInfo.InvariantCulture);
        string template = random.Next(3) == 0 ? "five" : s_templates[random.Next(s_templates.Length)];
        IssueCoupon[] issued = [.. told.OfType<IssueCoupon>().TakeLast(9)];
        string member = random.Next(25) == 0 ? "stranger" : issued.Length > 0 && random.Next(4) > 0 ? issued[random.Next(issued.Length)].MemberId.Value : s_members[random.Next(s_members.Length)];
        CouponId Coupon() => issued.Length == 0 || random.Next(15) == 0 ? "nothing" : issued[random.Next(issued.Length)].CouponId;
        CouponId[] Coupons(int most) =>
        [
            .. issued.Where(issue => issue.MemberId.Value == member || random.Next(30) == 0).Select(issue => issue.CouponId).OrderBy(_ => random.Next()).Take(most),
            .. random.Next(15) == 0 ? [Coupon()] : Array.Empty<CouponId>(),
        ];
        string order = $"o{Math.Max(0, step - random.Next(6))}";
        switch (step < 3 ? 0 : random.Next(15))
        {
            case 0:
                return told.OfType<DefineCouponTemplate>().LastOrDefault() is { } last && random.Next(6) == 0
                    ? last with { OperationId = key }
                    : new DefineCouponTemplate(key, step < 3 ? s_templates[step] : template, Terms(step < 3 ? s_templates[step] : template, random.Next(3) == 0 ? null : TimeSpan.FromMinutes(random.Next(20, 300))))
                    {
                        Stock = random.Next(3) == 0 ? null : random.Next(0, 14),
                        PerMember = random.Next(1, 8),
                        Restocks = random.Next(2) == 0,
                        Returns = random.Next(3) > 0,
                    };
            case <= 4:
                return new IssueCoupon($"c{step}", random.Next(20) == 0 ? "nothing" : template, member);
            case 5 or 6:
                return Coupons(2) is { Length: > 0 } held
                    ? new ReserveCoupons(key, order, member, held, now.AddMinutes(random.Next(-3, 140)))
                    : new ReleaseCoupons(key, order, member);
            case 7:
                return new ReleaseCoupons(key, told.OfType<ReserveCoupons>().LastOrDefault()?.OrderId ?? order, member);
            case 8:
                return new RevokeCoupon(key, member, Coupon());
            case 9 or 10:
                OrderPaid? before = told.OfType<OrderPaid>().LastOrDefault();
                return new OrderRefunded($"r{step}", before?.OrderId ?? order, new Money(random.Next(3) == 0 ? before?.Lines[0].Amount.MinorUnits + 1 ?? 1 : random.Next(1, 3) * 5_00, "CNY"), now);
            default:
                CouponId[] coupons = Coupons(random.Next(10) == 0 ? 4 : random.Next(1, 3));
                long price = coupons.Length > 1 && random.Next(3) > 0 ? 5_00 : 25_00;
                long takes = coupons.Sum(coupon => Array.Find(issued, issue => issue.CouponId == coupon)?.Template == "five" ? 5_00 : 10_00);
                long discount = random.Next(8) == 0 ? 1_00 : Math.Min(price, takes);
                if (told.OfType<ReserveCoupons>().LastOrDefault() is { } hold && random.Next(3) == 0)
                {
                    order = hold.OrderId.Value;
                }

                var line = new OrderLine("tea", 1, new Money(price - discount, "CNY"));
                return new OrderPaid(order, member, [coupons.Length == 0 ? line : line with { CouponDiscount = new Money(discount, "CNY") }], now) { Coupons = coupons };
        }
    }

    private static CouponTerms Terms(string template, TimeSpan? validFor) =>
        new(CouponDiscount.AmountOff(new Money(template == "five" ? 5_00 : 10_00, "CNY")))
        {
            ValidFor = validFor,
            Stacking = template switch
            {
                "once" => CouponStacking.Never,
                "ten" => CouponStacking.WithOtherTemplates,
                _ => CouponStacking.Always,
            },
        };

    private static object Again(Random random, object command) => random.Next(3) > 0
        ? command
        : command switch
        {
            DefineCouponTemplate define => define with { PerMember = define.PerMember + 1 },
            IssueCoupon issue => issue with { Template = "other" },
            ReserveCoupons reserve => reserve with { Until = reserve.Until.AddTicks(1) },
            ReleaseCoupons release => release with { OrderId = "other" },
            RevokeCoupon revoke => revoke with { CouponId = "other" },
            OrderRefunded refund => refund with { Amount = new Money(1, "CNY") },
            _ => command,
        };

    private static async Task<string> TellAsync(IPrivateDomain pd, object command, CancellationToken ct) => command switch
    {
        DefineCouponTemplate define => Say(await pd.Coupons.DefineTemplateAsync(define, ct), receipt => $"v{receipt.Version} {(receipt.IsChanged ? "changed" : "unchanged")}"),
        IssueCoupon issue => Say(await pd.Coupons.IssueAsync(issue, ct), _ => "issued"),
        ReserveCoupons reserve => Say(await pd.Coupons.ReserveAsync(reserve, ct), receipt => $"held {receipt.Coupons.Count}"),
        ReleaseCoupons release => Say(await pd.Coupons.ReleaseAsync(release, ct), receipt => $"held {receipt.Coupons.Count}"),
        RevokeCoupon revoke => Say(await pd.Coupons.RevokeAsync(revoke, ct), _ => "revoked"),
        OrderPaid paid => Say(await pd.Orders.PaidAsync(paid, ct), _ => "paid"),
        _ => Say(await pd.Orders.RefundedAsync((OrderRefunded)command, ct), receipt => $"refunded, {receipt.CouponsReturned.Count} back"),
    };

    private static string Say<T>(Outcome<T> outcome, Func<T, string> accepted)
        where T : class =>
        (outcome.TryGetValue(out T? value, out Refusal? refusal) ? accepted(value) : refusal.Code) + (outcome.IsReplayed ? " (replayed)" : "");

    private static async Task<string> DescribeAsync(ICoupons coupons, CancellationToken ct)
    {
        var lines = new List<string>();
        foreach (string member in s_members)
        {
            lines.AddRange((await coupons.GetAllAsync(member, new PageRequest { Size = 500 }, ct)).Items.Reverse().Select(coupon =>
                $"{coupon.MemberId} {coupon.CouponId} {coupon.Template} v{coupon.Version} {coupon.State} {coupon.OrderId} {coupon.ReservedUntil?.Ticks} {coupon.ExpiresAt?.Ticks}"));
        }

        foreach (CouponTemplate template in (await coupons.GetTemplatesAsync(null, ct)).Items)
        {
            CouponStock stock = (await coupons.GetStockAsync(template.Template, ct))!;
            lines.Add(string.Create(
                CultureInfo.InvariantCulture, $"{template.Template} v{template.Version} left {stock.Remaining} of {stock.Issued}, redeemed {stock.Redeemed}"));
        }

        return string.Join('\n', lines);
    }
}
