using System.Globalization;
using Spectre.Console;

namespace ClickThrough;

/// <summary>What is shown at the end: losses side by side, how well chances fit, and a few predictions.</summary>
internal static class Closing
{
    public static Table Results(ClickResult result)
    {
        Table table = new Table().RoundedBorder().AddColumns(
            new TableColumn("model"), new TableColumn("fit").RightAligned(), new TableColumn("test log-loss").RightAligned(), new TableColumn("AUC").RightAligned(), new TableColumn("calibration").RightAligned());
        table.AddRow("always the share of clicks", "", Number(result.ConstantLogLoss, "0.0000"), "0.5000", "");
        table.AddRow(
            new Markup($"[bold]{result.Trainer}, {result.WorkersTotal} worker{(result.WorkersTotal == 1 ? "" : "s")}, {result.Sync}[/]"),
            new Markup(Seconds(result.FitSeconds)),
            new Markup($"[bold green]{Number(result.TestLogLoss, "0.0000")}[/]"),
            new Markup(Number(result.TestAuc, "0.0000")),
            new Markup(Number(result.Calibration, "0.000")));
        foreach (ClickComparison other in result.Mlnet)
            table.AddRow(other.Trainer, Seconds(other.FitSeconds), Number(other.TestLogLoss, "0.0000"), Number(other.TestAuc, "0.0000"), Number(other.Calibration, "0.000"));
        if (result.PlantedLogLoss is double planted)
            table.AddRow("the planted model (all rows)", "", Number(planted, "0.0000"), "", "");
        return table;
    }

    public static Table Bins(ClickQuality quality)
    {
        Table table = new Table().RoundedBorder().Title("tenths of the test set, from the least likely").AddColumn("");
        foreach (int bin in Enumerable.Range(1, quality.Bins.Count))
            table.AddColumn(new TableColumn($"{bin}").RightAligned());
        table.AddRow(["expected", .. quality.Bins.Select(b => Number(b.Expected, "0.000"))]);
        table.AddRow(["came", .. quality.Bins.Select(b => Number(b.Came, "0.000"))]);
        return table;
    }

    public static Table Few(Predictions predictions)
    {
        Table table = new Table().RoundedBorder().Title("a few predictions of the saved model").AddColumns(new TableColumn("chance").RightAligned(), new TableColumn("clicked"));
        foreach ((bool click, float probability) in predictions.Rows)
            table.AddRow(Number(probability, "0.000"), click ? "yes" : "");
        return table;
    }

    private static string Seconds(double? value) => value is double seconds ? Number(seconds, "0.00") + " s" : "–";

    private static string Number(double? value, string format) => value is double number ? number.ToString(format, CultureInfo.InvariantCulture) : "–";
}
