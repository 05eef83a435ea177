using System.CommandLine;
using System.CommandLine.Parsing;

namespace MovieLens;

/// <summary>The command line.</summary>
internal static class SampleCommand
{
    private static readonly SampleOptions _defaults = new();

    private static readonly SampleArguments _shared = new(_defaults);
    private static readonly Option<string?> _data = new("--data") { Description = "Ratings: ratings.csv, u.data or ratings.dat, plain or .gz, or the data set's .zip", HelpName = "FILE" };
    private static readonly Option<bool> _download = new("--download") { Description = "Fetch GroupLens' ml-latest-small.zip (1 MB) once, and use it" };
    private static readonly Option<int?> _clocks = Numbers.Optional("--clocks", "How often a worker pushes an epoch; chosen if not given", 65_536);
    private static readonly Option<int> _rank = Numbers.Option("--rank", "Factors of a user and a film", _defaults.Rank, 1024);
    private static readonly Option<int> _epochs = Numbers.Option("--epochs", "Passes over the ratings", _defaults.Epochs, 10_000);
    private static readonly Option<ulong> _salt = new("--salt") { Description = "Which tenth of the ratings is for testing", DefaultValueFactory = _ => _defaults.Salt };
    private static readonly Option<string?> _eventLog = new("--event-log") { Description = "Keep who waited, pulled and pushed when, for mlnet-distributed calibrate", HelpName = "FILE" };

    public static RootCommand Create(Func<SampleOptions, CancellationToken, Task<int>> run)
    {
        RootCommand command = new("Factorizes a matrix of film ratings by several workers in an ML.NET pipeline. Without --data or --download on generated ratings.")
        {
            _data, _download,
        };
        Option[] all = [.. _shared.OfProcess, _clocks, _rank, _epochs, _salt, _eventLog, .. _shared.OfRun];
        Array.ForEach(all, command.Options.Add);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_data) is not null && result.GetResult(_download) is not null)
                result.AddError("--data and --download both say which ratings to use; give one of them.");
        });
        command.Validators.Add(_shared.Check);
        command.SetAction((result, cancellationToken) => run(Read(result.CommandResult), cancellationToken));
        return command;
    }

    private static SampleOptions Read(CommandResult result)
    {
        SampleOptions options = _shared.Read(
            new SampleOptions
            {
                Data = result.GetValue(_data),
                Download = result.GetValue(_download),
                Clocks = result.GetValue(_clocks),
                Rank = result.GetValue(_rank),
                Epochs = result.GetValue(_epochs),
                Salt = result.GetValue(_salt),
                EventLog = result.GetValue(_eventLog),
            },
            result);

        // All processes of a job see one log; the first that a launcher started writes it.
        return options.Launched is > 0 ? options with { EventLog = null } : options;
    }
}
