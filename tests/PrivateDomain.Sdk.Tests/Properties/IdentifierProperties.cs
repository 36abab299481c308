using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tests.Properties;

public sealed class IdentifierProperties
{
    [Fact]
    public void Code_point_order_is_the_order_of_utf8_bytes() => Laws.Hold(
        from left in Laws.Text
        from right in Laws.Text
        select (left, right),
        3_000,
        pair => Assert.Equal(
            Math.Sign(Encoding.UTF8.GetBytes(pair.left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(pair.right))),
            Math.Sign(CodePointComparer.Instance.Compare(pair.left, pair.right))));

    [Fact]
    public void Code_point_order_puts_supplementary_planes_last_and_null_first()
    {
        string[] sorted = ["\U0001F600", "\uFFFD", "\uE000", "a", "", "Z", "é", "中"];
        Array.Sort(sorted, CodePointComparer.Instance);
        Assert.Equal(["", "Z", "a", "é", "中", "\uE000", "\uFFFD", "\U0001F600"], sorted);
        Assert.True(CodePointComparer.Instance.Compare(null, "") < 0);
        Assert.True(CodePointComparer.Instance.Compare("", null) > 0);
        Assert.Equal(0, CodePointComparer.Instance.Compare(null, null));
    }

    [Fact]
    public void Well_formed_text_of_allowed_length_is_an_id_and_survives_json() => Laws.Hold(
        Laws.Text.Where(text => text.Length is > 0 and <= Identifier.MaxLength),
        500,
        text =>
        {
            var id = new MemberId(text);
            Assert.Equal(text, id.Value);
            Assert.Equal(id, JsonSerializer.Deserialize<MemberId>(JsonSerializer.Serialize(id)));
            Assert.Equal(text, new OrderId(text).Value);
            Assert.Equal(text, new RefundId(text).Value);
            Assert.Equal(text, new SaleId(text).Value);
            Assert.Equal(text, new OperationId(text).Value);
            Assert.Equal(text, new ProgramId(text).Value);
        });

    [Theory]
    [InlineData("\0")]
    [InlineData("a\0b")]
    [InlineData("a\n")]
    [InlineData("\t")]
    [InlineData("\u007F")]
    [InlineData("\u0085")]
    public void A_control_character_anywhere_is_refused_and_named(string text)
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new MemberId(text));
        Assert.Contains("control character U+", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lone_surrogate_anywhere_is_refused_and_named()
    {
        foreach (string text in new[] { "\uD83D", "\uDE00", "a\uD83D", "\uDE00\uD83D", "\uD83D\uD83D\uDE00", "\uD83Da" })
        {
            ArgumentException refused = Assert.Throws<ArgumentException>(() => new OrderId(text));
            Assert.Contains("lone surrogate U+", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Null_empty_and_overlong_ids_are_refused_without_repeating_them()
    {
        Assert.Throws<ArgumentException>(() => new MemberId(null!));
        Assert.Throws<ArgumentException>(() => new MemberId(""));
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new OperationId(new string('x', 10_000)));
        Assert.Contains("10000 characters", refused.Message, StringComparison.Ordinal);
        Assert.Contains("128", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.Message.Length < 300, refused.Message);
        Assert.Equal(128, new MemberId(new string('x', 128)).Value.Length);
        Assert.Throws<ArgumentException>(() => new MemberId(new string('x', 129)));
    }

    [Fact]
    public void An_id_that_was_never_given_a_value_says_so()
    {
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => default(MemberId).Value);
        Assert.Contains("default(MemberId)", refused.Message, StringComparison.Ordinal);
        Assert.False(default(MemberId).HasValue);
        Assert.Equal("", default(MemberId).ToString());
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"a\\u0000\"")]
    [InlineData("null")]
    [InlineData("\"\\ud83d\"")]
    [InlineData("7")]
    public void Json_that_is_no_id_is_a_json_exception(string json) =>
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<MemberId>(json));

    [Theory]
    [InlineData("", "v")]
    [InlineData("Phone", "v")]
    [InlineData("1phone", "v")]
    [InlineData("ph one", "v")]
    [InlineData("phone-with-a-name-of-33-characters", "v")]
    [InlineData("phone", "")]
    [InlineData("phone", "13800\0000000")]
    public void An_external_id_that_is_not_usable_is_refused_without_repeating_it(string kind, string value)
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new ExternalId(kind, value));
        Assert.DoesNotContain("13800", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_external_id_keeps_its_value_out_of_its_text() =>
        Assert.Equal("phone:***", new ExternalId("phone", "13800000000").ToString());
}
