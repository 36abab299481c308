using System.Globalization;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Members;

/// <summary>The pure rules of attributes. Messages name the attribute and never the value: it may be personal data.</summary>
internal static class AttributeRules
{
    internal static Refusal Unknown(string name) => new(
        MemberRefusals.AttributeUnknown,
        AttributeName.IsValid(name)
            ? $"The attribute '{name}' is not declared; declare it in Members.Attributes."
            : $"A name that is no name of an attribute is used: [a-z][a-z0-9_]*, at most {AttributeName.MaxLength} characters.");

    internal static AttributeDefinition? Find(IEnumerable<AttributeDefinition> declared, string name)
    {
        foreach (AttributeDefinition definition in declared)
        {
            if (definition.Name == name)
            {
                return definition;
            }
        }

        return null;
    }

    /// <summary>The command's values by name, in one order, where a set of no texts is no value.</summary>
    internal static IReadOnlyList<(string Name, AttributeValue? Value)> Order(IReadOnlyDictionary<string, AttributeValue?> values)
    {
        if (values.Count > MemberOptions.MaxAttributes)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"{values.Count} attributes are set at once; at most {MemberOptions.MaxAttributes} can be."), nameof(values));
        }

        return
        [
            .. values.Select(static pair => (pair.Key, pair.Value is { IsEmpty: true } ? null : pair.Value))
                .OrderBy(static pair => pair.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>What is wrong with the values whatever is stored. What is no longer declared can still be cleared.</summary>
    internal static Refusal? Refuse(IReadOnlyCollection<AttributeDefinition> declared, IReadOnlyList<(string Name, AttributeValue? Value)> values)
    {
        foreach ((string name, AttributeValue? value) in values)
        {
            AttributeDefinition? definition = Find(declared, name);
            if (definition is null && (value is not null || !AttributeName.IsValid(name)))
            {
                return Unknown(name);
            }

            if (definition is not null && value is not null && Problem(definition, value) is { } problem)
            {
                return new Refusal(MemberRefusals.AttributeInvalid, $"The value for the attribute '{name}' cannot be taken: {problem}.");
            }
        }

        return null;
    }

    /// <summary>Why a value cannot be taken, in words that do not repeat it; <see langword="null"/> when it can.</summary>
    internal static string? Problem(AttributeDefinition definition, AttributeValue value)
    {
        if (value.Kind != definition.Kind)
        {
            return $"it is of the kind {MemberAttribute.NameOf(value.Kind)} and {MemberAttribute.NameOf(definition.Kind)} is declared";
        }

        return definition.Kind switch
        {
            AttributeKind.Text => TextProblem(definition, value.Text!),
            AttributeKind.TextSet => SetProblem(definition, value.Texts),
            AttributeKind.Number when value.Number < definition.Minimum || value.Number > definition.Maximum =>
                string.Create(CultureInfo.InvariantCulture, $"{definition.Minimum} to {definition.Maximum} are declared"),
            AttributeKind.Instant when !CommandRules.IsInRange(new DateTimeOffset(value.Number, TimeSpan.Zero)) =>
                "a time from the year 1900 to the year 9000 is expected",
            _ => null,
        };
    }

    private static string? SetProblem(AttributeDefinition definition, IReadOnlyList<string> texts)
    {
        if (texts.Count > AttributeDefinition.MaxTexts)
        {
            return string.Create(CultureInfo.InvariantCulture, $"it has {texts.Count} texts and at most {AttributeDefinition.MaxTexts} are allowed");
        }

        foreach (string text in texts)
        {
            if (TextProblem(definition, text) is { } problem)
            {
                return $"of one of its texts: {problem}";
            }
        }

        return null;
    }

    private static string? TextProblem(AttributeDefinition definition, string text)
    {
        if (!Identifier.IsValid(text, out string? problem))
        {
            return problem;
        }

        return definition.AllowedValues is null || definition.AllowedValues.Contains(text, StringComparer.Ordinal) ? null : "it is none of the declared values";
    }
}
