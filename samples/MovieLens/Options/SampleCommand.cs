using System.CommandLine;
using System.CommandLine.Parsing;

namespace MovieLens;

/// <summary>The command line.</summary>
internal static class SampleCommand
{
    private static readonly SampleOptions _defaults = new();

    private static readonly JobArguments _jobArguments = new();
    private static readonly Option<string?> _data = new("--data") { Description = "Ratings: ratings.csv, u.data or ratings.dat, plain or .gz, or the data set's .zip", HelpName = "FILE" };
    private static readonly Option<bool> _download = new("--download") { Description = "Fetch GroupLens' ml-latest-small.zip (1 MB) once, and use it" };
    private static readonly Option<int?> _clocks = Numbers.Optional("--clocks", "How often a worker pushes an epoch; chosen if not given", 65_536);
    private static readonly Option<int> _rank = Numbers.Option("--rank", "Factors of a user and a film", _defaults.Rank, 1024);
    private static readonly Option<int> _epochs = Numbers.Option("--epochs", "Passes over the ratings", _defaults.Epochs, 10_000);
    private static readonly Option<int> _seed = new("--seed") { Description = "Seed of everything random", DefaultValueFactory = _ => _defaults.Seed };
    private static readonly Option<ulong> _salt = new("--salt") { Description = "Which tenth of the ratings is for testing", DefaultValueFactory = _ => _defaults.Salt };
    private static readonly Option<bool> _compare = new("--compare") { Description = "Train ML.NET's own trainer on the same split, too" };
    private static readonly Option<string?> _model = new("--model") { Description = "Keep the trained model here", HelpName = "FILE.zip" };
    private static readonly Option<bool> _json = new("--json") { Description = "Plain lines, the last one a JSON object of the results" };
    private static readonly Option<string?> _eventLog = new("--event-log") { Description = "Keep who waited, pulled and pushed when, for mlnet-distributed calibrate", HelpName = "FILE" };

    public static RootCommand Create(Func<SampleOptions, CancellationToken, Task<int>> run)
    {
        RootCommand command = new("Factorizes a matrix of film ratings by several workers in an ML.NET pipeline. Without --data or --download on generated ratings.")
        {
            _data, _download,
        };
        Option[] all = [.. _jobArguments.OfProcess, _clocks, _rank, _epochs, _seed, _salt, _compare, _model, _json, _eventLog, .. _jobArguments.OfJob];
        Array.ForEach(all, command.Options.Add);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_data) is not null && result.GetResult(_download) is not null)
                result.AddError("--data and --download both say which ratings to use; give one of them.");
        });
        command.Validators.Add(_jobArguments.Check);
        command.SetAction((result, cancellationToken) => run(Read(result), cancellationToken));
        return command;
    }

    private static SampleOptions Read(ParseResult parsed)
    {
        CommandResult result = parsed.CommandResult;
        JobSettings job = _jobArguments.Read(result);
        return new()
        {
            Data = result.GetValue(_data),
            Download = result.GetValue(_download),
            Workers = job.Workers,
            Sync = job.Sync,
            Clocks = result.GetValue(_clocks),
            Rank = result.GetValue(_rank),
            Epochs = result.GetValue(_epochs),
            Seed = result.GetValue(_seed),
            Salt = result.GetValue(_salt),
            Compare = result.GetValue(_compare),
            Model = result.GetValue(_model),
            Json = result.GetValue(_json),
            // All processes of a job see one log; the first that a launcher started writes it.
            EventLog = job.Launched is > 0 ? null : result.GetValue(_eventLog),
            Redis = job.Redis,
            Job = job.Job,
            WorkersTotal = job.WorkersTotal,
            Processes = job.Processes,
            Launched = job.Launched,
        };
    }
}
