using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace PrivateDomain.Sdk;

/// <summary>An ISO 4217 currency with the number of decimals of its minor unit.</summary>
/// <remarks>
/// An immutable value. Exponents follow ISO 4217 (List One): JPY 0, CNY 2, KWD 3, CLF 4.
/// </remarks>
[JsonConverter(typeof(CurrencyJsonConverter))]
public readonly record struct Currency
{
    private const string NoDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    private const string ThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";
    private const string FourDecimals = "CLF UYW";
    private const string TwoDecimals =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK " +
        "DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR " +
        "LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR " +
        "SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

    private static readonly Dictionary<string, int> Exponents = Index((NoDecimals, 0), (TwoDecimals, 2), (ThreeDecimals, 3), (FourDecimals, 4));

    private readonly string? _code;

    /// <summary>Makes a currency from its ISO 4217 code.</summary>
    /// <param name="code">Three upper-case letters.</param>
    /// <exception cref="ArgumentException">The code is not an ISO 4217 currency.</exception>
    public Currency(string code)
    {
        if (!TryParse(code, out Currency currency))
        {
            throw new ArgumentException("This is no ISO 4217 currency code; write three upper-case letters such as CNY.", nameof(code));
        }

        this = currency;
    }

    private Currency(string code, int exponent)
    {
        _code = code;
        Exponent = exponent;
    }

    /// <summary>The ISO 4217 code.</summary>
    /// <exception cref="InvalidOperationException">The currency is <c>default</c>.</exception>
    public string Code => _code ?? throw new InvalidOperationException("This currency is default(Currency) and was never given a code.");

    /// <summary>Decimals of the minor unit, 0 to 4.</summary>
    public int Exponent { get; }

    /// <summary>Whether the currency was given a code; <see langword="false"/> for <c>default</c>.</summary>
    public bool HasValue => _code is not null;

    /// <summary>Minor units of one unit: 1, 100, 1,000 or 10,000.</summary>
    public long MinorUnitsPerUnit => Exponent switch { 0 => 1, 2 => 100, 3 => 1_000, _ => 10_000 };

    /// <summary>Makes a currency from its ISO 4217 code.</summary>
    /// <param name="code">Three upper-case letters.</param>
    /// <exception cref="ArgumentException">The code is not an ISO 4217 currency.</exception>
    public static implicit operator Currency(string code) => new(code);

    /// <summary>Reads an ISO 4217 code.</summary>
    /// <param name="code">The text; case matters.</param>
    /// <param name="currency">The currency, or <c>default</c>.</param>
    /// <returns><see langword="true"/> when the code is known.</returns>
    public static bool TryParse([NotNullWhen(true)] string? code, out Currency currency)
    {
        bool known = Exponents.TryGetValue(code ?? "", out int exponent);
        currency = known ? new Currency(code!, exponent) : default;
        return known;
    }

    /// <summary>The code, or an empty text for <c>default</c>.</summary>
    /// <returns>The code.</returns>
    public override string ToString() => _code ?? "";

    private static Dictionary<string, int> Index(params ReadOnlySpan<(string Codes, int Exponent)> groups)
    {
        var exponents = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((string codes, int exponent) in groups)
        {
            foreach (string code in codes.Split(' '))
            {
                exponents.Add(code, exponent);
            }
        }

        return exponents;
    }
}
