using System.CommandLine;
using System.CommandLine.Parsing;

namespace Distributed.Tool;

/// <summary>The command line of <c>plan</c>.</summary>
internal static class PlanCommand
{
    private const string Shared = "shared", Local = "local";
    private const double BytesPerMegabyte = 1e6, BytesPerGigabyte = 1e9, NsPerMs = 1e6;
    private const int DefaultRank = 64;
    private const int RatingsPerUser = 100;

    private static readonly Option<long?> _rows = NumberOption.Count("--rows", "Rows of the data: ratings, or examples", PlanInput.RowsMax);
    private static readonly Option<long?> _items = NumberOption.Count("--items", "A factorization with so many items, whose rows all workers share", int.MaxValue);
    private static readonly Option<long?> _users = NumberOption.Count("--users", "Its users, whose rows belong to workers; one for every 100 ratings unless given", int.MaxValue);
    private static readonly Option<int?> _rank = NumberOption.Whole("--rank", "Its factors; 64 unless given", 1, PlanInput.RankMax);
    private static readonly Option<long?> _columns = NumberOption.Count("--columns", "Instead of --items: a linear model of so many dense features, pushed whole", int.MaxValue);
    private static readonly Option<int?> _workers = NumberOption.Whole("--workers", "Workers of all processes", 1, SimulationOptions.WorkersMax);
    private static readonly Option<int?> _perProcess = NumberOption.Whole("--workers-per-process", "Workers of a process, which has a machine to itself; 1 unless given", 1, ParameterStore.JobOptions.WorkersLimit);
    private static readonly Option<int?> _masters = NumberOption.Whole("--masters", "Masters of the store; 1 unless given", 1, PlanInput.MastersMax);
    private static readonly Option<int?> _clocks = NumberOption.Whole("--clocks", "Clocks of a worker in an epoch; what the trainer would choose unless given", 1, Distributed.Learning.RatingShape.PartsMax);
    private static readonly Option<string> _placement = new("--data-placement") { Description = "shared: every process holds all rows (the trainer's default); local: only its own", HelpName = "shared|local", DefaultValueFactory = _ => Shared };
    private static readonly Option<double?> _latency = NumberOption.Real("--latency", "One way between a worker and a master, in milliseconds; 0.1 unless given", "MS", 0, 1e6);
    private static readonly Option<double?> _workerBandwidth = NumberOption.Real("--worker-bandwidth", "Of a process's machine, in MB a second each way; 1,250 (10 Gbit/s) unless given", "MB/S", 0, 1e9);
    private static readonly Option<double?> _masterBandwidth = NumberOption.Real("--master-bandwidth", "Of a master's machine, in MB a second; 1,250 unless given", "MB/S", 0, 1e9);
    private static readonly Option<double?> _workerMemory = NumberOption.Real("--worker-memory", "Of a process's machine, in GB; 64 unless given", "GB", 0, 1e9);
    private static readonly Option<double?> _masterMemory = NumberOption.Real("--master-memory", "Of a master's machine, in GB; 64 unless given", "GB", 0, 1e9);
    private static readonly Option<TimeModel?> _time = TimeModelText.Option("--time-model", "How much clocks differ, as simulate has it; lognormal:0.05 unless given");
    private static readonly Option<string?> _json = FileOption.Of("--json", "Write the plan as JSON: an object for float32 and one for int8");

    public static Command Create(Func<PlanOptions, CancellationToken, Task<int>> run)
    {
        Command command = new("plan", "Reckons memory, traffic and time of a training on many machines from measured unit costs, and what becomes scarce first.")
        {
            _rows, _items, _users, _rank, _columns, _workers, _perProcess, _masters, _clocks, _placement, _latency, _workerBandwidth, _masterBandwidth,
            _workerMemory, _masterMemory, _time, CostOptions.File, CostOptions.Single, _json,
        };
        command.Validators.Add(Check);
        command.SetAction((result, cancellation) => run(new(Read(result.CommandResult), result.GetValue(_json)), cancellation));
        return command;
    }

    private static void Check(CommandResult result)
    {
        FileOption.CheckApart(result, _json, CostOptions.File);
        if (!result.IsGiven(_rows))
            result.AddError("--rows N is missing: say how many ratings or examples there are, such as --rows 1B.");
        if (!result.IsGiven(_workers))
            result.AddError("--workers N is missing: say how many workers there are.");
        if (result.IsGiven(_items) == result.IsGiven(_columns))
            result.AddError("--items N for a factorization, or --columns N for a linear model: give one of them.");
        foreach (Option option in new Option[] { _users, _rank }.Where(option => result.IsGiven(option) && result.IsGiven(_columns)))
            result.AddError($"{option.Name} is for a factorization; leave it out, or take --items instead of --columns.");
        if (result.IsGiven(_placement) && result.ValueOf(_placement!) is { } placement and not (Shared or Local))
            result.AddError($"--data-placement: '{placement}' is no placement; write {Shared} or {Local}.");
    }

    private static PlanInput Read(CommandResult result)
    {
        var defaults = new PlanInput { Rows = result.GetValue(_rows)!.Value, Workers = result.GetValue(_workers)!.Value };
        PlanInput input = defaults with
        {
            Items = (int)(result.GetValue(_items) ?? 0),
            Columns = (int)(result.GetValue(_columns) ?? 0),
            WorkersPerProcess = result.GetValue(_perProcess) ?? defaults.WorkersPerProcess,
            Masters = result.GetValue(_masters) ?? defaults.Masters,
            Clocks = result.GetValue(_clocks),
            IsShared = !result.IsGiven(_placement) || result.GetValue(_placement) == Shared,
            LatencyNs = result.GetValue(_latency) is { } ms ? (long)(ms * NsPerMs) : defaults.LatencyNs,
            ProcessBytesPerSecond = result.GetValue(_workerBandwidth) * BytesPerMegabyte ?? defaults.ProcessBytesPerSecond,
            MasterBytesPerSecond = result.GetValue(_masterBandwidth) * BytesPerMegabyte ?? defaults.MasterBytesPerSecond,
            ProcessMemory = result.GetValue(_workerMemory) * BytesPerGigabyte ?? defaults.ProcessMemory,
            MasterMemory = result.GetValue(_masterMemory) * BytesPerGigabyte ?? defaults.MasterMemory,
            Time = result.GetValue(_time) ?? defaults.Time,
            Costs = CostOptions.Read(result),
        };
        if (input.IsFactorization)
            input = input with { Rank = result.GetValue(_rank) ?? DefaultRank, Users = (int)(result.GetValue(_users) ?? Math.Clamp(input.Rows / RatingsPerUser, 1, int.MaxValue)) };
        return Checked(input);
    }

    /// <exception cref="ToolException">Numbers that are each right do not go together.</exception>
    private static PlanInput Checked(PlanInput input)
    {
        if (input.WorkersPerProcess > input.Workers)
            throw new ToolException($"--workers-per-process is {input.WorkersPerProcess}, but there are only {input.Workers} workers; give at most as many.");
        if (input.Workers > input.Rows)
            throw new ToolException($"--workers is {input.Workers}, but there are only {input.Rows} rows; give at most as many.");
        if (input.Time.ClockNs != new TimeModel().ClockNs)
            throw new ToolException("--time-model: leave clock:SECONDS out; how long a clock takes is what is planned.");
        if (input.Clocks > ScalePlan.ClocksMax(input))
            throw new ToolException($"--clocks is {input.Clocks}, but a worker's part can be cut into {ScalePlan.ClocksMax(input)} at most; give fewer.");
        return input;
    }
}
