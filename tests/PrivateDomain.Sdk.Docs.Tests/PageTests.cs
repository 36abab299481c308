using System.Text.RegularExpressions;
using Xunit;

namespace PrivateDomain.Sdk.Docs;

/// <summary>Pages show only code that compiles and runs, and link only to pages that exist.</summary>
public sealed partial class PageTests
{
    private static readonly string Pages = Path.Combine(AppContext.BaseDirectory, "pages");

    public static TheoryData<string> AllPages =>
        [.. Directory.EnumerateFiles(Pages, "*.md", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(Pages, p)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Every_code_block_is_part_of_a_snippet_that_runs(string page)
    {
        string snippets = string.Join('\n', Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Snippets"), "*.cs").Select(s => Flatten(File.ReadAllText(s))));

        foreach (Match block in CodeBlock().Matches(File.ReadAllText(Path.Combine(Pages, page))))
        {
            Assert.True(snippets.Contains(Flatten(block.Groups["code"].Value), StringComparison.Ordinal), $"{page} shows code that no snippet compiles:\n{block.Groups["code"].Value}");
        }
    }

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Every_relative_link_leads_to_a_page(string page)
    {
        foreach (Match link in RelativeLink().Matches(File.ReadAllText(Path.Combine(Pages, page))))
        {
            string target = Path.Combine(Pages, Path.GetDirectoryName(page)!, link.Groups["page"].Value);
            Assert.True(File.Exists(target) || Directory.Exists(target), $"{page} links to {link.Groups["page"].Value}, which does not exist");
        }
    }

    [Fact]
    public void The_readmes_and_the_getting_started_pages_show_code() =>
        Assert.All(
            (string[])["README.md", "README.zh-CN.md", "docs/getting-started.md", "docs/getting-started.zh-CN.md"],
            page => Assert.Matches(CodeBlock(), File.ReadAllText(Path.Combine(Pages, page))));

    private static string Flatten(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\]\((?!https?:)(?<page>[^)#]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex RelativeLink();
}
