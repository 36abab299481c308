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

    private static string Of(string member, long points, string? reason) =>
        new FingerprintBuilder().Add("member", member).Add("points", points).AddText("reason", reason).ToString();
}
