using System.Globalization;
using System.Threading.Channels;
using ParameterStore;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Samples;

/// <summary>The loss as it falls, updates a second, and a row a worker, drawn in place.</summary>
/// <param name="console">Where to.</param>
/// <param name="loss">What the loss is called.</param>
internal sealed class LiveTrainingDisplay(IAnsiConsole console, string loss) : ITrainingDisplay
{
    private const int ChartHeight = 6;
    private const int ChartWidth = 60;

    private readonly List<double> _losses = [];

    public async Task<T> WatchAsync<T>(Func<IProgress<TrainingProgress>, T> fit)
    {
        // Workers only drop their reports here; this side draws, at its own pace.
        Channel<TrainingProgress> reports = Channel.CreateUnbounded<TrainingProgress>();
        Task<T> fitting = Task.Run(() =>
        {
            try
            {
                return fit(new Reporter(reports.Writer));
            }
            finally
            {
                reports.Writer.Complete();
            }
        });
        await console.Live(new Text("reading…")).StartAsync(async context =>
        {
            while (await reports.Reader.WaitToReadAsync())
            {
                if (ReadNewest(reports.Reader) is { } newest)
                    context.UpdateTarget(Draw(newest));
            }
        });
        return await fitting;
    }

    private TrainingProgress? ReadNewest(ChannelReader<TrainingProgress> reader)
    {
        TrainingProgress? newest = null;
        while (reader.TryRead(out TrainingProgress? progress))
        {
            newest = progress;
            if (progress.Epoch > _losses.Count)
                _losses.Add(progress.TrainLoss);
        }

        return newest;
    }

    private Rows Draw(TrainingProgress progress)
    {
        (double low, double high) = LossChart.Range(_losses);
        string[] lines = LossChart.Draw(_losses, progress.Epochs, ChartWidth, ChartHeight);
        IEnumerable<IRenderable> chart = lines.Select((line, i) => (IRenderable)new Markup(
            $"[grey]{(i == 0 ? Format(high) : i == ChartHeight - 1 ? Format(low) : "      ")} │[/][green]{line}[/]"));
        string state = string.Create(
            CultureInfo.InvariantCulture,
            $"epoch [bold]{progress.Epoch}/{progress.Epochs}[/]   train {loss} [bold green]{progress.TrainLoss:0.0000}[/]   [bold]{progress.UpdatesPerSecond / 1e6:0.0}[/] M updates/s   {progress.Elapsed.TotalSeconds:0.00} s");
        return new Rows([.. chart, new Markup(state), WorkerRows(progress.Workers)]);
    }

    private static Table WorkerRows(IReadOnlyList<WorkerProgress> workers)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns(
            new TableColumn("worker"), new TableColumn("clock").RightAligned(), new TableColumn("updates").RightAligned(), new TableColumn("waited").RightAligned());
        foreach (WorkerProgress worker in workers)
        {
            table.AddRow(
                worker.Worker.Seat.ToString(CultureInfo.InvariantCulture),
                worker.Clock.ToString(CultureInfo.InvariantCulture),
                worker.Updates.ToString("N0", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{worker.Waiting.TotalSeconds:0.000} s"));
        }

        return table;
    }

    private static string Format(double loss) => loss.ToString("0.0000", CultureInfo.InvariantCulture);

    private sealed class Reporter(ChannelWriter<TrainingProgress> reports) : IProgress<TrainingProgress>
    {
        // The list of workers is only valid during the call.
        public void Report(TrainingProgress value) => reports.TryWrite(value with { Workers = [.. value.Workers] });
    }
}
