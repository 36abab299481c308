using System.Runtime.CompilerServices;

namespace PrivateDomain.Sdk.Verification;

/// <summary>The text of a breach, made only where there is one: checks run for every stored record.</summary>
[InterpolatedStringHandler]
internal ref struct FindingMessage
{
    private DefaultInterpolatedStringHandler _text;
    private readonly bool _isWanted;

    public FindingMessage(int literalLength, int formattedCount, bool holds, out bool isWanted)
    {
        _isWanted = isWanted = !holds;
        _text = isWanted ? new DefaultInterpolatedStringHandler(literalLength, formattedCount) : default;
    }

    public void AppendLiteral(string value) => _text.AppendLiteral(value);

    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    public override string ToString() => _isWanted ? _text.ToStringAndClear() : "";
}
