using System.Text.Json.Nodes;
using PrivateDomain.Sdk.OrderReplay.Tests.Support;
using static PrivateDomain.Sdk.OrderReplay.Tests.Support.Rows;

namespace PrivateDomain.Sdk.OrderReplay.Tests;

/// <summary>Small shops whose figures were worked out by hand, on each store. Points live 30 days; an order spends half of what is available.</summary>
public sealed class ScenarioTests
{
    public static TheoryData<string> Stores => ["memory", "sqlite"];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Points_expire_at_the_very_moment_of_their_expiry(string store)
    {
        // o1 grants 10 until 31 January. o2 comes at that moment: the 10 are gone, nothing can be spent, 20 live until 1 March, the plan's moment.
        Summary summary = await ReplayAsync(
            store,
            OrdersFile("CNY", "order o1 anna 2024-01-01 10.99", "order o2 anna 2024-01-31 20.00"),
            MembersFile("anna"),
            PlanAsOf("2024-03-01T00:00:00Z"));

        AssertPoints(summary, granted: 30, expired: 30);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Points_that_live_one_second_longer_than_the_plan_looks_stay_live(string store)
    {
        Summary summary = await ReplayAsync(
            store, OrdersFile("CNY", "order o1 anna 2024-01-01T00:00:01Z 10.00"), MembersFile("anna"), PlanAsOf("2024-01-31T00:00:00Z"));

        AssertPoints(summary, granted: 10, live: 10, membersWithBalance: 1);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Later_orders_spend_a_share_earliest_expiry_first(string store)
    {
        // o1: +10. o2: spends floor(10 / 2) = 5, +7. o3: spends floor(12 / 2) = 6, which is the 5 left of o1 and 1 of o2; +0. Left: 6 of o2.
        // o1's refund asks for its 10 back: nothing left in its own lot, 6 from o2's, 4 owed.
        Summary summary = await ReplayAsync(
            store,
            OrdersFile(
                "CNY",
                "order o1 anna 2024-01-01 10.01",
                "order o2 anna 2024-01-02 7.99",
                "order o3 anna 2024-01-03 0.99",
                "refund r1 o1 anna 2024-01-04 10.01"),
            MembersFile("anna"),
            PlanAsOf("2024-01-05T00:00:00Z"));

        AssertPoints(summary, granted: 17, redeemed: 11, reversed: 6, debtIncurred: 4, debt: 4);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Partial_refunds_end_where_one_full_refund_ends(string store)
    {
        // Points of 100.00 that remain: 66 (34 taken back), 33 (33), 0 (33). Commission at 5 % that remains: 3.33 (1.67), 1.67 (1.66), 0 (1.67).
        Summary summary = await ReplayAsync(
            store,
            OrdersFile(
                "CNY",
                "order o1 anna 2024-01-01 100.00",
                "refund r1 o1 anna 2024-01-02 33.33",
                "refund r2 o1 anna 2024-01-03 33.33",
                "refund r3 o1 anna 2024-01-04 33.34"),
            MembersFile("rita", "anna by rita"),
            PlanAsOf("2024-01-05T00:00:00Z"));

        AssertPoints(summary, granted: 100, reversed: 100);
        AssertLevel(summary, 1, "5.00", "5.00", "0.00");
        Assert.Equal(0, (long)summary.Json["commission"]!["payees"]!);
        Assert.Null(summary.Json["commission"]!["topPayee"]);
        Assert.Equal("100.00", (string)summary.Json["refundsAmount"]!);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_clawback_that_the_lots_do_not_cover_is_debt_and_repaid_first(string store)
    {
        // o1: +100. o2: -50, +50. r1 takes 50 of o1's lot and 50 of o2's. r2 asks for 50 more: debt 50. o3: +30, all repay. o4: +60, 20 repay, 40 live.
        Summary summary = await ReplayAsync(
            store,
            OrdersFile(
                "CNY",
                "order o1 anna 2024-01-01 100.00",
                "order o2 anna 2024-01-02 50.00",
                "refund r1 o1 anna 2024-01-03 100.00",
                "refund r2 o2 anna 2024-01-04 50.00",
                "order o3 anna 2024-01-05 30.00",
                "order o4 anna 2024-01-06 60.00"),
            MembersFile("anna"),
            PlanAsOf("2024-01-07T00:00:00Z"));

        AssertPoints(
            summary, granted: 240, redeemed: 50, reversed: 100, debtIncurred: 50, debtRepaid: 50, live: 40, membersWithBalance: 1);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Points_that_expired_count_as_settled_once(string store)
    {
        // o1: +100 until 31 January. o2 on the 10th: -50, +40 until 9 February. On 5 February the other 50 of o1 expire.
        // r1 takes back 60 of o1's 100: 50 had expired and are settled, 10 come from o2's lot. r2 takes back the other 40: nothing is left to settle,
        // 30 come from o2's lot, 10 are owed.
        Summary summary = await ReplayAsync(
            store,
            OrdersFile(
                "CNY",
                "order o1 anna 2024-01-01 100.00",
                "order o2 anna 2024-01-10 40.00",
                "refund r1 o1 anna 2024-02-05 60.00",
                "refund r2 o1 anna 2024-02-06 40.00"),
            MembersFile("anna"),
            PlanAsOf("2024-02-07T00:00:00Z"));

        AssertPoints(summary, granted: 140, redeemed: 50, expired: 50, reversed: 40, debtIncurred: 10, debt: 10);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Other_lots_give_back_latest_expiry_first(string store)
    {
        // o1: +10. o2: -5, +20. o3: -12 (5 of o1, 7 of o2), +30. r1 asks for 10 of o1: its lot is empty; the 10 come from o3's lot, which has 20 left.
        // On 1 February o2's 13 have expired as well (o2 was on 2 January), and o3's 20 live until 2 February.
        Summary summary = await ReplayAsync(
            store,
            OrdersFile(
                "CNY",
                "order o1 anna 2024-01-01 10.00",
                "order o2 anna 2024-01-02 20.00",
                "order o3 anna 2024-01-03 30.00",
                "refund r1 o1 anna 2024-01-04 10.00"),
            MembersFile("anna"),
            PlanAsOf("2024-02-01T00:00:00Z"));

        AssertPoints(summary, granted: 60, redeemed: 17, expired: 13, reversed: 10, live: 20, membersWithBalance: 1);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Commission_of_two_levels_is_rounded_half_up(string store)
    {
        // carl's 0.10: 5 % is 0.005 -> 0.01 for bert, 2 % is 0.002 -> nothing for anna. carl's 0.50: 0.025 -> 0.03 for bert, 0.01 for anna.
        // bert's 0.25: 0.0125 -> 0.01 for anna, who nobody brought. anna's own orders pay nobody.
        Summary summary = await ReplayAsync(
            store,
            OrdersFile(
                "CNY",
                "order o1 carl 2024-01-01 0.10",
                "order o2 carl 2024-01-02 0.50",
                "order o3 bert 2024-01-03 0.25",
                "order o4 anna 2024-01-04 100.00"),
            MembersFile("carl by bert", "bert by anna", "anna"),
            PlanAsOf("2024-01-05T00:00:00Z"));

        AssertLevel(summary, 1, "0.05", "0.00", "0.05");
        AssertLevel(summary, 2, "0.01", "0.00", "0.01");
        Assert.Equal(2, (long)summary.Json["commission"]!["payees"]!);
        Assert.Equal("bert", (string)summary.Json["commission"]!["topPayee"]!["memberId"]!);
        Assert.Equal("0.04", (string)summary.Json["commission"]!["topPayee"]!["net"]!);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Among_equal_payees_the_smallest_id_by_code_point_is_the_top(string store)
    {
        Summary summary = await ReplayAsync(
            store,
            OrdersFile("CNY", "order o1 u 2024-01-01 1.00", "order o2 v 2024-01-01 1.00", "order o3 w 2024-01-01 1.00"),
            MembersFile("é", "a", "B", "u by é", "v by a", "w by B"),
            PlanAsOf("2024-01-05T00:00:00Z"));

        Assert.Equal(3, (long)summary.Json["commission"]!["payees"]!);
        Assert.Equal("B", (string)summary.Json["commission"]!["topPayee"]!["memberId"]!);
    }

    [Theory]
    [InlineData("memory", "JPY", "1999", "99", 1999, 99)]
    [InlineData("sqlite", "JPY", "1999", "99", 1999, 99)]
    [InlineData("memory", "KWD", "19.995", "0.995", 19, 0)]
    [InlineData("sqlite", "KWD", "19.995", "0.995", 19, 0)]
    public async Task Amounts_have_the_decimals_of_their_currency(
        string store, string currency, string paid, string refunded, long granted, long reversed)
    {
        // 5 % of 1999 yen is 99.95 -> 100, of the 1900 that remain 95. 5 % of 19.995 dinars is 0.99975 -> 1.000, of the 19.000 that remain 0.950.
        Summary summary = await ReplayAsync(
            store,
            OrdersFile(currency, $"order o1 anna 2024-01-01 {paid}", $"refund r1 o1 anna 2024-01-02 {refunded}"),
            MembersFile("rita", "anna by rita"),
            PlanAsOf("2024-01-05T00:00:00Z"));

        AssertPoints(summary, granted, reversed: reversed, live: granted - reversed, membersWithBalance: 1);
        Assert.Equal(paid, (string)summary.Json["ordersAmount"]!);
        Assert.Equal(refunded, (string)summary.Json["refundsAmount"]!);
        AssertLevel(summary, 1, currency == "JPY" ? "100" : "1.000", currency == "JPY" ? "5" : "0.050", currency == "JPY" ? "95" : "0.950");
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_the_business_refuses_is_counted_by_code_and_changes_nothing(string store)
    {
        Summary summary = await ReplayAsync(
            store,
            OrdersFile(
                "CNY",
                "order o1 anna 2024-01-01 10.00",
                "refund r1 o9 anna 2024-01-02 1.00",
                "refund r2 o1 anna 2024-01-02 4.00",
                "refund r3 o1 anna 2024-01-02 6.01",
                "refund r4 o2 anna 2024-01-02 1.00",
                "order o2 anna 2024-01-03 1.00",
                "order o3 zoe 2024-01-03 5.00"),
            MembersFile("anna"),
            PlanAsOf("2024-01-05T00:00:00Z"));

        Assert.Equal(
            """{"member.not_found":1,"order.not_found":2,"refund.exceeds_paid":1}""", summary.Json["rejected"]!.ToJsonString());
        Assert.Equal((2, 1), (summary.Orders, summary.Refunds));
        AssertPoints(summary, granted: 11, redeemed: 3, reversed: 4, live: 4, membersWithBalance: 1);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_gift_is_an_order_that_spends_and_earns_nothing(string store)
    {
        Summary summary = await ReplayAsync(
            store,
            OrdersFile("CNY", "order o1 anna 2024-01-01 10.00", "order o2 anna 2024-01-02 0.00"),
            MembersFile("anna"),
            PlanAsOf("2024-01-05T00:00:00Z"));

        Assert.Equal(2, summary.Orders);
        AssertPoints(summary, granted: 10, redeemed: 5, live: 5, membersWithBalance: 1);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_row_that_stands_twice_counts_once(string store)
    {
        string[] rows =
        [
            "order o1 anna 2024-01-01 10.00", "order o2 anna 2024-01-02 20.00", "order o1 anna 2024-01-01 10.00",
            "refund r1 o2 anna 2024-01-03 5.00", "refund r1 o2 anna 2024-01-03 5.00", "refund r2 o9 anna 2024-01-03 5.00",
            "refund r2 o9 anna 2024-01-03 5.00", "order o2 anna 2024-01-02 20.00",
        ];

        Summary summary = await ReplayAsync(store, OrdersFile("CNY", rows), MembersFile("anna", "anna"), PlanAsOf("2024-01-05T00:00:00Z"));

        Assert.Equal((2, 1, 4, 0), (summary.Orders, summary.Refunds, summary.RepeatedRows, summary.Replayed));
        Assert.Equal("""{"order.not_found":1}""", summary.Json["rejected"]!.ToJsonString());
        Assert.Equal("30.00", (string)summary.Json["ordersAmount"]!);
        Assert.Equal(1, (long)summary.Json["members"]!);
        AssertPoints(summary, granted: 30, redeemed: 5, reversed: 5, live: 20, membersWithBalance: 1);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_plan_without_commission_and_redemption_pays_and_spends_nothing(string store)
    {
        const string Plan =
            """{"asOf":"2024-01-05T00:00:00Z","points":{"perUnit":0.1,"expiresAfterDays":30,"redeemShare":0},"commission":{"rates":[]}}""";

        Summary summary = await ReplayAsync(
            store, OrdersFile("CNY", "order o1 anna 2024-01-01 99.99", "order o2 anna 2024-01-02 10.00"), MembersFile("rita", "anna by rita"), Plan);

        AssertPoints(summary, granted: 10, live: 10, membersWithBalance: 1);
        Assert.Equal("""{"levels":[],"payees":0,"topPayee":null}""", summary.Json["commission"]!.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Ids_of_the_greatest_length_are_replayed(string store)
    {
        string anna = new('a', 128);
        string rita = new('r', 128);
        string order = new('o', 128);
        string refund = new('f', 128);

        Summary summary = await ReplayAsync(
            store,
            OrdersFile("CNY", $"order {order} {anna} 2024-01-01 10.00", $"refund {refund} {order} {anna} 2024-01-02 4.00"),
            MembersFile(rita, $"{anna} by {rita}"),
            PlanAsOf("2024-01-05T00:00:00Z"));

        AssertPoints(summary, granted: 10, reversed: 4, live: 6, membersWithBalance: 1);
        AssertLevel(summary, 1, "0.50", "0.20", "0.30");
    }

    [Fact]
    public async Task Orders_of_one_member_are_decided_in_the_order_of_the_file()
    {
        // 400 orders: each spends half of all that the ones before left; any other order of decisions gives another figure.
        long live = 0;
        long redeemed = 0;
        for (int i = 0; i < 400; i++)
        {
            long spent = live / 2;
            redeemed += spent;
            live += i - spent;
        }

        string[] rows = [.. Enumerable.Range(0, 400).SelectMany(i => new[] { "anna", "bert", "carl" }.Select(m => $"order {m}-{i} {m} 2024-01-01 {i}.00"))];

        Summary summary = await ReplayAsync("memory", OrdersFile("CNY", rows), MembersFile("anna", "bert", "carl"), PlanAsOf("2024-01-05T00:00:00Z"));

        AssertPoints(summary, granted: 3 * 79_800, redeemed: 3 * redeemed, live: 3 * live, membersWithBalance: 3);
    }

    private static async Task<Summary> ReplayAsync(string store, string orders, string members, string plan)
    {
        using var folder = ReplayFolder.With(orders, members, plan);
        ReplayOutcome outcome = await folder.RunAsync(store);
        Assert.Equal("", outcome.Errors);
        Assert.Equal(0, outcome.ExitCode);
        Summary first = folder.ReadSummary();
        Assert.Equal(0, first.Breaches);
        if (store == "sqlite")
        {
            await AssertSecondRunChangesNothingAsync(folder, first);
        }

        return first;
    }

    private static async Task AssertSecondRunChangesNothingAsync(ReplayFolder folder, Summary first)
    {
        ReplayOutcome outcome = await folder.RunAsync("sqlite");
        Summary second = folder.ReadSummary();
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(first.Figures(), second.Figures());
        Assert.Equal(first.Orders + first.Refunds, second.Replayed);
    }

    private static void AssertPoints(
        Summary summary,
        long granted,
        long redeemed = 0,
        long expired = 0,
        long reversed = 0,
        long debtIncurred = 0,
        long debtRepaid = 0,
        long live = 0,
        long debt = 0,
        long membersWithBalance = 0)
    {
        var expected = new JsonObject
        {
            ["granted"] = granted,
            ["redeemed"] = redeemed,
            ["expired"] = expired,
            ["reversed"] = reversed,
            ["debtIncurred"] = debtIncurred,
            ["debtRepaid"] = debtRepaid,
            ["live"] = live,
            ["debt"] = debt,
            ["membersWithBalance"] = membersWithBalance,
        };
        Assert.Equal(granted, live + redeemed + expired + reversed + debtRepaid);
        Assert.Equal(expected.ToJsonString(), summary.Json["points"]!.ToJsonString());
    }

    private static void AssertLevel(Summary summary, int level, string accrued, string reversed, string net)
    {
        JsonNode found = summary.Json["commission"]!["levels"]![level - 1]!;
        Assert.Equal(level, (int)found["level"]!);
        Assert.Equal((accrued, reversed, net), ((string)found["accrued"]!, (string)found["reversed"]!, (string)found["net"]!));
    }

    private static string PlanAsOf(string moment) => ReplayFolder.GoodPlan.Replace("2024-12-31T00:00:00Z", moment, StringComparison.Ordinal);
}
