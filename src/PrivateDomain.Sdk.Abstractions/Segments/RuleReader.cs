using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace PrivateDomain.Sdk.Segments;

/// <summary>Reads a rule from JSON of unknown origin: bounded work, nothing unnamed, and every refusal with its place.</summary>
internal ref struct RuleReader
{
    private const int QuotedAtMost = 40;

    // A rule in a rule is an object in a list; the reader's own limit must not come before ours.
    private const int MaxJsonDepth = (SegmentRule.MaxDepth * 2) + 2;

    private readonly ReadOnlySpan<byte> _json;
    private readonly List<string> _path;
    private Utf8JsonReader _reader;
    private int _size;

    private RuleReader(ReadOnlySpan<byte> json)
    {
        _json = json;
        _path = ["$"];
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxJsonDepth });
    }

    internal static bool TryRead(ReadOnlySpan<byte> json, [NotNullWhen(true)] out SegmentRule? rule, [NotNullWhen(false)] out RuleProblem? problem)
    {
        rule = null;
        problem = null;
        if (json.Length > SegmentRule.MaxJsonLength)
        {
            problem = new RuleProblem(
                string.Create(CultureInfo.InvariantCulture, $"the rule has {json.Length} bytes and at most {SegmentRule.MaxJsonLength} are allowed"), 1, 1, "$");
            return false;
        }

        var reader = new RuleReader(json);
        try
        {
            reader.Next();
            rule = reader.ReadRule(depth: 1);
            reader.RequireEnd();
        }
        catch (RuleException e)
        {
            problem = e.Problem;
        }
        catch (JsonException e)
        {
            problem = new RuleProblem("it is no JSON, or too deep", (e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1, reader.Path);
        }
        catch (InvalidOperationException)
        {
            // A text with half of a surrogate pair is JSON, and no text.
            problem = reader.ProblemHere("the text is not well formed");
        }

        rule = problem is null ? rule : null;
        return rule is not null;
    }

    private readonly string Path => string.Concat(_path);

    private void Next()
    {
        if (!_reader.Read())
        {
            throw Refuse("the rule ends too early");
        }
    }

    private void RequireEnd()
    {
        if (_reader.Read())
        {
            throw Refuse("there is something behind the rule");
        }
    }

    private SegmentRule ReadRule(int depth)
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            throw Refuse("a rule is an object with 'all', 'any', 'not' or 'field'");
        }

        if (depth > SegmentRule.MaxDepth)
        {
            throw Refuse(string.Create(CultureInfo.InvariantCulture, $"rules lie in each other deeper than {SegmentRule.MaxDepth} levels"));
        }

        if (++_size > SegmentRule.MaxSize)
        {
            throw Refuse(string.Create(CultureInfo.InvariantCulture, $"the rule has more than {SegmentRule.MaxSize} nodes"));
        }

        Next();
        if (_reader.TokenType != JsonTokenType.PropertyName)
        {
            throw Refuse("the rule is empty; it has 'all', 'any', 'not' or 'field'");
        }

        return _reader.GetString() switch
        {
            "all" => ReadParts(parts => SegmentRule.All(parts), "all", depth),
            "any" => ReadParts(parts => SegmentRule.Any(parts), "any", depth),
            "not" => ReadNot(depth),
            _ => ReadCondition(),
        };
    }

    private SegmentRule ReadParts(Func<List<SegmentRule>, SegmentRule> make, string name, int depth)
    {
        Next();
        _path.Add($".{name}");
        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            throw Refuse($"'{name}' is a list of rules");
        }

        var parts = new List<SegmentRule>();
        for (Next(); _reader.TokenType != JsonTokenType.EndArray; Next())
        {
            _path.Add(string.Create(CultureInfo.InvariantCulture, $"[{parts.Count}]"));
            parts.Add(ReadRule(depth + 1));
            _path.RemoveAt(_path.Count - 1);
        }

        if (parts.Count == 0)
        {
            throw Refuse($"'{name}' needs at least one rule");
        }

        _path.RemoveAt(_path.Count - 1);
        RequireEndOfObject(name);
        return make(parts);
    }

    private SegmentRule ReadNot(int depth)
    {
        Next();
        _path.Add(".not");
        SegmentRule part = ReadRule(depth + 1);
        _path.RemoveAt(_path.Count - 1);
        RequireEndOfObject("not");
        return SegmentRule.Not(part);
    }

    private void RequireEndOfObject(string name)
    {
        Next();
        if (_reader.TokenType != JsonTokenType.EndObject)
        {
            throw Refuse(_reader.ValueTextEquals(name) ? $"'{name}' stands twice" : $"beside '{name}' there may be nothing else");
        }
    }

    /// <summary>Keys have no order in JSON: the values of an operator are read once the field is known.</summary>
    private ConditionRule ReadCondition()
    {
        MemberField? field = null;
        RuleOperator? op = null;
        Utf8JsonReader operands = default;
        Utf8JsonReader operatorName = default;
        for (; _reader.TokenType == JsonTokenType.PropertyName; Next())
        {
            if (_reader.ValueTextEquals("field"u8))
            {
                field = field is null ? ReadField() : throw Refuse("'field' stands twice");
                continue;
            }

            string name = _reader.GetString()!;
            RuleOperator found = RuleOperators.Find(name)
                ?? throw Refuse($"'{Quote(name)}' is no operator; there are {string.Join(", ", RuleOperators.Names.Select(n => n.Name))}");
            if (op is { } before)
            {
                throw Refuse(before == found ? $"'{name}' stands twice" : $"beside '{RuleOperators.NameOf(before)}' there is '{name}'; a condition has one operator");
            }

            op = found;
            operatorName = _reader;
            Next();
            operands = _reader;
            _reader.Skip();
        }

        if (field is null)
        {
            throw Refuse("the condition names no 'field'");
        }

        if (op is not { } known)
        {
            throw Refuse($"the condition on '{field.Name}' has no operator");
        }

        Utf8JsonReader end = _reader;
        _reader = operatorName;
        _path.Add($".{RuleOperators.NameOf(known)}");
        if (!RuleOperators.Suits(field.Kind, known))
        {
            throw Refuse($"'{RuleOperators.NameOf(known)}' does not suit '{field.Name}', which is of the kind {field.Kind}");
        }

        _reader = operands;
        List<RuleValue> values = ReadValues(known, RuleOperators.KindOfValues(field.Kind, known));
        if (RuleOperators.Problem(field, known, values) is { } problem)
        {
            _reader = operands;
            throw Refuse(problem);
        }

        _path.RemoveAt(_path.Count - 1);
        _reader = end;
        return new ConditionRule(field, known, values);
    }

    private MemberField ReadField()
    {
        Next();
        _path.Add(".field");
        string name = _reader.TokenType == JsonTokenType.String ? _reader.GetString()! : throw Refuse("'field' is a text");
        MemberField field = MemberFields.Find(name) ?? throw Refuse($"there is no field '{Quote(name)}'");
        _path.RemoveAt(_path.Count - 1);
        return field;
    }

    private List<RuleValue> ReadValues(RuleOperator op, FieldKind kind)
    {
        if (!RuleOperators.TakesList(op))
        {
            return [ReadValue(kind)];
        }

        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            throw Refuse($"'{RuleOperators.NameOf(op)}' takes a list");
        }

        var values = new List<RuleValue>();
        for (Next(); _reader.TokenType != JsonTokenType.EndArray; Next())
        {
            if (values.Count == SegmentRule.MaxValues)
            {
                throw Refuse(string.Create(CultureInfo.InvariantCulture, $"the list has more than {SegmentRule.MaxValues} values"));
            }

            values.Add(ReadValue(kind));
        }

        return values;
    }

    private readonly RuleValue ReadValue(FieldKind kind) => kind switch
    {
        FieldKind.Text when _reader.TokenType == JsonTokenType.String => RuleValue.Of(_reader.GetString()!),
        FieldKind.Text => throw Refuse("the value must be a text"),
        FieldKind.Boolean when _reader.TokenType is JsonTokenType.True or JsonTokenType.False => RuleValue.Of(_reader.GetBoolean()),
        FieldKind.Boolean => throw Refuse("the value must be true or false"),
        FieldKind.Number when _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out long number) => RuleValue.Of(number),
        FieldKind.Number => throw Refuse("the value must be a whole number of 64 bits"),
        _ when _reader.TokenType == JsonTokenType.String && TryGetInstant(_reader.GetString()!, out DateTimeOffset instant) => RuleValue.Of(instant),
        _ => throw Refuse("the value must be a time with its offset, such as 2026-01-31T00:00:00Z"),
    };

    private static bool TryGetInstant(string text, out DateTimeOffset instant) => DateTimeOffset.TryParseExact(
        text,
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"],
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal,
        out instant);

    private readonly RuleException Refuse(string message) => new(ProblemHere(message));

    private readonly RuleProblem ProblemHere(string message)
    {
        ReadOnlySpan<byte> before = _json[..(int)_reader.TokenStartIndex];
        int lineStart = before.LastIndexOf((byte)'\n') + 1;
        return new RuleProblem(message, before.Count((byte)'\n') + 1, before.Length - lineStart + 1, Path);
    }

    /// <summary>What a hostile text cannot use to fill a log or to break its lines.</summary>
    private static string Quote(string text)
    {
        string part = text.Length <= QuotedAtMost ? text : text[..QuotedAtMost] + "...";
        return string.Concat(part.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
    }
}
