using Spectre.Console;

namespace Distributed.Tool;

/// <summary>A <see cref="ResultTable"/> on the console.</summary>
internal static class ConsoleTable
{
    internal static Table Of(string title, ResultTable results)
    {
        Table table = new Table().RoundedBorder().Title(Markup.Escape(title));
        foreach (ResultColumn column in results.Columns)
        {
            var heading = new TableColumn(Markup.Escape(column.Name)) { NoWrap = column.IsText };
            table.AddColumn(column.IsText ? heading : heading.RightAligned());
        }

        for (int row = 0; row < results.Rows.Count; row++)
            table.AddRow([.. results.Rows[row].Select(cell => new Markup(row == results.Best ? $"[bold green]{Markup.Escape(cell)}[/]" : Markup.Escape(cell)))]);
        return table;
    }
}
