using System.CommandLine;
using System.CommandLine.Parsing;
using ParameterStore;

namespace ClickThrough;

/// <summary>The command line.</summary>
internal static class ClickCommand
{
    private const int BitsMax = 22;

    private static readonly ClickOptions _defaults = new();

    private static readonly Option<string?> _data = new("--data") { Description = "A click log: a label 0 or 1, 13 counts and 26 categories a line, between tabs, as Criteo's", HelpName = "FILE" };
    private static readonly Option<int> _rows = Numbers.Option("--rows", "Without --data: how many impressions to generate", _defaults.Rows, 100_000_000);
    private static readonly Option<int> _bits = Numbers.Option("--bits", "Each column's values are hashed to 2 to the power of N features", _defaults.Bits, BitsMax);
    private static readonly Option<int> _epochs = Numbers.Option("--epochs", "Passes over the impressions", _defaults.Epochs, 10_000);
    private static readonly Option<ClickTrainer> _trainer = new("--trainer") { Description = "gradients: of small batches, under any policy; sdca: dual coordinate ascent, in step (--sync bsp)", DefaultValueFactory = _ => _defaults.Trainer };
    private static readonly SampleArguments _shared = new(_defaults);

    public static RootCommand Create(Func<ClickOptions, CancellationToken, Task<int>> run)
    {
        RootCommand command = new("Learns who clicks: sparse logistic regression on hashed features by several workers in an ML.NET pipeline. Without --data on a generated log.");
        Option[] all = [_data, _rows, _bits, _trainer, .. _shared.OfProcess, _epochs, .. _shared.OfRun];
        Array.ForEach(all, command.Options.Add);
        command.Validators.Add(result =>
        {
            if (SampleArguments.IsGiven(result, _data) && SampleArguments.IsGiven(result, _rows))
                result.AddError("--rows says how many impressions to generate, but --data gives them; leave one of them out.");
        });
        command.Validators.Add(_shared.Check);
        command.SetAction((result, cancellationToken) => run(Read(result.CommandResult), cancellationToken));
        return command;
    }

    private static ClickOptions Read(CommandResult result)
    {
        ClickOptions options = _shared.Read(
            new ClickOptions { Data = result.GetValue(_data), Rows = result.GetValue(_rows), Bits = result.GetValue(_bits), Epochs = result.GetValue(_epochs), Trainer = result.GetValue(_trainer) }, result);

        // Its guarantees are of workers in step; what is asked for by name is left to the trainer to judge.
        return options.Trainer == ClickTrainer.Sdca && !_shared.SaysSync(result) ? options with { Sync = SyncPolicy.BulkSynchronous } : options;
    }
}
