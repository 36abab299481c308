using System.Globalization;

namespace PrivateDomain.Sdk.Segments;

/// <summary>Why a text is no rule, and where.</summary>
/// <param name="Message">What is wrong and what would be right, without a final full stop.</param>
/// <param name="Line">The line of the JSON, from 1.</param>
/// <param name="Column">The byte in that line, from 1.</param>
/// <param name="Path">The way there from the whole rule: <c>$.all[2].at_least</c>.</param>
/// <remarks>An immutable value.</remarks>
public sealed record RuleProblem(string Message, long Line, long Column, string Path)
{
    /// <summary>The problem in one sentence.</summary>
    /// <returns>A text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Line {Line}, column {Column} ({Path}): {Message}.");
}
