using System.Globalization;
using System.Net;
using System.Text;

namespace Distributed.Tool;

/// <summary>Writes a report as one page that needs nothing beside itself: no network, no other file.</summary>
internal static class ReportPage
{
    private static readonly string[] _scripts = ["theme.js", "chart.js", "loss.js", "strip.js", "staleness.js", "page.js"];

    internal static string Write(ReportData report)
    {
        string chartLicence = PageAsset.Read("LICENSE").Trim();
        string library = $"/*! uPlot\n{chartLicence}\n*/\n{PageAsset.Read("uPlot.iife.min.js")}";
        var parts = new Dictionary<string, string>
        {
            ["title"] = Text(report.Title),
            ["lead"] = Paragraphs("lead", report.Lead),
            ["styles"] = PageAsset.Read("uPlot.min.css") + "\n" + PageAsset.Read("report.css"),
            ["body"] = string.Concat(report.Configurations.Select(Section)),
            ["notes"] = Paragraphs("note", report.Notes),
            ["data"] = PageData.Of(report).ToJson(),
            ["scripts"] = string.Join("\n", _scripts.Select(PageAsset.Read).Prepend(library)),
        };
        return Fill(PageAsset.Read("report.html"), parts);
    }

    // In one pass: what is filled in may itself look like a place.
    private static string Fill(string template, Dictionary<string, string> parts)
    {
        var page = new StringBuilder();
        string[] pieces = template.Split("{{");
        page.Append(pieces[0]);
        foreach (string piece in pieces.Skip(1))
        {
            int end = piece.IndexOf("}}", StringComparison.Ordinal);
            page.Append(parts[piece[..end]]).Append(piece, end + 2, piece.Length - end - 2);
        }

        return page.ToString();
    }

    private static string Section(ReportConfiguration configuration, int number)
    {
        string figures = configuration.Policies.Count > 0 ? Figures(configuration, number) : "";
        return $"""
            <section>
            <h2>{Text(configuration.Name)}</h2>
            <div class="card scroll">
            {Table(configuration)}
            </div>
            {figures}</section>

            """;
    }

    private static string Figures(ReportConfiguration configuration, int number)
    {
        string policies = string.Join(", ", configuration.Policies.Select(policy => policy.Seed).Distinct().Order());
        StripWindow window = StripWindow.Of(configuration.Policies.Select(policy => policy.Spans));
        int workers = configuration.Policies.SelectMany(policy => policy.Spans).Select(span => span.Worker + 1).DefaultIfEmpty(0).Max();
        string shown = workers > window.Seats ? $" The first {window.Seats} of {workers} workers." : "";
        return $"""
            <figure class="card">
            <h3>Loss against virtual time</h3>
            <figcaption>One run a policy (seed {policies}). A ring: there the target was reached. <span class="hint">Drag to zoom, double-click to go back, click a name to hide its line.</span></figcaption>
            {Place("loss", number, 0)}
            </figure>
            <figure class="card strips">
            <h3>What workers do</h3>
            <figcaption>A row a worker, over the first clocks of the same runs.{shown}</figcaption>
            <div class="key"><span><i class="swatch" style="--of: var(--compute)"></i>computes</span><span><i class="swatch" style="--of: var(--wait)"></i>waits at the gate</span><span><i class="swatch" style="--of: var(--abort)"></i>computes what is then aborted</span><span>blank: messages</span></div>
            {string.Concat(configuration.Policies.Select((policy, i) => Titled("strip", number, i, policy.Name)))}
            </figure>
            <figure class="card">
            <h3>How stale the pushes were</h3>
            <figcaption>Pushes of others that the store took between a push's pull and its own application.</figcaption>
            <div class="panels">
            {string.Concat(configuration.Policies.Select((policy, i) => Titled("staleness", number, i, policy.Name)))}
            </div>
            </figure>

            """;
    }

    private static string Table(ReportConfiguration configuration)
    {
        ResultTable table = configuration.Table;
        var html = new StringBuilder("<table class=\"results\">\n<thead><tr>");
        foreach (ResultColumn column in table.Columns)
            html.Append(CultureInfo.InvariantCulture, $"<th{Class(column)}>{Text(column.Name)}</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        for (int row = 0; row < table.Rows.Count; row++)
        {
            html.Append(row == table.Best ? "<tr class=\"best\">" : "<tr>");
            for (int column = 0; column < table.Columns.Count; column++)
                html.Append(CultureInfo.InvariantCulture, $"<td{Class(table.Columns[column])}>{(column == 0 && configuration.Policies.Count > 0 ? Swatch(row) : "")}{Text(table.Rows[row][column])}</td>");
            html.Append("</tr>\n");
        }

        return html.Append("</tbody>\n</table>").ToString();
    }

    private static string Titled(string chart, int configuration, int policy, string name) =>
        $"<div><h3>{Swatch(policy)}{Text(name)}</h3>{Place(chart, configuration, policy)}</div>\n";

    private static string Place(string chart, int configuration, int policy) => string.Create(
        CultureInfo.InvariantCulture,
        $"<div class=\"chart\" data-chart=\"{chart}\" data-configuration=\"{configuration}\" data-policy=\"{policy}\"></div>");

    private static string Swatch(int policy) => string.Create(CultureInfo.InvariantCulture, $"<i class=\"swatch\" style=\"--of: var(--c{policy % 8})\"></i>");

    private static string Class(ResultColumn column) => column.IsText ? " class=\"text\"" : "";

    private static string Paragraphs(string kind, IEnumerable<string> lines) => string.Join("\n", lines.Select(line => $"<p class=\"{kind}\">{Text(line)}</p>"));

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
