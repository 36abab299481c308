using System.Text.Json;

namespace OrderReplay.Input;

/// <summary>One object of the plan: takes values out of it, and reports with its line what is not as it should be.</summary>
internal sealed class PlanSection
{
    private readonly string _path;
    private readonly byte[] _json;
    private readonly InputProblems _problems;
    private readonly string _name;
    private readonly JsonElement _object;

    /// <param name="path">The file.</param>
    /// <param name="json">The whole file, for line numbers.</param>
    /// <param name="problems">Gets what is wrong.</param>
    /// <param name="name">What the object is called in messages.</param>
    /// <param name="element">The object.</param>
    /// <param name="properties">The properties that it has, neither more nor fewer.</param>
    public PlanSection(string path, byte[] json, InputProblems problems, string name, JsonElement element, params IReadOnlyList<string> properties)
    {
        _path = path;
        _json = json;
        _problems = problems;
        _name = name;
        _object = element;
        if (element.ValueKind is JsonValueKind.Object)
        {
            CheckProperties(properties);
        }
        else if (element.ValueKind is not JsonValueKind.Undefined)
        {
            Report(name, $"must be an object with {string.Join(", ", properties)}");
        }
    }

    public PlanSection Section(string name, params IReadOnlyList<string> properties) => new(_path, _json, _problems, name, ValueOf(name), properties);

    public DateTimeOffset Instant(string name)
    {
        JsonElement value = ValueOf(name);
        string text = value.ValueKind is JsonValueKind.String ? value.GetRawText()[1..^1] : "";
        if (!Input.Instant.TryParse(text, out DateTimeOffset instant) && value.ValueKind is not JsonValueKind.Undefined)
        {
            Report(name, $"is {InputProblems.Quote(text)}; {Input.Instant.Rule}");
        }

        return instant;
    }

    public decimal Number(string name, int lowest, int highest, int decimals) => NumberOf(name, ValueOf(name), lowest, highest, decimals);

    public IReadOnlyList<decimal> Numbers(string name, int lowest, int highest, int decimals)
    {
        JsonElement value = ValueOf(name);
        if (value.ValueKind is JsonValueKind.Array)
        {
            return [.. value.EnumerateArray().Select(item => NumberOf(name, item, lowest, highest, decimals))];
        }

        if (value.ValueKind is not JsonValueKind.Undefined)
        {
            Report(name, "must be a list of numbers");
        }

        return [];
    }

    public void Report(string name, string problem) => _problems.Add(_path, LineOf(name), $"{name} {problem}");

    private decimal NumberOf(string name, JsonElement value, int lowest, int highest, int decimals)
    {
        if (value.ValueKind is JsonValueKind.Number && value.TryGetDecimal(out decimal number)
            && number >= lowest && number <= highest && decimal.Round(number, decimals) == number)
        {
            return number;
        }

        if (value.ValueKind is not JsonValueKind.Undefined)
        {
            string kind = decimals == 0 ? "a whole number" : $"a number with at most {decimals} decimals";
            string given = value.ValueKind is JsonValueKind.Number ? $"is {value.GetRawText()}" : "is no number";
            Report(name, $"{given}; write {kind} from {lowest} to {highest}");
        }

        return lowest;
    }

    private void CheckProperties(IReadOnlyList<string> properties)
    {
        foreach (JsonProperty property in _object.EnumerateObject())
        {
            if (!properties.Contains(property.Name))
            {
                Report(property.Name, $"is not a property of {_name}; it has {string.Join(", ", properties)}");
            }
        }

        foreach (string name in properties)
        {
            if (!_object.TryGetProperty(name, out _))
            {
                _problems.Add(_path, LineOf(_name), $"{_name} must have {name}");
            }
        }
    }

    private JsonElement ValueOf(string name) =>
        _object.ValueKind is JsonValueKind.Object && _object.TryGetProperty(name, out JsonElement value) ? value : default;

    /// <summary>The line on which a property is named; the first line when none is.</summary>
    private long LineOf(string name)
    {
        var reader = new Utf8JsonReader(_json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName && reader.ValueTextEquals(name))
            {
                return _json.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n') + 1;
            }
        }

        return 1;
    }
}
