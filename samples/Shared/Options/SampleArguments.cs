using System.CommandLine;
using System.CommandLine.Parsing;
using ParameterStore;

namespace Samples;

/// <summary>The part of a command line that every sample has.</summary>
/// <param name="defaults">What holds unless something else is said.</param>
internal sealed class SampleArguments(SampleSettings defaults)
{
    internal const string LaunchedName = "--launched", JobName = "--job";

    private readonly Option<int> _workers = Numbers.Option("--workers", "How many workers (threads) a process has; with --processes 1 unless given", defaults.Workers, JobOptions.WorkersLimit);
    private readonly Option<SyncPolicy> _sync = new("--sync", "--policy") { Description = "How they wait for one another: any policy of the README's table, such as bsp, asp or ssp:S (S clocks of staleness)", HelpName = "POLICY", DefaultValueFactory = _ => defaults.Sync, CustomParser = ParseSync };
    private readonly Option<string?> _redis = new("--redis") { Description = "Train together with other processes, over this Redis or these nodes of a cluster: host:6379,… with user=…,password=…,ssl=true as needed (@FILE reads arguments from a file, which others do not see)", HelpName = "CONNECTION" };
    private readonly Option<string?> _job = new(JobName) { Description = "With --redis: the job's name, the same for all its processes and new for every training", HelpName = "ID" };
    private readonly Option<int?> _workersTotal = Numbers.Optional("--workers-total", "With --redis: workers of all processes together; training begins when they are there", 65_536);
    private readonly Option<int> _processes = Numbers.Option("--processes", "With --redis: start N of the job's processes on this machine", defaults.Processes, 256);
    private readonly Option<int> _seed = new("--seed") { Description = "Seed of everything random", DefaultValueFactory = _ => defaults.Seed };
    private readonly Option<bool> _compare = new("--compare") { Description = "Train ML.NET's own on the same split, too" };
    private readonly Option<string?> _model = new("--model", "--save") { Description = "Keep the trained model here", HelpName = "FILE.zip" };
    private readonly Option<bool> _json = new("--json") { Description = "Plain lines, the last one a JSON object of the results" };
    private readonly Option<int?> _launched = new(LaunchedName) { Hidden = true };

    /// <summary>What the local part adds to a command: workers and how they wait.</summary>
    public IEnumerable<Option> OfProcess => [_workers, _sync];

    /// <summary>What the rest adds to a command: what is shown and kept, and several processes.</summary>
    public IEnumerable<Option> OfRun => [_seed, _compare, _model, _json, _redis, _job, _workersTotal, _processes, _launched];

    /// <summary>Whether an option stands on the command line.</summary>
    public static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    /// <summary>Whether the command line says how workers wait.</summary>
    public bool SaysSync(CommandResult result) => IsGiven(result, _sync);

    /// <summary>Adds what contradicts itself to the command's errors.</summary>
    public void Check(CommandResult result)
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

    /// <summary>Some settings with what was said of this part.</summary>
    public T Read<T>(T settings, CommandResult result)
        where T : SampleSettings => settings with
        {
            Seed = result.GetValue(_seed),
            Compare = result.GetValue(_compare),
            Model = result.GetValue(_model),
            Json = result.GetValue(_json),
            Workers = Workers(result),
            Sync = result.GetValue(_sync)!,
            Redis = result.GetValue(_redis),
            Job = result.GetValue(_job),
            WorkersTotal = Total(result) ?? (result.GetValue(_redis) is null ? null : Workers(result) * Processes(result)),
            Processes = Processes(result),
            Launched = result.GetValue(_launched),
        };

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

    private int? Total(CommandResult result) => result.GetValue(_workersTotal);

    // A validator does not see defaults.
    private int Processes(CommandResult result) => IsGiven(result, _processes) ? result.GetValue(_processes) : defaults.Processes;

    private int Workers(CommandResult result) =>
        IsGiven(result, _workers) ? result.GetValue(_workers) : Processes(result) > 1 ? 1 : defaults.Workers;
}
