using System.Text.Json;
using OrderReplay.Replaying;
using PrivateDomain.Sdk;
using PrivateDomain.Sdk.Commissions;

namespace OrderReplay.Output;

/// <summary>Writes <c>summary.json</c>: the figures that two runs can be compared by.</summary>
internal static class SummaryFile
{
    public const string Name = "summary.json";

    public static Task WriteAsync(OutputFolder folder, ReplayResult result, ReplayProgress progress, TimeSpan total) =>
        folder.WriteAsync(Name, async stream =>
        {
            await using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
            json.WriteStartObject();
            WriteEvents(json, result);
            WritePoints(json, result);
            WriteCommission(json, result);
            WriteRun(json, result, progress, total);
            json.WriteEndObject();
        });

    private static void WriteEvents(Utf8JsonWriter json, ReplayResult result)
    {
        Currency currency = result.Input.Orders.Currency;
        json.WriteString("currency", currency.Code);
        json.WriteNumber("members", result.Input.Members.Count);
        json.WriteNumber("orders", result.Events.Orders);
        json.WriteNumber("refunds", result.Events.Refunds);
        json.WriteString("ordersAmount", new Money(result.Events.OrdersAmount, currency).ToPlainString());
        json.WriteString("refundsAmount", new Money(result.Events.RefundsAmount, currency).ToPlainString());
        WriteCounts(json, "rejected", result.Events.Rejected);
    }

    private static void WritePoints(Utf8JsonWriter json, ReplayResult result)
    {
        json.WriteStartObject("points");
        json.WriteNumber("granted", result.Points.Granted);
        json.WriteNumber("redeemed", result.Points.Redeemed);
        json.WriteNumber("expired", result.Points.Expired);
        json.WriteNumber("reversed", result.Points.Reversed);
        json.WriteNumber("debtIncurred", result.Points.DebtIncurred);
        json.WriteNumber("debtRepaid", result.Points.DebtRepaid);
        json.WriteNumber("live", result.Points.Live);
        json.WriteNumber("debt", result.Points.Debt);
        json.WriteNumber("membersWithBalance", result.Points.MembersWithBalance);
        json.WriteEndObject();
    }

    private static void WriteCommission(Utf8JsonWriter json, ReplayResult result)
    {
        json.WriteStartObject("commission");
        json.WriteStartArray("levels");
        for (int level = 1; level <= result.Input.Plan.CommissionRates.Count; level++)
        {
            CommissionLevelTotal total = result.Level(level);
            json.WriteStartObject();
            json.WriteNumber("level", level);
            json.WriteString("accrued", total.Accrued.ToPlainString());
            json.WriteString("reversed", total.ClawedBack.ToPlainString());
            json.WriteString("net", total.Net.ToPlainString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("payees", result.Commission.Payees);
        json.WritePropertyName("topPayee");
        if (result.Commission.TopPayees is [CommissionBalance top, ..])
        {
            json.WriteStartObject();
            json.WriteString("memberId", top.MemberId.Value);
            json.WriteString("net", top.Net.ToPlainString());
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteEndObject();
    }

    private static void WriteRun(Utf8JsonWriter json, ReplayResult result, ReplayProgress progress, TimeSpan total)
    {
        json.WriteNumber("replayed", result.Events.Replayed);
        json.WriteNumber("repeatedRows", result.Events.Repeats);
        WriteCounts(json, "rejectedMembers", result.RejectedMembers);
        json.WriteStartObject("seconds");
        json.WriteNumber("validate", Seconds(progress.Validate.Elapsed));
        json.WriteNumber("members", Seconds(progress.Members.Elapsed));
        json.WriteNumber("orders", Seconds(progress.Orders.Elapsed));
        json.WriteNumber("total", Seconds(total));
        json.WriteEndObject();
        json.WriteNumber("ordersPerSecond", Math.Round(result.Input.Orders.Events / progress.Orders.Elapsed.TotalSeconds));
        json.WriteStartObject("verification");
        json.WriteNumber("breaches", result.Verification.BreachCount);
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, long> counts)
    {
        json.WriteStartObject(name);
        foreach ((string code, long count) in counts.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            json.WriteNumber(code, count);
        }

        json.WriteEndObject();
    }

    private static double Seconds(TimeSpan elapsed) => Math.Round(elapsed.TotalSeconds, 3);
}
