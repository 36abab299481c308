using System.Globalization;
using Xunit.v3;

namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>Names a law of <see cref="IRecordStore"/> that the tests of a class show; filter with <c>--filter-trait "Law=1 Atomic"</c>.</summary>
/// <param name="number">The law's number.</param>
/// <param name="name">The law's name.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class LawAttribute(int number, string name) : Attribute, ITraitAttribute
{
    /// <summary>The law's number.</summary>
    public int Number => number;

    /// <summary>The law's name.</summary>
    public string Name => name;

    /// <inheritdoc/>
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() =>
        [new("Law", string.Create(CultureInfo.InvariantCulture, $"{number} {name}"))];
}
