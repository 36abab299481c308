using System.Diagnostics.CodeAnalysis;
using System.Text;
using PrivateDomain.Sdk;

namespace OrderReplay.Input;

/// <summary>Reads <c>orders.csv</c> row by row.</summary>
internal sealed class OrderRows(CsvSource csv) : IDisposable
{
    private const int EventId = 0;
    private const int Kind = 1;
    private const int OrderId = 2;
    private const int MemberId = 3;
    private const int OccurredAt = 4;
    private const int Amount = 5;
    private const int CurrencyCode = 6;

    private byte[] _currencyCode = [];

    /// <summary>The currency of the first row, which must be that of all.</summary>
    public Currency Currency { get; private set; }

    public long Line => csv.Line;

    public long Position => csv.Position;

    public static OrderRows Open(string path, InputProblems problems) => new(
        CsvSource.Open(path, problems, "event_id", "kind", "order_id", "member_id", "occurred_at", "amount", "currency"));

    public bool Read() => csv.Read();

    /// <summary>Reads the current row, or reports what is wrong with it.</summary>
    public bool TryGetEvent([NotNullWhen(true)] out ShopEvent? shopEvent)
    {
        shopEvent = null;
        if (!TryGetKind(out ShopEventKind kind)
            || !csv.TryGetId(EventId, out string? eventId)
            || !csv.TryGetId(OrderId, out string? orderId)
            || !csv.TryGetId(MemberId, out string? memberId)
            || !TryGetInstant(out DateTimeOffset occurredAt)
            || !TryGetAmount(out Money amount))
        {
            return false;
        }

        shopEvent = new ShopEvent(kind, eventId, orderId, memberId, occurredAt, amount);
        return true;
    }

    public void Report(string problem) => csv.Report(problem);

    public void Dispose() => csv.Dispose();

    private bool TryGetKind(out ShopEventKind kind)
    {
        kind = csv.Is(Kind, "refund"u8) ? ShopEventKind.Refund : ShopEventKind.Order;
        return kind == ShopEventKind.Refund
            || csv.Is(Kind, "order"u8)
            || (csv.TryGetText(Kind, out string? text) && Refuse($"kind is {InputProblems.Quote(text)}; it is order or refund"));
    }

    private bool TryGetInstant(out DateTimeOffset instant)
    {
        instant = default;
        return csv.TryGetText(OccurredAt, out string? text)
            && (Instant.TryParse(text, out instant) || Refuse($"occurred_at is {InputProblems.Quote(text)}; {Instant.Rule}"));
    }

    private bool TryGetAmount(out Money amount)
    {
        amount = default;

        // Free orders exist: they are zero. What a shop pays back is a refund, not a negative order.
        return HasCurrency()
            && csv.TryGetText(Amount, out string? text)
            && ((Money.TryParse(text, Currency, out amount) && amount.MinorUnits >= 0)
                || Refuse($"amount is {InputProblems.Quote(text)}; write a number from 0 with at most {Currency.Exponent} decimals ({Currency.Code})"));
    }

    private bool HasCurrency()
    {
        if (Currency.HasValue && csv.Is(CurrencyCode, _currencyCode))
        {
            return true;
        }

        if (!csv.TryGetText(CurrencyCode, out string? code))
        {
            return false;
        }

        if (Currency.HasValue)
        {
            return Refuse($"currency is {InputProblems.Quote(code)}, and the rows before are in {Currency.Code}; replay one currency at a time");
        }

        if (!Currency.TryParse(code, out Currency currency))
        {
            return Refuse($"currency is {InputProblems.Quote(code)}; write an ISO 4217 code such as CNY");
        }

        Currency = currency;
        _currencyCode = Encoding.UTF8.GetBytes(code);
        return true;
    }

    private bool Refuse(string problem)
    {
        csv.Report(problem);
        return false;
    }
}
