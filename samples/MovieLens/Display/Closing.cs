using System.Globalization;
using Spectre.Console;

namespace MovieLens;

/// <summary>What is shown at the end: the errors side by side, and one user's films.</summary>
internal static class Closing
{
    public static Table Results(SampleResult result)
    {
        Table table = new Table().RoundedBorder().AddColumns(
            new TableColumn("model"), new TableColumn("fit").RightAligned(), new TableColumn("train RMSE").RightAligned(), new TableColumn("test RMSE").RightAligned());
        table.AddRow("biases only (mean + user + film)", "", "", Rmse(result.BiasesOnlyRmse));
        table.AddRow(
            new Markup($"[bold]{Who(result)}, {result.Sync}[/]"),
            new Markup(Seconds(result.FitSeconds)),
            new Markup(Rmse(result.TrainRmse)),
            new Markup($"[bold green]{Rmse(result.TestRmse)}[/]"));
        if (result.MlnetFitSeconds is double seconds)
            table.AddRow("ML.NET's own, its defaults", Seconds(seconds), "", Rmse(result.MlnetTestRmse));
        return table;
    }

    public static Table Films(Recommendations films, Dataset data)
    {
        Table table = new Table().RoundedBorder().Title($"user {films.User}").AddColumns("rated best", "", "recommended", "");
        for (int i = 0; i < Math.Max(films.Liked.Count, films.Recommended.Count); i++)
        {
            (string liked, string stars) = i < films.Liked.Count ? (data.TitleOf(films.Liked[i].Movie), Number(films.Liked[i].Stars, "0.0")) : ("", "");
            (string next, string score) = i < films.Recommended.Count ? (data.TitleOf(films.Recommended[i].Movie), Number(films.Recommended[i].Score, "0.00")) : ("", "");
            table.AddRow(Markup.Escape(liked), $"[yellow]{stars}[/]", Markup.Escape(next), $"[green]{score}[/]");
        }

        return table;
    }

    private static string Who(SampleResult result)
    {
        string workers = $"{result.WorkersTotal} worker{(result.WorkersTotal == 1 ? "" : "s")}";
        return result.Redis is null ? workers : $"{workers} of several processes";
    }

    private static string Rmse(double? value) => value is double rmse ? Number(rmse, "0.0000") : "–";

    private static string Seconds(double? value) => value is double seconds ? Number(seconds, "0.00") + " s" : "–";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
