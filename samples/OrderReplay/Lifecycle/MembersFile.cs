using CsvHelper;
using OrderReplay.Output;
using OrderReplay.Replaying;

namespace OrderReplay.Lifecycle;

/// <summary>Writes <c>members.csv</c>: a row for each member, in code-point order of the ids.</summary>
internal static class MembersFile
{
    public const string Name = "members.csv";

    // The shortest text that is the same number again.
    private const string RoundTrip = "R";

    /// <summary>The second pass over the members: each is assessed, written, added up and forgotten.</summary>
    public static async Task WriteAsync(
        Stream stream, IAsyncEnumerable<Buyer> buyers, Assessor assessor, AssessmentTally tally, PhaseProgress progress, CancellationToken cancellationToken)
    {
        await using CsvWriter csv = StatementCsv.Open(
            stream,
            "member_id", "x", "t_x", "T", "recency_score", "frequency_score", "monetary_score", "segment", "stage",
            "p_alive_bgnbd", "p_alive_paretonbd", "expected_purchases_bgnbd", "expected_purchases_paretonbd", "expected_value");
        await foreach (Buyer buyer in buyers)
        {
            MemberAssessment member = assessor.Assess(buyer);
            WriteFields(csv, member);
            await csv.EndRecordAsync(cancellationToken);
            tally.Add(member);
            progress.Advance();
        }

        await csv.FlushAsync(cancellationToken);
    }

    // What is not known is an empty cell, never a zero.
    private static void WriteFields(CsvWriter csv, MemberAssessment member)
    {
        csv.WriteField(member.Buyer.MemberId.Value);
        csv.WriteField(member.History?.RepeatPurchases);
        csv.WriteField(member.History?.LastPurchase, RoundTrip);
        csv.WriteField(member.History?.Observed, RoundTrip);
        csv.WriteField(member.Standing?.Score.Recency);
        csv.WriteField(member.Standing?.Score.Frequency);
        csv.WriteField(member.Standing?.Score.Monetary);
        csv.WriteField(member.Standing?.Segment);
        csv.WriteField(member.Stage.ToString());
        csv.WriteField(member.Forecast?.AliveBgNbd, RoundTrip);
        csv.WriteField(member.Forecast?.AliveParetoNbd, RoundTrip);
        csv.WriteField(member.Forecast?.PurchasesBgNbd, RoundTrip);
        csv.WriteField(member.Forecast?.PurchasesParetoNbd, RoundTrip);
        csv.WriteField(member.Forecast?.Value, RoundTrip);
    }
}
