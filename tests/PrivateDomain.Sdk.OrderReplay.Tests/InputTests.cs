using System.Text;
using PrivateDomain.Sdk.OrderReplay.Tests.Support;

namespace PrivateDomain.Sdk.OrderReplay.Tests;

/// <summary>Unusable input ends with 2 and names file and line, before anything is written.</summary>
public sealed class InputTests
{
    private const string Good = "e1,order,o1,m1,2024-01-01T00:00:00Z,10.00,CNY\n";

    public static TheoryData<string, int, string> BadOrders() => new()
    {
        { "", 1, "the file is empty" },
        { "\n\n", 1, "the file is empty" },
        { "\uFEFF", 1, "the file is empty" },
        { new string('x', 200_000), 1, "more than 65536 bytes" },
        { "event_id,\"kind\n" + Good, 1, "a quoted field is not closed on its line" },
        { ReplayFolder.OrdersHeader + "\n", 1, "a header and no events" },
        { ReplayFolder.OrdersHeader, 1, "a header and no events" },
        { "event_id,kind,order_id,member_id,occurred_at,amount\n", 1, "the column currency is missing" },
        { "event_id,event_id,kind,order_id,member_id,occurred_at,amount,currency\n", 1, "the column event_id stands twice" },
        { Rows(Good, "e2,order,o2,m1,2024-01-01T00:00:00Z,10.00\n"), 3, "as many fields as the header" },
        { Rows(Good, "e2,order,o2,m1,2024-01-01T00:00:00Z,10.00,CNY,x\n"), 3, "as many fields as the header" },
        { Rows(Good, "e2,Order,o2,m1,2024-01-01T00:00:00Z,10.00,CNY\n"), 3, "kind is 'Order'" },
        { Rows(Good, "e2,,o2,m1,2024-01-01T00:00:00Z,10.00,CNY\n"), 3, "kind is ''" },
        { Rows(Good, ",order,o2,m1,2024-01-01T00:00:00Z,10.00,CNY\n"), 3, "event_id is no id: it is empty" },
        { Rows(Good, "e2,order,,m1,2024-01-01T00:00:00Z,10.00,CNY\n"), 3, "order_id is no id: it is empty" },
        { Rows(Good, "e2,order,o2,,2024-01-01T00:00:00Z,10.00,CNY\n"), 3, "member_id is no id: it is empty" },
        { Rows(Good, $"e2,order,o2,{new string('m', 129)},2024-01-01T00:00:00Z,10.00,CNY\n"), 3, "member_id is no id: it has 129 characters" },
        { Rows(Good, "e2,order,o\t2,m1,2024-01-01T00:00:00Z,10.00,CNY\n"), 3, "order_id is no id: it has the control character U+0009" },
        { Rows(Good, "e2,order,o2,m1,2024-01-01T00:00:00,10.00,CNY\n"), 3, "occurred_at is '2024-01-01T00:00:00'" },
        { Rows(Good, "e2,order,o2,m1,2024-01-01,10.00,CNY\n"), 3, "occurred_at is '2024-01-01'" },
        { Rows(Good, "e2,order,o2,m1,01/02/2024,10.00,CNY\n"), 3, "occurred_at is '01/02/2024'" },
        { Rows(Good, "e2,order,o2,m1,2023-02-29T00:00:00Z,10.00,CNY\n"), 3, "occurred_at is '2023-02-29T00:00:00Z'" },
        { Rows(Good, "e2,order,o2,m1,1899-12-31T23:59:59Z,10.00,CNY\n"), 3, "between the years 1900 and 9000" },
        { Rows(Good, "e2,order,o2,m1,9001-01-01T00:00:00Z,10.00,CNY\n"), 3, "between the years 1900 and 9000" },
        { Rows(Good, "e2,order,o2,m1,2024-01-01T00:00:00Z,10.001,CNY\n"), 3, "amount is '10.001'" },
        { Rows(Good, "e2,order,o2,m1,2024-01-01T00:00:00Z,-1.00,CNY\n"), 3, "amount is '-1.00'" },
        { Rows(Good, "e2,order,o2,m1,2024-01-01T00:00:00Z,1e3,CNY\n"), 3, "amount is '1e3'" },
        { Rows(Good, "e2,order,o2,m1,2024-01-01T00:00:00Z,\"1,000.00\",CNY\n"), 3, "amount is '1,000.00'" },
        { Rows(Good, "e2,order,o2,m1,2024-01-01T00:00:00Z,,CNY\n"), 3, "amount is ''" },
        { Rows(Good, "e2,order,o2,m1,2024-01-01T00:00:00Z, 1.00,CNY\n"), 3, "amount is ' 1.00'" },
        { Rows(Good, "e2,order,o2,m1,2024-01-01T00:00:00Z,99999999999999999999.00,CNY\n"), 3, "amount is" },
        { Rows(Good, "e2,order,o2,m1,2024-01-01T00:00:00Z,92233720368547758.00,CNY\n"), 3, "add up to more than 64 bits" },
        { Rows(Good, "e2,order,o2,m1,2024-01-01T00:00:00Z,10.00,USD\n"), 3, "currency is 'USD', and the rows before are in CNY" },
        { Rows("e2,order,o2,m1,2024-01-01T00:00:00Z,10.00,RMB\n"), 2, "currency is 'RMB'" },
        { Rows("e2,order,o2,m1,2024-01-01T00:00:00Z,10.00,\n"), 2, "currency is ''" },
        { Rows(Good, "e2,order,o2,m1,2024-01-01T00:00:00Z,10.00,\n"), 3, "currency is ''" },
        { Rows("e2,order,o2,m1,2024-01-01T00:00:00Z,10.5,JPY\n"), 2, "at most 0 decimals (JPY)" },
        { Rows(Good, "e1,order,o1,m1,2024-01-01T00:00:00Z,10.01,CNY\n"), 3, "event 'e1' stands on an earlier line with other content" },
        { Rows(Good, "e1,refund,o1,m1,2024-01-01T00:00:00Z,10.00,CNY\n"), 3, "event 'e1' stands on an earlier line with other content" },
        { Rows(Good, "e1,order,o2,m1,2024-01-01T00:00:00Z,10.00,CNY\n"), 3, "event 'e1' stands on an earlier line with other content" },
        { Rows(Good, "\n", "e2,refund,o1,m2,2024-01-02T00:00:00Z,1.00,CNY\n"), 4, "order 'o1' stands on an earlier line with another member" },
        { Rows(Good, "e2,order,\"o2,m1,2024-01-01T00:00:00Z,10.00,CNY\n"), 3, "a quoted field is not closed on its line" },
        { Rows(Good, "e2,order,\"o\n2\",m1,2024-01-01T00:00:00Z,10.00,CNY\n"), 3, "a quoted field is not closed on its line" },
        { Rows(Good, "e2,order,o\"2,m1,2024-01-01T00:00:00Z,10.00,CNY\n"), 3, "a quote stands where none may be" },
        { Rows(Good, $"e2,order,{new string('o', 300_000)},m1,2024-01-01T00:00:00Z,10.00,CNY\n"), 3, "more than 65536 bytes" },
    };

    public static TheoryData<string, int, string> BadMembers() => new()
    {
        { "", 1, "the file is empty" },
        { "member_id\nm1\n", 1, "the column referrer_id is missing" },
        { "member_id,referrer_id\nm1,\n,m1\n", 3, "member_id is no id: it is empty" },
        { "member_id,referrer_id\nm1,\nm2,m1\nm2,\n", 4, "member 'm2' stands on line 3 with another referrer" },
        { "member_id,referrer_id\nm1,\nm2,m3\n", 3, "the referrer 'm3' has no row" },
        { "member_id,referrer_id\nm1,m1\n", 2, "brought by himself" },
        { "member_id,referrer_id\nm0,m1\nm1,m2\nm2,m3\nm3,m1\n", 3, "member 'm1' is, through the referrers, brought by himself" },
        { "member_id,referrer_id\nm1,\nm2,a\u0007b\n", 3, "referrer_id is no id: it has the control character U+0007" },
        { "member_id,referrer_id\nm1,\nm2\n", 3, "as many fields as the header" },
    };

    public static TheoryData<string, int, string> BadPlans() => new()
    {
        { "", 1, "the file is not JSON as it should be" },
        { "null", 1, "the plan must be an object with asOf, points, commission" },
        { "[]", 1, "the plan must be an object" },
        { Plan() + "{}", 11, "the file is not JSON as it should be" },
        { Plan(more: ","), 7, "the file is not JSON as it should be" },
        { Plan(asOf: "\"2024-12-31\""), 2, "asOf is '2024-12-31'" },
        { Plan(asOf: "\"9001-01-01T00:00:00Z\""), 2, "asOf is '9001-01-01T00:00:00Z'" },
        { Plan(asOf: "20241231"), 2, "asOf is ''; write 2024-06-18T20:00:00Z" },
        { Plan(asOf: "\"\\ud800\""), 2, "asOf is '\\ud800'" },
        { Plan(perUnit: "-1"), 4, "perUnit is -1; write a number with at most 9 decimals from 0 to 1000000" },
        { Plan(perUnit: "1000001"), 4, "perUnit is 1000001" },
        { Plan(perUnit: "1e400"), 4, "perUnit is 1e400" },
        { Plan(perUnit: "\"1\""), 4, "perUnit is no number" },
        { Plan(perUnit: "0.0000000001"), 4, "perUnit is 0.0000000001" },
        { Plan(perUnit: "null"), 4, "perUnit is no number" },
        { Plan(days: "0"), 5, "expiresAfterDays is 0; write a whole number from 1 to 36525" },
        { Plan(days: "1.5"), 5, "expiresAfterDays is 1.5" },
        { Plan(days: "36526"), 5, "expiresAfterDays is 36526" },
        { Plan(share: "1.01"), 6, "redeemShare is 1.01" },
        { Plan(share: "-0.1"), 6, "redeemShare is -0.1" },
        { Plan(rates: "[-0.01]"), 9, "rates is -0.01" },
        { Plan(rates: "[1.5]"), 9, "rates is 1.5" },
        { Plan(rates: "[0.7, 0.4]"), 9, "rates add up to more than 1" },
        { Plan(rates: "[0.05, 0.02, 0.01]"), 9, "rates has 3 levels; a plan pays at most two levels" },
        { Plan(rates: "[0.05, null]"), 9, "rates is no number" },
        { Plan(rates: "null"), 9, "rates must be a list of numbers" },
        { Plan(rates: "0.05"), 9, "rates must be a list of numbers" },
        { Plan(more: ", \"bonus\": 1"), 6, "bonus is not a property of points; it has perUnit, expiresAfterDays, redeemShare" },
        { Plan(more: ", \"redeemShare\": 0.5"), 1, "Duplicate property 'redeemShare'" },
        { Plan().Replace("\"redeemShare\"", "\"RedeemShare\"", StringComparison.Ordinal), 6, "RedeemShare is not a property of points" },
        { Plan().Replace("\"perUnit\": 1,", "", StringComparison.Ordinal), 3, "points must have perUnit" },
        { Plan().Replace("\"points\"", "\"point\"", StringComparison.Ordinal), 3, "point is not a property of the plan" },
        { Plan().Replace("\"rates\": [0.05]", "", StringComparison.Ordinal), 8, "commission must have rates" },
        { "{ \"asOf\": \"2024-12-31T00:00:00Z\", \"points\": 1,\n\"commission\": [] }", 1, "points must be an object" },
    };

    [Theory]
    [MemberData(nameof(BadOrders))]
    public async Task Bad_orders_are_named_with_their_line(string orders, int line, string problem)
    {
        using var folder = ReplayFolder.With(orders, Support.Rows.OneMember);

        await AssertUnusableAsync(folder, folder.Orders, line, problem);
    }

    [Theory]
    [MemberData(nameof(BadMembers))]
    public async Task Bad_members_are_named_with_their_line(string members, int line, string problem)
    {
        using var folder = ReplayFolder.With(Support.Rows.OneOrder, members);

        await AssertUnusableAsync(folder, folder.Members, line, problem);
    }

    [Theory]
    [MemberData(nameof(BadPlans))]
    public async Task Bad_plans_are_named_with_their_line(string plan, int line, string problem)
    {
        using var folder = ReplayFolder.With(Support.Rows.OneOrder, Support.Rows.OneMember, plan);

        await AssertUnusableAsync(folder, folder.Plan, line, problem);
    }

    [Fact]
    public async Task Text_that_is_not_utf_8_is_named_with_its_line()
    {
        using var folder = ReplayFolder.With(Support.Rows.OneOrder, Support.Rows.OneMember);
        byte[] gbk = [.. "member_id,referrer_id\nm1,\n"u8, 0xD5, 0xC5, 0xC8, 0xFD, .. ",m1\n"u8];
        await File.WriteAllBytesAsync(folder.Members, gbk, TestContext.Current.CancellationToken);

        await AssertUnusableAsync(folder, folder.Members, 3, "member_id is not UTF-8");
    }

    [Fact]
    public async Task A_plan_that_is_not_utf_8_is_refused()
    {
        using var folder = ReplayFolder.With(Support.Rows.OneOrder, Support.Rows.OneMember);
        await File.WriteAllBytesAsync(
            folder.Plan, [.. "{ \"asOf\": \""u8, 0xD5, 0xC5, .. "\" }"u8], TestContext.Current.CancellationToken);

        await AssertUnusableAsync(folder, folder.Plan, 1, "the text is not UTF-8");
    }

    [Fact]
    public async Task A_file_in_utf_16_with_its_mark_is_read()
    {
        using var folder = ReplayFolder.With("", Support.Rows.OneMember);
        await File.WriteAllTextAsync(folder.Orders, Support.Rows.OneOrder, Encoding.Unicode, TestContext.Current.CancellationToken);

        ReplayOutcome outcome = await folder.RunAsync();

        Assert.Equal("", outcome.Errors);
        Assert.Equal(1, folder.ReadSummary().Orders);
    }

    [Fact]
    public async Task A_members_file_without_members_makes_every_order_an_unknown_members()
    {
        using var folder = ReplayFolder.With(Support.Rows.OneOrder, "member_id,referrer_id\n");

        ReplayOutcome outcome = await folder.RunAsync();

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("""{"member.not_found":1}""", folder.ReadSummary().Json["rejected"]!.ToJsonString());
    }

    [Fact]
    public async Task At_most_ten_problems_are_listed_and_the_others_counted()
    {
        string bad = string.Concat(Enumerable.Range(1, 25).Select(i => $"e{i},order,o{i},m1,yesterday,1.00,CNY\n"));
        using var folder = ReplayFolder.With(Rows(bad), Support.Rows.OneMember);

        ReplayOutcome outcome = await folder.RunAsync("sqlite");

        string[] lines = outcome.Errors.TrimEnd().Split('\n');
        Assert.Equal(11, lines.Length);
        Assert.Contains("orders.csv, line 2:", lines[0], StringComparison.Ordinal);
        Assert.Contains("orders.csv, line 11:", lines[9], StringComparison.Ordinal);
        Assert.Equal("and 15 more", lines[10]);
    }

    [Fact]
    public async Task Columns_may_stand_in_any_order_with_others_beside_them_in_a_file_with_a_byte_order_mark_and_crlf()
    {
        string orders = "currency,note,amount,occurred_at,member_id,order_id,kind,event_id\r\n"
            + "CNY,\"a \"\"quoted\"\" note, with a comma\",10,2024-01-01T08:00:00.5+08:00,m1,o1,order,e1\r\n\r\n"
            + "CNY,,10.0,2024-01-01T08:00:01+08:00,m1,\"o2\",order,e2";
        using var folder = ReplayFolder.With("", "referrer_id,member_id\r\n,m1\r\n");
        await File.WriteAllTextAsync(folder.Orders, orders, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), TestContext.Current.CancellationToken);

        ReplayOutcome outcome = await folder.RunAsync();

        Assert.Equal("", outcome.Errors);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("20.00", (string?)folder.ReadSummary().Json["ordersAmount"]);
    }

    private static async Task AssertUnusableAsync(ReplayFolder folder, string file, int line, string problem)
    {
        ReplayOutcome outcome = await folder.RunAsync("sqlite");

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith($"{file}, line {line}: ", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains(problem, outcome.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Database), "the store was opened");
        Assert.False(Directory.Exists(folder.Out), "the output folder was made");
    }

    private static string Rows(params IEnumerable<string> rows) => ReplayFolder.OrdersHeader + "\n" + string.Concat(rows);

    private static string Plan(
        string asOf = "\"2024-12-31T00:00:00Z\"", string perUnit = "1", string days = "30", string share = "0.5", string rates = "[0.05]", string more = "") =>
        $$"""
        {
          "asOf": {{asOf}},
          "points": {
            "perUnit": {{perUnit}},
            "expiresAfterDays": {{days}},
            "redeemShare": {{share}}{{more}}
          },
          "commission": {
            "rates": {{rates}}
          }
        }
        """;
}
