using System.Globalization;
using PrivateDomain.Sdk.OrderReplay.Tests.Support;

namespace PrivateDomain.Sdk.OrderReplay.Tests;

/// <summary>The verb <c>lifecycle</c> on orders whose models, scores and segments others have published.</summary>
public sealed class LifecycleRealSetTests
{
    private const double LastPrintedDigit = 1.5e-6;

    /// <summary>Customers, orders and revenue, as the vignette of the R package rfm prints them.</summary>
    private static readonly string[] PublishedSegments =
    [
        "Champions 35 316 31646.00", "Potential Loyalist 342 2211 204856.00", "Loyal Customers 170 799 76562.00", "Promising 9 28 4249.00",
        "New Customers 104 329 28837.00", "Can't Lose Them 47 274 32446.00", "At Risk 28 216 22227.00", "Need Attention 10 57 4562.00",
        "About To Sleep 102 283 23449.00", "Lost 148 393 35324.00",
    ];

    [Fact]
    public async Task Models_of_the_cdnow_sample_are_the_published_ones()
    {
        LifecycleOutput output = await RunCdnowAsync();

        AssertParameters(output.Parameters("bgnbd", "r", "alpha", "a", "b"), .242595, 4.413602, .792922, 2.425907);
        AssertParameters(output.Parameters("paretonbd", "r", "alpha", "s", "beta"), .553277, 10.577683, .606240, 11.668736);
        AssertParameters(output.Parameters("gammagamma", "p", "q", "v"), 6.249573, 3.744225, 15.443520);
        Assert.Equal(-9582.4292, output.Parameters("bgnbd", "logLikelihood")[0], 0.001);
        Assert.Equal(-9594.9762, output.Parameters("paretonbd", "logLikelihood")[0], 0.001);
        Assert.Equal(-4055.9177, output.Parameters("gammagamma", "logLikelihood")[0], 0.001);
    }

    [Fact]
    public async Task What_is_told_of_the_published_customer_is_what_was_published()
    {
        // Customer 1516 of the sample has the id 15562 among all customers, which is the one that the orders use.
        LifecycleOutput output = await RunCdnowAsync("--horizon", "52");

        Assert.Equal("26", output.Members["15562"]["x"]);
        Assert.Equal(216 / 7.0, output.Number("15562", "t_x"));
        Assert.Equal("31", output.Members["15562"]["T"]);

        // The published figures are of parameters that differ from these in the fifth digit.
        Assert.Equal(.968852, output.Number("15562", "p_alive_bgnbd"), 5e-6);
        Assert.Equal(.997874, output.Number("15562", "p_alive_paretonbd"), 5e-6);
        Assert.Equal(25.75659, output.Number("15562", "expected_purchases_bgnbd"), 1e-3);
        Assert.Equal(25.45647, output.Number("15562", "expected_purchases_paretonbd"), 3e-3);
    }

    [Fact]
    public async Task Every_customer_has_the_published_history_and_the_value_that_follows_from_the_models()
    {
        LifecycleOutput output = await RunCdnowAsync();
        string cdnow = RealSets.Find("../cdnow", "cdnow_cbs.csv");
        IReadOnlyDictionary<string, string> ids = SampleIds(cdnow);
        double[] money = output.Parameters("gammagamma", "p", "q", "v");

        string[][] published = [.. File.ReadLines(Path.Combine(cdnow, "cdnow_cbs.csv")).Skip(1).Select(line => line.Split(','))];

        Assert.Equal(2_357, published.Length);
        Assert.Equal(2_357, output.Members.Count);
        Assert.Equal(output.Members.Keys.Order(StringComparer.Ordinal), output.Members.Keys);
        foreach (string[] row in published)
        {
            string id = ids[row[0]];
            double x = Number(row[1]);
            Assert.Equal(x, output.Number(id, "x"));
            Assert.Equal(Number(row[2]), output.Number(id, "t_x"), 1e-9);
            Assert.Equal(Number(row[3]), output.Number(id, "T"), 1e-9);

            // Published means are rounded to cents.
            double average = money[0] * (money[2] + (x * Number(row[5]))) / ((money[0] * x) + money[1] - 1);
            double value = average * output.Number(id, "expected_purchases_bgnbd");
            Assert.Equal(value, output.Number(id, "expected_value"), Math.Max(0.01, value * 1e-3));
            Assert.InRange(output.Number(id, "p_alive_paretonbd"), 0, x == 0 ? .3845 : 1);
            Assert.InRange(output.Number(id, "p_alive_bgnbd"), x == 0 ? 1 : 0, 1);
        }

        Assert.Equal(1_653.4, output.Members.Keys.Sum(id => output.Number(id, "expected_purchases_bgnbd")), 0.1);
        Assert.Equal(1_665.3, output.Members.Keys.Sum(id => output.Number(id, "expected_purchases_paretonbd")), 0.5);
    }

    [Fact]
    public async Task Days_tell_what_weeks_tell()
    {
        LifecycleOutput weeks = await RunCdnowAsync();
        LifecycleOutput days = await RunCdnowAsync("--unit", "day", "--horizon", "273");

        foreach (string id in weeks.Members.Keys)
        {
            Assert.Equal(weeks.Number(id, "T") * 7, days.Number(id, "T"), 1e-9);
            Assert.Equal(weeks.Number(id, "p_alive_bgnbd"), days.Number(id, "p_alive_bgnbd"), 1e-6);
            Assert.Equal(weeks.Number(id, "p_alive_paretonbd"), days.Number(id, "p_alive_paretonbd"), 1e-6);
            Assert.Equal(weeks.Number(id, "expected_value"), days.Number(id, "expected_value"), 1e-2);
        }
    }

    [Fact]
    public async Task A_second_run_over_a_kept_store_replays_everything_and_writes_the_same_bytes()
    {
        string[] arguments = CdnowArguments();
        LifecycleOutput inMemory = await RunAsync(arguments);
        using var folder = ReplayFolder.With("", "");

        for (int run = 1; run <= 2; run++)
        {
            ReplayOutcome outcome = await ReplayFolder.RunAsync([.. arguments, "--store", folder.Store("sqlite"), "--out", folder.Out]);

            Assert.Equal("", outcome.Errors);
            Assert.Equal(0, outcome.ExitCode);
            Assert.Contains(run == 1 ? "earlier run │        0" : "earlier run │    6,919", outcome.Output, StringComparison.Ordinal);
            AssertSame(inMemory, LifecycleOutput.Read(folder.Out));
        }
    }

    [Fact]
    public async Task Segments_are_the_thirty_published_figures()
    {
        string data = RealSets.Find("rfm_orders", "orders.csv");

        LifecycleOutput output = await RunAsync(
            "lifecycle", "--orders", Path.Combine(data, "orders.csv"), "--as-of", "2006-12-31", "--rfm", "quantile-plus-one");

        Assert.Equal(PublishedSegments, output.Segments.Select(s => $"{s.Key} {s.Value!["members"]} {s.Value["orders"]} {s.Value["revenue"]}"));
        Assert.Equal(
            ["343", "412", "323", "544", "433"],
            new[] { "Abbey O'Reilly", "Add Senger", "Aden Lesch", "Aden Murphy", "Admiral Senger" }.Select(member => Score(output, member)));
    }

    [Fact]
    public async Task Plain_quantiles_move_a_few_customers()
    {
        string data = RealSets.Find("rfm_orders", "orders.csv");

        LifecycleOutput output = await RunAsync("lifecycle", "--orders", Path.Combine(data, "orders.csv"), "--as-of", "2006-12-31", "--rfm", "quantile");

        Assert.Equal([341, 171, 148, 104, 101, 48, 35, 28, 10, 9], output.Segments.Select(s => (int)s.Value!["members"]!).OrderDescending());
    }

    private static string[] CdnowArguments()
    {
        string data = RealSets.Find("cdnow_sample", "orders.csv");
        return ["lifecycle", "--orders", Path.Combine(data, "orders.csv"), "--calibration-end", "1997-09-30"];
    }

    private static Task<LifecycleOutput> RunCdnowAsync(params string[] more) => RunAsync([.. CdnowArguments(), .. more]);

    private static async Task<LifecycleOutput> RunAsync(params string[] arguments)
    {
        using var folder = ReplayFolder.With("", "");
        ReplayOutcome outcome = await ReplayFolder.RunAsync([.. arguments, "--out", folder.Out]);
        Assert.Equal("", outcome.Errors);
        Assert.Equal(0, outcome.ExitCode);
        return LifecycleOutput.Read(folder.Out);
    }

    private static void AssertParameters(double[] fitted, params double[] published)
    {
        foreach ((double ours, double theirs) in fitted.Zip(published))
        {
            Assert.Equal(theirs, ours, LastPrintedDigit);
        }
    }

    private static void AssertSame(LifecycleOutput expected, LifecycleOutput found)
    {
        Assert.Equal(expected.ModelsText, found.ModelsText);
        Assert.Equal(expected.SegmentsText, found.SegmentsText);
        Assert.Equal(expected.MembersText, found.MembersText);
    }

    private static string Score(LifecycleOutput output, string member) =>
        string.Concat(new[] { "recency_score", "frequency_score", "monetary_score" }.Select(column => output.Members[member][column]));

    // The sample numbers its customers anew; its file has both numbers.
    private static Dictionary<string, string> SampleIds(string cdnow) => File.ReadLines(Path.Combine(cdnow, "CDNOW_sample.txt"))
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .DistinctBy(cells => int.Parse(cells[1], CultureInfo.InvariantCulture))
        .ToDictionary(cells => int.Parse(cells[1], CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture), cells => cells[0]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
