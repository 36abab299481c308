using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PrivateDomain.Sdk.Segments;

/// <summary>Writes a rule as canonical JSON.</summary>
internal static class RuleWriter
{
    // Rules are data, never part of a page: text in any language stays readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Write(SegmentRule rule)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            Write(rule, json);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(SegmentRule rule, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        switch (rule)
        {
            case AllRule all:
                Write("all", all.Parts, json);
                break;
            case AnyRule any:
                Write("any", any.Parts, json);
                break;
            case NotRule not:
                json.WritePropertyName("not");
                Write(not.Part, json);
                break;
            case ConditionRule condition:
                json.WriteString("field", condition.Field.Name);
                json.WritePropertyName(RuleOperators.NameOf(condition.Operator));
                Write(condition, json);
                break;
        }

        json.WriteEndObject();
    }

    private static void Write(string name, IReadOnlyList<SegmentRule> parts, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (SegmentRule part in parts)
        {
            Write(part, json);
        }

        json.WriteEndArray();
    }

    private static void Write(ConditionRule condition, Utf8JsonWriter json)
    {
        if (!RuleOperators.TakesList(condition.Operator))
        {
            Write(condition.Values[0], json);
            return;
        }

        json.WriteStartArray();
        foreach (RuleValue value in condition.Values)
        {
            Write(value, json);
        }

        json.WriteEndArray();
    }

    private static void Write(RuleValue value, Utf8JsonWriter json)
    {
        switch (value.Kind)
        {
            case FieldKind.Number:
                json.WriteNumberValue(value.Number);
                break;
            case FieldKind.Boolean:
                json.WriteBooleanValue(value.Boolean);
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }
}
