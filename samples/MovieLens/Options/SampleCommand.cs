using System.CommandLine;
using System.CommandLine.Parsing;
using ParameterStore;

namespace MovieLens;

/// <summary>The command line.</summary>
internal static class SampleCommand
{
    internal const string LaunchedName = "--launched", JobName = "--job";

    private static readonly SampleOptions _defaults = new();

    private static readonly Option<string?> _data = new("--data") { Description = "Ratings: ratings.csv, u.data or ratings.dat, plain or .gz, or the data set's .zip", HelpName = "FILE" };
    private static readonly Option<bool> _download = new("--download") { Description = "Fetch GroupLens' ml-latest-small.zip (1 MB) once, and use it" };
    private static readonly Option<int> _workers = Number("--workers", "How many workers (threads) a process has; with --processes 1 unless given", _defaults.Workers, JobOptions.WorkersLimit);
    private static readonly Option<SyncPolicy> _sync = new("--sync") { Description = "How they wait for one another: any policy of the README's table, such as bsp, asp or ssp:S (S clocks of staleness)", HelpName = "POLICY", DefaultValueFactory = _ => _defaults.Sync, CustomParser = ParseSync };
    private static readonly Option<int?> _clocks = OptionalNumber("--clocks", "How often a worker pushes an epoch; chosen if not given", 65_536);
    private static readonly Option<int> _rank = Number("--rank", "Factors of a user and a film", _defaults.Rank, 1024);
    private static readonly Option<int> _epochs = Number("--epochs", "Passes over the ratings", _defaults.Epochs, 10_000);
    private static readonly Option<int> _seed = new("--seed") { Description = "Seed of everything random", DefaultValueFactory = _ => _defaults.Seed };
    private static readonly Option<ulong> _salt = new("--salt") { Description = "Which tenth of the ratings is for testing", DefaultValueFactory = _ => _defaults.Salt };
    private static readonly Option<bool> _compare = new("--compare") { Description = "Train ML.NET's own trainer on the same split, too" };
    private static readonly Option<string?> _model = new("--model") { Description = "Keep the trained model here", HelpName = "FILE.zip" };
    private static readonly Option<bool> _json = new("--json") { Description = "Plain lines, the last one a JSON object of the results" };
    private static readonly Option<string?> _eventLog = new("--event-log") { Description = "Keep who waited, pulled and pushed when, for mlnet-distributed calibrate", HelpName = "FILE" };
    private static readonly Option<string?> _redis = new("--redis") { Description = "Train together with other processes, over this Redis or these nodes of a cluster: host:6379,… with user=…,password=…,ssl=true as needed (@FILE reads arguments from a file, which others do not see)", HelpName = "CONNECTION" };
    private static readonly Option<string?> _job = new(JobName) { Description = "With --redis: the job's name, the same for all its processes and new for every training", HelpName = "ID" };
    private static readonly Option<int?> _workersTotal = OptionalNumber("--workers-total", "With --redis: workers of all processes together; training begins when they are there", 65_536);
    private static readonly Option<int> _processes = Number("--processes", "With --redis: start N of the job's processes on this machine", _defaults.Processes, 256);
    private static readonly Option<int?> _launched = new(LaunchedName) { Hidden = true };

    public static RootCommand Create(Func<SampleOptions, CancellationToken, Task<int>> run)
    {
        RootCommand command = new("Factorizes a matrix of film ratings by several workers in an ML.NET pipeline. Without --data or --download on generated ratings.")
        {
            _data, _download, _workers, _sync, _clocks, _rank, _epochs, _seed, _salt, _compare, _model, _json, _eventLog, _redis, _job, _workersTotal, _processes, _launched,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(_data) is not null && result.GetResult(_download) is not null)
                result.AddError("--data and --download both say which ratings to use; give one of them.");
        });
        command.Validators.Add(CheckJob);
        command.SetAction((result, cancellationToken) => run(Read(result), cancellationToken));
        return command;
    }

    private static void CheckJob(CommandResult result)
    {
        if (!IsGiven(result, _redis))
        {
            if (new Option[] { _job, _workersTotal, _processes }.FirstOrDefault(option => IsGiven(result, option)) is { } lonely)
                result.AddError($"{lonely.Name} is for a job of several processes, which meet in a Redis; give --redis CONNECTION, too.");
            return;
        }

        if (!IsGiven(result, _processes) && !IsGiven(result, _job))
            result.AddError("--redis joins a job of several processes; give it a name by --job ID, the same for all of them, or start them all here by --processes N.");
        if (!IsGiven(result, _processes) && !IsGiven(result, _workersTotal))
            result.AddError("--redis joins a job of several processes; say by --workers-total N how many workers they have together, or start them all here by --processes N.");
        if (Total(result) is int total && Workers(result) * Processes(result) is var here && total < here)
            result.AddError($"--workers-total is {total}, but {here} workers are started here alone; raise it, or lower --workers.");
    }

    private static SampleOptions Read(ParseResult parsed)
    {
        CommandResult result = parsed.CommandResult;
        return new()
        {
            Data = result.GetValue(_data),
            Download = result.GetValue(_download),
            Workers = Workers(result),
            Sync = result.GetValue(_sync)!,
            Clocks = result.GetValue(_clocks),
            Rank = result.GetValue(_rank),
            Epochs = result.GetValue(_epochs),
            Seed = result.GetValue(_seed),
            Salt = result.GetValue(_salt),
            Compare = result.GetValue(_compare),
            Model = result.GetValue(_model),
            Json = result.GetValue(_json),
            // All processes of a job see one log; the first that a launcher started writes it.
            EventLog = result.GetValue(_launched) is > 0 ? null : result.GetValue(_eventLog),
            Redis = result.GetValue(_redis),
            Job = result.GetValue(_job),
            WorkersTotal = Total(result) ?? (result.GetValue(_redis) is null ? null : Workers(result) * Processes(result)),
            Processes = Processes(result),
            Launched = result.GetValue(_launched),
        };
    }

    private static int? Total(CommandResult result) => result.GetValue(_workersTotal);

    private static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    // A validator does not see defaults.
    private static int Processes(CommandResult result) => IsGiven(result, _processes) ? result.GetValue(_processes) : _defaults.Processes;

    private static int Workers(CommandResult result) =>
        IsGiven(result, _workers) ? result.GetValue(_workers) : Processes(result) > 1 ? 1 : _defaults.Workers;

    private static Option<int> Number(string name, string description, int otherwise, int most)
    {
        Option<int> option = new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result => CheckNumber(result, name, most));
        return option;
    }

    private static Option<int?> OptionalNumber(string name, string description, int most)
    {
        Option<int?> option = new(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result => CheckNumber(result, name, most));
        return option;
    }

    private static void CheckNumber(OptionResult result, string name, int most)
    {
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && (value < 1 || value > most))
            result.AddError($"{name} is {value}; give a whole number from 1 to {most:N0}.");
    }

    private static SyncPolicy? ParseSync(ArgumentResult result)
    {
        try
        {
            return SyncPolicy.Parse(result.Tokens[0].Value);
        }
        catch (FormatException e)
        {
            result.AddError($"--sync: {e.Message}");
            return null;
        }
    }
}
