using System.CommandLine;
using ParameterStore;

namespace Distributed.Tool;

/// <summary>The command line of <c>calibrate</c>.</summary>
internal static class CalibrateCommand
{
    private const int DefaultSeeds = 5;

    private static readonly int[] _defaultWorkers = [8, 16, 64];
    private static readonly string[] _defaultPolicies = ["asp", "bsp", "ssp:3"];

    private static readonly Option<string?> _log = FileOption.Of("--log", "The event log of a short real run, which a training wrote (EventLog in its options; --event-log of the MovieLens sample)");
    private static readonly Option<string?> _check = FileOption.Of("--check", "The event log of another real run, for the error of the prediction on what the fit has not seen");
    private static readonly Option<int[]?> _workers = NumberOption.Wholes("--workers", "What if there were so many workers; 8,16,64 unless given", 1, SimulationOptions.WorkersMax);
    private static readonly Option<SyncPolicy[]> _policies = PolicyList.Option("What if they waited so for one another; asp, bsp, ssp:3 and the recorded run's unless given");
    private static readonly Option<ulong?> _seed = NumberOption.Seed("--seed", "Seed of the first run; 1 unless given");
    private static readonly Option<int?> _seeds = NumberOption.Whole("--seeds", "Runs of each, of which medians are shown; 5 unless given", 1, SimulateOptions.SeedsMax);
    private static readonly Option<string?> _json = FileOption.Of("--json", "Write fit, errors and answers as JSON");

    public static Command Create(Func<CalibrateOptions, CancellationToken, Task<int>> run)
    {
        Command command = new("calibrate", "Fits the virtual cluster to the event log of a real run, says how wrong its predictions are, and answers what other workers and policies would do.")
        {
            _log, _check, _workers, _policies, _seed, _seeds, _json,
        };
        command.Validators.Add(result =>
        {
            FileOption.CheckApart(result, _json, _log, _check);
            if (!result.IsGiven(_log))
                result.AddError("--log FILE is missing: give the event log of a real run.");
        });
        command.SetAction((result, cancellation) => run(
            new(
                result.GetValue(_log)!,
                result.GetValue(_check),
                result.GetValue(_workers) is { Length: > 0 } asked ? asked : _defaultWorkers,
                result.GetValue(_policies) is { Length: > 0 } given ? given : [.. _defaultPolicies.Select(SyncPolicy.Parse)],
                result.GetValue(_seed) ?? 1,
                result.GetValue(_seeds) ?? DefaultSeeds,
                result.GetValue(_json)),
            cancellation));
        return command;
    }
}
