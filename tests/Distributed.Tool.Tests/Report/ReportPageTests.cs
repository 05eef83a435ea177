using System.Text.RegularExpressions;

namespace Distributed.Tool.Tests;

public sealed partial class ReportPageTests
{
    [Fact]
    public void The_page_needs_nothing_but_itself()
    {
        string page = ReportPage.Write(MadeReport.Of("asp", "ssp:3"));
        Outside(page).Should().BeEmpty();
        page.Should().Contain("default-src 'none'", "the browser holds the page to it");
    }

    [Fact]
    public void What_would_be_fetched_is_noticed()
    {
        Outside("<script src=\"https://example.org/a.js\"></script>").Should().ContainSingle();
        Outside("<link rel=stylesheet href='//example.org/a.css'>").Should().ContainSingle();
        Outside("<style>body { background: url(a.png) }</style>").Should().ContainSingle();
        Outside("<style>@import 'a.css';</style>").Should().ContainSingle();
    }

    [Fact]
    public void The_page_carries_the_licence_of_the_charts() =>
        ReportPage.Write(MadeReport.Of("asp")).Should().Contain("Copyright (c) 2022 Leon Sorokin").And.Contain("The above copyright notice and this permission notice");

    [Fact]
    public void The_table_has_the_columns_of_the_console()
    {
        string page = ReportPage.Write(MadeReport.Of("asp", "ssp:3"));
        IEnumerable<string> headings = Heading().Matches(page).Select(match => match.Groups[1].Value);
        headings.Should().Equal(ResultTables.Columns.Select(column => column.Name));
    }

    [Fact]
    public void Names_cannot_become_markup()
    {
        string page = ReportPage.Write(MadeReport.Of("</script><b>{{title}}"));
        page.Should().NotContain("<b>{{title}}").And.Contain("&lt;b&gt;{{title}}");
        Regex.Count(page, "</script>").Should().Be(2, "one ends the data, one the scripts");
    }

    private static IEnumerable<string> Outside(string page) => Fetched().Matches(page).Select(match => match.Value);

    [GeneratedRegex(@"<(?:script|img|iframe|link|object|embed)\b[^>]*\b(?:src|href|data)\s*=\s*[^>]*>|\burl\((?!#|data:)|@import\b|\bfetch\(|XMLHttpRequest|importScripts", RegexOptions.IgnoreCase)]
    private static partial Regex Fetched();

    [GeneratedRegex("<th[^>]*>([^<]*)</th>")]
    private static partial Regex Heading();
}
