using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ParameterStore;

namespace Distributed.Tool;

/// <summary>The command line of <c>simulate</c>.</summary>
internal static class SimulateCommand
{
    private const string EachStep = "each", Constant = "constant", InverseSquareRoot = "inverse-sqrt", Strong = "strong", Weak = "weak";

    private static readonly SimulateOptions _defaults = new();
    private static readonly string _presets = string.Join(", ", Preset.All.Select(preset => preset.Name).Append(CodedExperiment.Name));

    private static readonly Option<string?> _preset = new("--preset") { Description = $"A published experiment: {_presets}", HelpName = "NAME" };
    private static readonly Option<string> _scale = new("--scale") { Description = "With --preset: default, or full for the published sizes", HelpName = "default|full", DefaultValueFactory = _ => "default" };
    private static readonly Option<int[]?> _workers = NumberOption.Wholes("--workers", "Workers of the virtual cluster; several numbers are a section each", 1, SimulationOptions.WorkersMax);
    private static readonly Option<SyncPolicy[]> _policies = PolicyList.Option(
        "Policies to compare, the first being what the others are compared with: asp,ssp:3,dssp:3,12 or several values. "
        + "A comma separates where a policy's name follows; where there is a semicolon, only semicolons do: \"asp;specsync:paper,ssp:3\"");

    private static readonly Option<string> _workload = new("--workload") { Description = $"What they learn: {string.Join(", ", WorkloadSource.Names)}", HelpName = "NAME", DefaultValueFactory = _ => _defaults.Workload };
    private static readonly Option<string?> _data = FileOption.Of("--data", "Examples to learn from, instead of generated ones. mf, mf-sgd: user,item,rating (MovieLens' files); sparse-logistic: label index:value … (LIBSVM's form); logistic, mlp: label,feature,feature,… or images in the IDX form (…images-idx3-ubyte, with the labels beside them)");
    private static readonly Option<ulong?> _seed = NumberOption.Seed("--seed", "Seed of the first run: equal seeds, equal runs. 1 unless given");
    private static readonly Option<int?> _seeds = NumberOption.Whole("--seeds", "Runs a policy, each with the next seed; medians are shown. 3 unless given, 10 for a preset", 1, SimulateOptions.SeedsMax);
    private static readonly Option<string?> _step = new("--step")
    {
        Description = "best: every policy at its own best learning rate of a grid (the default without a preset). FACTOR: all at FACTOR times the first policy's best. "
            + "each: a section for each step of the grid, with all policies at it",
        HelpName = "best|FACTOR|each",
    };

    private static readonly Option<double?> _target = NumberOption.Real("--target", "The loss to reach; for generated data there is one", "LOSS", 0, 1e9);
    private static readonly Option<TimeModel?> _time = TimeModelText.Option("--time-model", $"How long workers compute: {TimeModelText.Forms}. lognormal:0.05+clock:1 unless given");
    private static readonly Option<NetworkModel?> _network = ModelParts.Option("--network", $"How long messages take: {NetworkText.Forms}. latency:5 unless given", "MODEL", NetworkText.Parse);
    private static readonly Option<FaultModel?> _faults = ModelParts.Option("--faults", $"What goes wrong: {FaultText.Forms}. notice:2+restart:5+by:0.5 and nothing unless given", "MODEL", FaultText.Parse);
    private static readonly Option<string> _scaling = new("--scaling") { Description = "With several --workers: weak, every worker has the batch; strong, more workers share the first number's", HelpName = "strong|weak", DefaultValueFactory = _ => Weak };
    private static readonly Option<int?> _batch = NumberOption.Whole("--batch", "Examples of a clock of one worker; 32, for factorizations 50 (mf on a file: 1000) unless given", 1, SimulateOptions.BatchMax);
    private static readonly Option<UpdateRule?> _update = ModelParts.Option("--update", $"How the store takes a push: {UpdateRule.Forms}. add unless given", "UPDATE", UpdateRule.Parse);
    private static readonly Option<double?> _maxTime = NumberOption.Real("--max-time", "Virtual seconds after which a run ends that has not reached the target; 300 clocks unless given", "SECONDS", 0, 1e9);
    private static readonly Option<string?> _json = FileOption.Of("--json", "Write the results as a JSON array");
    private static readonly Option<string?> _report = FileOption.Of("--report", "Write a page with loss curves, what workers do, and staleness", "FILE.html");
    private static readonly Option<string?> _eventLog = FileOption.Of("--event-log", "Write what the policy was told and decided, for replay and calibrate: of one number of workers, one policy and --seeds 1");
    private static readonly Option<string?> _schedule = new("--schedule") { Description = "How the learning rate goes on: constant, or inverse-sqrt: with 1/√t, t counting the clocks of all workers, as the theorem of ssp assumes. constant unless given", HelpName = "constant|inverse-sqrt" };

    public static Command Create(Func<SimulateOptions, CancellationToken, Task<int>> run)
    {
        Command command = new("simulate", "Runs synchronization policies on a virtual cluster, in virtual time, and compares them.")
        {
            _preset, _scale, _workers, _policies, _workload, _data, _seed, _seeds, _step, _target, _time, _network, _faults, _scaling, _batch, _update, _maxTime, _json, _report, _eventLog, _schedule,
        };
        command.Validators.Add(Check);
        command.SetAction((result, cancellation) => run(Read(result.CommandResult), cancellation));
        return command;
    }

    private static void Check(CommandResult result)
    {
        if (result.ValueOf(_step) is { } step && !IsStep(step))
            result.AddError($"--step: '{step}' is no step; write best, a factor over 0 of the first policy's best such as 2, or each.");
        if (Given(result, _scale) is { } scale and not ("default" or "full"))
            result.AddError($"--scale: '{scale}' is no scale; write default or full.");
        FileOption.CheckApart(result, _json, _data);
        FileOption.CheckApart(result, _report, _data, _json);
        FileOption.CheckApart(result, _eventLog, _data, _json, _report);
        if (result.ValueOf(_schedule) is { } schedule and not (Constant or InverseSquareRoot))
            result.AddError($"--schedule: '{schedule}' is no schedule; write {Constant} or {InverseSquareRoot}.");
        if (result.IsGiven(_eventLog) && !IsOneRun(result))
            result.AddError("--event-log keeps one run; give one number of --workers, one policy and --seeds 1, without --preset and --step each.");
        if (result.IsGiven(_preset))
            CheckPreset(result);
        else
            CheckOwn(result);
    }

    private static void CheckPreset(CommandResult result)
    {
        if (result.ValueOf(_preset) is not { } name)
            return;
        if (name != CodedExperiment.Name && Preset.All.All(preset => preset.Name != name))
            result.AddError($"--preset: '{name}' is no preset; write {_presets}.");
        foreach (Option option in new Option[] { _data, _step }.Where(option => name == CodedExperiment.Name && result.IsGiven(option)))
            result.AddError($"{option.Name} is for presets that learn, and --preset {name} does not; leave it out.");
        foreach (Option option in new Option[] { _workers, _policies, _workload, _time, _network, _faults, _scaling, _batch, _update, _maxTime, _schedule }.Where(option => result.IsGiven(option)))
            result.AddError($"{option.Name} is what --preset {name} already says; leave one of them out.");
        if (result.IsGiven(_target) && !result.IsGiven(_data))
            result.AddError($"--target is what --preset {name} already says for the data that it generates; leave it out, or give --data FILE, too.");
    }

    private static void CheckOwn(CommandResult result)
    {
        if (Given(result, _scaling) is { } scaling and not (Strong or Weak))
            result.AddError($"--scaling: '{scaling}' is no scaling; write {Strong} or {Weak}.");
        else if (result.IsGiven(_scaling) && result.ValueOf(_workers) is { Length: 1 })
            result.AddError("--scaling is for several --workers; give more numbers of them, such as --workers 8,16,32, or leave it out.");
        if (result.IsGiven(_scale))
            result.AddError("--scale is for a preset; give --preset NAME, too.");
        if (!result.IsGiven(_workers))
            result.AddError("--workers N is missing: say how many workers the virtual cluster has, or take a --preset NAME.");
        if (!result.IsGiven(_policies))
            result.AddError("--policies A,B,C is missing: say what to compare, such as asp,ssp:3, or take a --preset NAME.");
        if (result.ValueOf(_update) is { } update && update != UpdateRule.Add)
            CheckUpdate(result, update);
        if (WorkloadSource.Names.All(name => name != Workload(result)))
            result.AddError($"--workload: '{Workload(result)}' is no workload; write {string.Join(", ", WorkloadSource.Names)}.");
    }

    private static void CheckUpdate(CommandResult result, UpdateRule update)
    {
        if (result.ValueOf(_policies!)?.FirstOrDefault(policy => policy.Create().Traits.Eager) is { } eager)
            result.AddError($"--update {update}: under {eager} workers add their own pushes to what they were sent, which is right for add only; leave one of them out.");
        if (Workload(result) == "mf")
            result.AddError($"--update {update}: the tables of --workload mf are the trainer's, which are added to; take mf-sgd or another workload.");
    }

    private static SimulateOptions Read(CommandResult result) => new()
    {
        Preset = result.GetValue(_preset),
        IsFullScale = result.GetValue(_scale) == "full",
        Workers = result.GetValue(_workers) ?? [],
        IsStrong = result.IsGiven(_scaling) && result.GetValue(_scaling) == Strong,
        Batch = result.GetValue(_batch),
        Network = result.GetValue(_network),
        Faults = result.GetValue(_faults),
        Policies = result.GetValue(_policies) ?? [],
        Workload = Workload(result),
        Data = result.GetValue(_data),
        Seed = result.GetValue(_seed) ?? _defaults.Seed,
        Seeds = result.GetValue(_seeds),
        Step = result.GetValue(_step) is { } step && step != EachStep ? StepChoice.Parse(step) : null,
        IsEachStep = result.GetValue(_step) == EachStep,
        Target = result.GetValue(_target),
        Time = result.GetValue(_time),
        Update = result.GetValue(_update) ?? UpdateRule.Add,
        MaxTime = result.GetValue(_maxTime),
        Json = result.GetValue(_json),
        Report = result.GetValue(_report),
        EventLog = result.GetValue(_eventLog),
        Schedule = result.GetValue(_schedule) == InverseSquareRoot ? StepSchedule.InverseSquareRoot : StepSchedule.Constant,
    };

    // All that StepChoice reads but "given": nobody could have given it here.
    private static bool IsStep(string text) => text is "best" or EachStep
        || (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double factor) && factor > 0);

    // A validator does not see defaults.
    private static string Workload(CommandResult result) => Given(result, _workload) ?? _defaults.Workload;

    private static string? Given(CommandResult result, Option<string> option) => result.IsGiven(option) ? result.ValueOf(option!) : null;

    private static bool IsOneRun(CommandResult result) => !result.IsGiven(_preset) && result.ValueOf(_step) != EachStep && result.GetResult(_seeds) is { Tokens: [{ Value: "1" }] }
        && result.ValueOf(_workers) is not { Length: > 1 } && result.ValueOf(_policies!) is not { Length: > 1 };
}
