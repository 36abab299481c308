using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Forecasts;

/// <summary>What a run forecasts of a member, in whole numbers. There is one for everybody who had an order that counts.</summary>
/// <remarks>An immutable value. An estimate for people who decide, not an amount owed: never book it.</remarks>
public sealed record MemberForecast : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<MemberForecast> Schema { get; } = new RecordTypeBuilder<MemberForecast>("member_forecasts", since: 2)
        .OptionalInt64("alive", r => r.AliveBillionths)
        .Int64("expected_purchases", r => r.ExpectedPurchasesBillionths)
        .OptionalInt64("expected_value", r => r.ExpectedValue)
        .Text("as_of", r => DayText.Of(r.AsOf))
        .Text("version", r => r.Version)
        .Build(static (ref row) => new MemberForecast
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            AliveBillionths = row.OptionalInt64(),
            ExpectedPurchasesBillionths = row.Int64(),
            ExpectedValue = row.OptionalInt64(),
            AsOf = DayText.Parse(row.Text()),
            Version = row.Text(),
        });

    /// <summary>The member.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>
    /// The probability that he has not left for good, in billionths: 250000000 is a quarter. <see langword="null"/> by BG/NBD for who bought on one
    /// day only: that model gives him the probability 1, however long ago that was, and it would mean nothing.
    /// </summary>
    public long? AliveBillionths { get; init; }

    /// <summary>The purchases to expect of him within the horizon of the run, in billionths; all orders of a day are one purchase.</summary>
    public required long ExpectedPurchasesBillionths { get; init; }

    /// <summary>What these purchases are worth, in minor units; <see langword="null"/> where runs forecast no value.</summary>
    public long? ExpectedValue { get; init; }

    /// <summary>The day of the run that brought these numbers.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>A digest of the model: see <see cref="ForecastRun.Version"/>.</summary>
    public required string Version { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => "";

    /// <summary>The key of a member's forecast.</summary>
    /// <param name="program">The program.</param>
    /// <param name="memberId">The member.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId memberId) => new(Schema, memberId.Value, program, "");
}
