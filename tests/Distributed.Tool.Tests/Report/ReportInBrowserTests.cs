namespace Distributed.Tool.Tests;

public sealed class ReportInBrowserTests
{
    // As wide as that of --preset elasticbsp.
    private static readonly ResultTable _wide = new(
        [.. ResultTables.Columns, new("no-wait bound")],
        [["elasticbsp:15", "0.0442", "10/10", "1,234.5 s", "1,111.1–1,357.9 s", "1.23×", "123,456", "3.21", "12.3 %", "1,234", "12.3 GB", "1,023.4 s"]],
        0);

    [ChromiumFact]
    public async Task Every_chart_is_drawn_in_a_browser()
    {
        IReadOnlyList<DrawnChart> charts = await ShowAsync(ReportPage.Write(MadeReport.Of("asp", "ssp:3", "bsp")));
        charts.Select(chart => chart.Kind).Should().BeEquivalentTo("loss", "strip", "strip", "strip", "staleness", "staleness", "staleness");
        charts.Select(chart => chart.Complaint()).Should().OnlyContain(complaint => complaint == null);
    }

    [ChromiumFact]
    public async Task A_chart_without_data_is_found()
    {
        ReportData report = MadeReport.Of("asp", "ssp:3", "bsp", "dssp:3,12");
        ReportConfiguration section = report.Configurations[0];
        ReportPolicy[] policies = [.. section.Policies];
        policies[1] = policies[1] with { Curve = [] };
        policies[2] = policies[2] with { Spans = [] };
        policies[3] = policies[3] with { Staleness = [] };
        report = report with { Configurations = [section with { Policies = policies }] };

        IReadOnlyList<DrawnChart> charts = await ShowAsync(ReportPage.Write(report));
        charts.Select(chart => chart.Complaint()).OfType<string>().Should().BeEquivalentTo(
            "loss: no line for ssp:3", "strip of policy 2: no points", "staleness of policy 3: no points");
    }

    [ChromiumFact]
    public async Task A_chart_that_is_counted_but_not_painted_is_found()
    {
        string page = ReportPage.Write(MadeReport.Of("asp"));
        string unpainted = page.Replace("ctx.fillRect(left, top", "void (left, top", StringComparison.Ordinal);
        unpainted.Should().NotBe(page);
        IReadOnlyList<DrawnChart> charts = await ShowAsync(unpainted);
        charts.Select(chart => chart.Complaint()).OfType<string>().Should().ContainSingle().Which.Should().StartWith("strip of policy 0:").And.EndWith("but no ink");
    }

    [ChromiumFact]
    public async Task A_wide_table_is_seen_whole_on_a_screen_of_1400_pixels()
    {
        string page = ReportPage.Write(MadeReport.WithTable(_wide));
        (await IsCutAsync(page)).Should().BeFalse();
        (await IsCutAsync(page.Replace("main { max-width: 1360px", "main { max-width: 700px", StringComparison.Ordinal))).Should().BeTrue("the check finds a table that is cut");
    }

    private static async Task<bool> IsCutAsync(string page)
    {
        const string Look = "<script>document.body.dataset.cut = [...document.querySelectorAll('.scroll')].some(card => card.scrollWidth > card.clientWidth);</script></body>";
        using var folder = new TemporaryFolder();
        string dom = await Chromium.DomAsync(folder.Write("report.html", page.Replace("</body>", Look, StringComparison.Ordinal)), folder.File("profile"), 1400);
        return dom.Contains("data-cut=\"true\"", StringComparison.Ordinal) || (dom.Contains("data-cut=\"false\"", StringComparison.Ordinal) ? false : throw new InvalidOperationException("nobody looked"));
    }

    private static async Task<IReadOnlyList<DrawnChart>> ShowAsync(string page)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("report.html", page);
        return DrawnChart.All(await Chromium.DomAsync(file, folder.File("profile")));
    }
}
