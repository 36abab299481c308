using System.Text;
using System.Text.Json;
using PrivateDomain.Sdk.Segments;

namespace PrivateDomain.Sdk.Tests.Segments;

public sealed class RuleJsonTests
{
    [Fact]
    public void A_rule_built_in_code_is_the_rule_that_its_json_is()
    {
        SegmentRule rule = SegmentRule.All(
            SegmentRule.Any(MemberFields.Tag("city").Contains("上海"), MemberFields.Tag("city").ContainsAnyOf("beijing", "it's \"x\"")),
            MemberFields.Orders.AtLeast(3),
            MemberFields.Spend.Between(0, long.MaxValue),
            MemberFields.LastOrderAt.OlderThanDays(60),
            MemberFields.FirstOrderAt.Since(new DateTimeOffset(2026, 1, 31, 23, 59, 59, TimeSpan.FromHours(8)).AddTicks(1_234_567)),
            MemberFields.OrdersWithin(90).Is(0),
            SegmentRule.Not(MemberFields.LifecycleStage.IsOneOf("lost", "silent")),
            MemberFields.RegisteredAt.IsMissing());

        string json = rule.ToString();

        Assert.Equal(
            """
            {"all":[{"any":[{"field":"tag.city","is":"上海"},{"field":"tag.city","in":["beijing","it's \"x\""]}]},{"field":"metric.orders","at_least":3},
            {"field":"metric.spend","between":[0,9223372036854775807]},{"field":"metric.last_order_at","older_than_days":60},
            {"field":"metric.first_order_at","at_least":"2026-01-31T15:59:59.1234567Z"},{"field":"metric.orders_90d","is":0},
            {"not":{"field":"lifecycle.stage","in":["lost","silent"]}},{"field":"member.registered_at","exists":false}]}
            """.ReplaceLineEndings(""),
            json);
        Assert.Equal(json, SegmentRule.Parse(json).ToString());
        Assert.Equal(
            ["lifecycle.stage", "member.registered_at", "metric.first_order_at", "metric.last_order_at", "metric.orders", "metric.orders_90d", "metric.spend", "tag.city"],
            rule.FieldNames());
        Assert.Equal((3, 12), (rule.Depth, rule.Size));
    }

    [Fact]
    public void Attributes_say_their_kind_in_the_name_of_the_field()
    {
        SegmentRule rule = SegmentRule.All(
            MemberFields.TextAttribute("city").IsOneOf("上海", "beijing"),
            MemberFields.NumberAttribute("height_cm").Between(150, 180),
            MemberFields.BooleanAttribute("newsletter").Is(true),
            MemberFields.InstantAttribute("birthday").Before(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero)),
            MemberFields.TextSetAttribute("likes").Lacks("tea"),
            MemberFields.TextAttribute("text").Exists());

        Assert.Equal(
            """
            {"all":[{"field":"attribute.text.city","in":["上海","beijing"]},{"field":"attribute.number.height_cm","between":[150,180]},
            {"field":"attribute.boolean.newsletter","is":true},{"field":"attribute.instant.birthday","below":"2000-01-01T00:00:00Z"},
            {"field":"attribute.set.likes","is_not":"tea"},{"field":"attribute.text.text","exists":true}]}
            """.ReplaceLineEndings(""),
            rule.ToString());
        Assert.Equal(rule, SegmentRule.Parse(rule.ToString()));
        Assert.Equal(
            [FieldKind.Text, FieldKind.Number, FieldKind.Boolean, FieldKind.Instant, FieldKind.TextSet, FieldKind.Text],
            ((AllRule)SegmentRule.Parse(rule.ToString())).Parts.Select(part => ((ConditionRule)part).Field.Kind));
        Assert.All((string[])["", "City", "a.b", "1a", "城", new string('x', 33)], name => Assert.Throws<ArgumentException>(() => MemberFields.TextAttribute(name)));
    }

    [Fact]
    public void Keys_have_no_order_and_white_space_no_meaning() => Assert.Equal(
        MemberFields.Orders.AtLeast(3).ToString(),
        SegmentRule.Parse(" {\r\n \"at_least\" : 3 ,\t\"field\" : \"metric.orders\" } \n").ToString());

    [Fact]
    public void Times_with_an_offset_are_the_moment_that_they_mean() => Assert.Equal(
        MemberFields.FirstOrderAt.Before(new DateTimeOffset(2026, 1, 31, 16, 0, 0, TimeSpan.Zero)).ToString(),
        SegmentRule.Parse("""{"field":"metric.first_order_at","below":"2026-02-01T00:00:00+08:00"}""").ToString());

    [Theory]
    [InlineData("", 1, 1, "$", "no JSON")]
    [InlineData("{", 1, 2, "$", "no JSON")]
    [InlineData("[]", 1, 1, "$", "a rule is an object")]
    [InlineData("null", 1, 1, "$", "a rule is an object")]
    [InlineData("{}", 1, 2, "$", "the rule is empty")]
    [InlineData("""{"all":[]}""", 1, 9, "$.all", "at least one")]
    [InlineData("""{"all":{}}""", 1, 8, "$.all", "list of rules")]
    [InlineData("""{"all":[{"field":"metric.orders","is":1}],"all":[]}""", 1, 43, "$", "'all' stands twice")]
    [InlineData("""{"all":[{"field":"metric.orders","is":1}],"sql":"drop table"}""", 1, 43, "$", "nothing else")]
    [InlineData("{\"any\":[\n  {\"field\":\"metric.orders\",\n   \"like\":\"%\"}]}", 3, 4, "$.any[0]", "'like' is no operator")]
    [InlineData("""{"field":"metric.orders","is":1,"is":2}""", 1, 33, "$", "'is' stands twice")]
    [InlineData("""{"field":"metric.orders","field":"metric.spend","is":2}""", 1, 26, "$", "'field' stands twice")]
    [InlineData("""{"field":"metric.orders","is":1,"at_most":2}""", 1, 33, "$", "one operator")]
    [InlineData("""{"is":1}""", 1, 8, "$", "names no 'field'")]
    [InlineData("""{"field":"metric.orders"}""", 1, 25, "$", "no operator")]
    [InlineData("""{"field":"password","is":"x"}""", 1, 10, "$.field", "no field 'password'")]
    [InlineData("""{"field":"metric.orders_0d","is":1}""", 1, 10, "$.field", "no field")]
    [InlineData("""{"field":"metric.orders_3651d","is":1}""", 1, 10, "$.field", "no field")]
    [InlineData("""{"field":"tag.","is":"x"}""", 1, 10, "$.field", "no field")]
    [InlineData("""{"field":"attribute.city","is":"x"}""", 1, 10, "$.field", "no field")]
    [InlineData("""{"field":"attribute.text.","is":"x"}""", 1, 10, "$.field", "no field")]
    [InlineData("""{"field":"attribute.text.City","is":"x"}""", 1, 10, "$.field", "no field")]
    [InlineData("""{"field":"attribute.textset.city","is":"x"}""", 1, 10, "$.field", "no field")]
    [InlineData("""{"field":"attribute.Text.city","is":"x"}""", 1, 10, "$.field", "no field")]
    [InlineData("""{"field":"attribute.number.size","is":"x"}""", 1, 39, "$.is", "whole number")]
    [InlineData("""{"field":"attribute.boolean.vip","in":[true]}""", 1, 34, "$.in", "does not suit")]
    [InlineData("""{"field":7,"is":"x"}""", 1, 10, "$.field", "is a text")]
    [InlineData("""{"field":"metric.orders","is":NaN}""", 1, 31, "$", "no JSON")]
    [InlineData("""{"field":"metric.orders","is":1e400}""", 1, 31, "$.is", "whole number of 64 bits")]
    [InlineData("""{"field":"metric.orders","is":1.5}""", 1, 31, "$.is", "whole number of 64 bits")]
    [InlineData("""{"field":"metric.orders","is":9223372036854775808}""", 1, 31, "$.is", "whole number of 64 bits")]
    [InlineData("""{"field":"metric.orders","is":"1"}""", 1, 31, "$.is", "whole number of 64 bits")]
    [InlineData("""{"field":"metric.orders","contains":1}""", 1, 26, "$", "no operator")]
    [InlineData("""{"field":"metric.orders","within_days":1}""", 1, 26, "$.within_days", "does not suit")]
    [InlineData("""{"field":"metric.last_order_at","is":"2026-01-01T00:00:00Z"}""", 1, 33, "$.is", "does not suit")]
    [InlineData("""{"field":"metric.last_order_at","below":"2026-01-01"}""", 1, 41, "$.below", "with its offset")]
    [InlineData("""{"field":"metric.last_order_at","below":"0001-01-01T00:00:00Z"}""", 1, 41, "$.below", "1900")]
    [InlineData("""{"field":"metric.last_order_at","within_days":0}""", 1, 47, "$.within_days", "out of range")]
    [InlineData("""{"field":"metric.spend","between":[2,1]}""", 1, 35, "$.between", "is empty")]
    [InlineData("""{"field":"metric.spend","between":[1]}""", 1, 35, "$.between", "two values")]
    [InlineData("""{"field":"metric.spend","in":[]}""", 1, 30, "$.in", "0 values")]
    [InlineData("""{"field":"metric.spend","in":1}""", 1, 30, "$.in", "takes a list")]
    [InlineData("""{"field":"lifecycle.stage","is":""}""", 1, 33, "$.is", "it is empty")]
    [InlineData("""{"field":"lifecycle.stage","is":"a\u0000b"}""", 1, 33, "$.is", "control character")]
    [InlineData("""{"field":"lifecycle.stage","is":"\ud800"}""", 1, 33, "$.is", "not well formed")]
    [InlineData("""{"field":"lifecycle.stage","exists":1}""", 1, 37, "$.exists", "true or false")]
    [InlineData("""{"field":"lifecycle.stage","is":"x"} x""", 1, 38, "$", "no JSON")]
    [InlineData("""{"not":{"field":"lifecycle.stage","is":"x"},"not":{}}""", 1, 45, "$", "'not' stands twice")]
    public void What_is_no_rule_is_refused_with_its_place(string json, long line, long column, string path, string message)
    {
        RuleProblem problem = Refuse(Encoding.UTF8.GetBytes(json));

        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal((line, column, path), (problem.Line, problem.Column, problem.Path));
        Assert.Contains(path, Assert.Throws<FormatException>(() => SegmentRule.Parse(json)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused() => Assert.NotNull(Refuse([(byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}']));

    [Fact]
    public void A_name_from_outside_is_quoted_short_and_on_one_line()
    {
        RuleProblem problem = Refuse(Encoding.UTF8.GetBytes($$"""{"field":"metric.orders","\n{{new string('x', 1_000)}}":1}"""));

        Assert.True(problem.Message.Length < 250);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void The_deepest_rule_that_is_allowed_is_read_and_one_level_more_is_not()
    {
        Assert.Equal(SegmentRule.MaxDepth, SegmentRule.Parse(Nested("""{"all":[""", "]}", SegmentRule.MaxDepth)).Depth);
        Assert.Contains("deeper", Refuse(Encoding.UTF8.GetBytes(Nested("""{"all":[""", "]}", SegmentRule.MaxDepth + 1))).Message, StringComparison.Ordinal);
        Assert.Equal(SegmentRule.MaxDepth, SegmentRule.Parse(Nested("""{"not":""", "}", SegmentRule.MaxDepth)).Depth);
    }

    [Fact]
    public void The_largest_rule_that_is_allowed_is_read_and_one_node_more_is_not()
    {
        Assert.Equal(SegmentRule.MaxSize, SegmentRule.Parse(Wide(SegmentRule.MaxSize - 1)).Size);
        Assert.Contains("1000 nodes", Refuse(Encoding.UTF8.GetBytes(Wide(SegmentRule.MaxSize))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SegmentRule.All([.. Enumerable.Repeat(MemberFields.Orders.Is(1), SegmentRule.MaxSize)]));
    }

    [Theory]
    [InlineData("""{"all":[""", "]}")]
    [InlineData("""{"not":""", "}")]
    [InlineData("""{"field":"metric.orders","in":""", "}")]
    [InlineData("[", "]")]
    public void Json_that_is_a_hundred_thousand_levels_deep_is_refused_at_once(string open, string close) =>
        RefuseAtOnce(Nested(open, close, 100_000)[..Math.Min(SegmentRule.MaxJsonLength, open.Length * 100_000)]);

    [Fact]
    public void Ten_megabytes_are_refused_at_once()
    {
        RefuseAtOnce(Wide(10 * 1024 * 1024 / 32));
        RefuseAtOnce(new string(' ', 10 * 1024 * 1024));
    }

    [Fact]
    public void As_much_as_is_allowed_of_anything_is_refused_at_once()
    {
        RefuseAtOnce("""{"field":"metric.orders","in":[""" + string.Join(',', Enumerable.Repeat("1", 130_000)) + "]}");
        RefuseAtOnce("""{"field":"metric.orders",""" + string.Join(',', Enumerable.Repeat("\"is\":1", 37_000)) + "}");
        RefuseAtOnce("{\"field\":\"" + new string('a', SegmentRule.MaxJsonLength - 30) + "\",\"is\":1}");
        RefuseAtOnce("{\"field\":\"metric.orders\",\"is\":" + new string('9', SegmentRule.MaxJsonLength - 40) + "}");
    }

    [Fact]
    public void The_published_schema_names_the_operators_and_fields_that_there_are()
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "segment-rule.schema.json")));
        JsonElement definitions = schema.RootElement.GetProperty("$defs");

        Assert.Equal(
            RuleOperators.Names.Select(n => n.Name).Order(StringComparer.Ordinal),
            definitions.GetProperty("condition").GetProperty("properties").EnumerateObject().Select(p => p.Name).Where(n => n != "field").Order(StringComparer.Ordinal));
        Assert.Equal(
            MemberFields.Known.Select(f => f.Name),
            definitions.GetProperty("field").GetProperty("anyOf")[0].GetProperty("enum").EnumerateArray().Select(e => e.GetString()!));
    }

    private static RuleProblem Refuse(byte[] json)
    {
        Assert.False(SegmentRule.TryParse(json, out SegmentRule? rule, out RuleProblem? problem));
        Assert.Null(rule);
        return problem;
    }

    /// <summary>Work is bounded by what is allowed, not by what comes: hardly anything is made of it.</summary>
    private static void RefuseAtOnce(string json)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        Refuse(utf8);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Refuse(utf8);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * SegmentRule.MaxJsonLength);
    }

    private static string Nested(string open, string close, int depth)
    {
        var json = new StringBuilder();
        json.Insert(0, open, depth - 1).Append("""{"field":"metric.orders","is":1}""");
        return json.Append(string.Concat(Enumerable.Repeat(close, depth - 1))).ToString();
    }

    private static string Wide(int parts) =>
        $$"""{"any":[{{string.Join(',', Enumerable.Repeat("""{"field":"metric.orders","is":1}""", parts))}}]}""";
}
