using System.Globalization;
using System.Text.Json;

namespace PrivateDomain.Sdk.Tests.Segments;

/// <summary>What the JSON of a rule means, read word by word, sharing nothing with the SDK but the member's values as text.</summary>
internal static class NaiveRule
{
    internal static bool Holds(string json, Facts member) => Holds(
        json, new NaiveFacts(Facts.Day.Today, member.ToDictionary(fact => fact.Key, fact => fact.Value.ToString(), StringComparer.Ordinal)));

    internal static bool Holds(string json, NaiveFacts member)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Holds(document.RootElement, member);
    }

    private static bool Holds(JsonElement rule, NaiveFacts member)
    {
        if (rule.TryGetProperty("all", out JsonElement all))
        {
            return all.EnumerateArray().All(part => Holds(part, member));
        }

        if (rule.TryGetProperty("any", out JsonElement any))
        {
            return any.EnumerateArray().Any(part => Holds(part, member));
        }

        if (rule.TryGetProperty("not", out JsonElement not))
        {
            return !Holds(not, member);
        }

        string field = rule.GetProperty("field").GetString()!;
        JsonProperty condition = rule.EnumerateObject().Single(property => property.Name != "field");
        bool isSet = field.StartsWith("tag.", StringComparison.Ordinal) || field.StartsWith("attribute.set.", StringComparison.Ordinal)
            || field is "metric.categories" or "coupons.templates";
        return Holds(condition.Name, condition.Value, isSet, member.Values.GetValueOrDefault(field), member.Today);
    }

    private static bool Holds(string op, JsonElement operand, bool isSet, string? value, DateOnly today)
    {
        switch (op)
        {
            case "exists":
                return (value is not null) == operand.GetBoolean();
            case "is":
                return Equal(operand, isSet, value);
            case "is_not":
                return !Equal(operand, isSet, value);
            case "in":
                return operand.EnumerateArray().Any(one => Equal(one, isSet, value));
        }

        if (value is null)
        {
            return false;
        }

        if (op is "within_days" or "older_than_days")
        {
            int age = today.DayNumber - DateOnly.ParseExact(value[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber;
            return op == "within_days" ? age >= 0 && age < operand.GetInt32() : age >= operand.GetInt32();
        }

        return op switch
        {
            "below" => Order(value, operand) < 0,
            "at_most" => Order(value, operand) <= 0,
            "above" => Order(value, operand) > 0,
            "at_least" => Order(value, operand) >= 0,
            "between" => Order(value, operand[0]) >= 0 && Order(value, operand[1]) <= 0,
            _ => throw new InvalidOperationException(op),
        };
    }

    private static bool Equal(JsonElement operand, bool isSet, string? value)
    {
        string wanted = operand.ValueKind is JsonValueKind.True or JsonValueKind.False ? operand.GetRawText() : operand.ToString();
        return isSet ? value is not null && value.Trim('[', ']').Split(", ").Contains(wanted) : value == wanted;
    }

    private static int Order(string value, JsonElement operand) => operand.ValueKind == JsonValueKind.Number
        ? decimal.Parse(value, CultureInfo.InvariantCulture).CompareTo(operand.GetDecimal())
        : DateTime.Parse(value, CultureInfo.InvariantCulture).CompareTo(DateTime.Parse(operand.GetString()!, CultureInfo.InvariantCulture));
}
