using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Tests.Pipeline;

/// <summary>Fingerprints tell commands apart, name the difference, and keep free texts to themselves.</summary>
public sealed class FingerprintTests
{
    [Fact]
    public void Equal_content_has_no_difference() => Assert.Null(FingerprintBuilder.FirstDifference(Of("m", 5, "gift"), Of("m", 5, "gift")));

    [Fact]
    public void The_first_field_that_differs_is_named()
    {
        Assert.Equal("member", FingerprintBuilder.FirstDifference(Of("m", 5, "gift"), Of("n", 6, "gift")));
        Assert.Equal("points", FingerprintBuilder.FirstDifference(Of("m", 5, "gift"), Of("m", 6, "other")));
        Assert.Equal("reason", FingerprintBuilder.FirstDifference(Of("m", 5, "gift"), Of("m", 5, "other")));
    }

    [Fact]
    public void A_field_that_only_one_side_has_is_named_from_either_side()
    {
        Assert.Equal("reason", FingerprintBuilder.FirstDifference(Of("m", 5, null), Of("m", 5, "gift")));
        Assert.Equal("reason", FingerprintBuilder.FirstDifference(Of("m", 5, "gift"), Of("m", 5, null)));
    }

    [Fact]
    public void Missing_and_empty_are_different_content() => Assert.Equal("reason", FingerprintBuilder.FirstDifference(Of("m", 5, null), Of("m", 5, "")));

    [Fact]
    public void Another_version_is_named_as_such() => Assert.Equal("version", FingerprintBuilder.FirstDifference("v0\nmember=m", Of("m", 5, null)));

    [Fact]
    public void Free_texts_stand_as_digests_and_long_ones_too()
    {
        string longId = new('x', 128);

        string fingerprint = Of(longId, 5, "call 13800000000");

        Assert.DoesNotContain("13800000000", fingerprint, StringComparison.Ordinal);
        Assert.DoesNotContain(longId, fingerprint, StringComparison.Ordinal);
    }

    [Fact]
    public void The_encoding_is_what_stores_hold()
    {
        using var fingerprint = new FingerprintBuilder();
        DateTimeOffset? at = DateTimeOffset.UnixEpoch;
        Money? money = new Money(-1_999, "CNY");

        fingerprint.Add("text", "value").Add("none", (string?)null).Add("least", long.MinValue).Add("at", at).Add("money", money).AddText("free", "");

        Assert.Equal(
            "v1\ntext=value\nleast=-9223372036854775808\nat=621355968000000000\nmoney=-1999 CNY\nfree=#E3B0C44298FC1C149AFBF4C8996FB924", fingerprint.ToString());
    }

    [Fact]
    public void A_command_with_many_fields_is_written_whole()
    {
        using var fingerprint = new FingerprintBuilder();
        for (int i = 0; i < 500; i++)
        {
            fingerprint.Add("field", i);
        }

        Assert.Equal("v1" + string.Concat(Enumerable.Range(0, 500).Select(static i => $"\nfield={i}")), fingerprint.ToString());
    }

    private static string Of(string member, long points, string? reason)
    {
        using var fingerprint = new FingerprintBuilder();
        return fingerprint.Add("member", member).Add("points", points).AddText("reason", reason).ToString();
    }
}
