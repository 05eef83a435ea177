using System.Text.Json;
using Distributed.Learning;
using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>
/// One process of a job, which the tests start and do harm to. It says a line for every block that it did, and last what it has got. In its input it
/// is told to go on, once it stands by. It ends with what started it: its input closes then.
/// </summary>
internal static class WorkerProcess
{
    internal const string BlockWord = "block ", StandByWord = "stands by", ReportWord = "report ", GoWord = "go";

    private static readonly ManualResetEventSlim _goesOn = new();
    private static int _blocks;

    internal static int Main(string[] arguments)
    {
        if (arguments.Length != 1)
        {
            Console.Error.WriteLine("This is a test project; run it by dotnet test.");
            return 2;
        }
        _ = Task.Factory.StartNew(Listen, TaskCreationOptions.LongRunning);
        WorkerReport report = Run(JsonSerializer.Deserialize<WorkerPlan>(arguments[0])!);
        Console.WriteLine(ReportWord + JsonSerializer.Serialize(report));
        return report.HasModel ? 0 : 1;
    }

    private static WorkerReport Run(WorkerPlan plan)
    {
        try
        {
            var settings = new TrainingSettings { Job = WorkerOptions.Of(plan) };
            if (plan.Trainer is not null)
                return TrainerJob.Run(plan, options => WorkerOptions.Join(options, plan), block => Done(plan, block));
            if (plan.IsDual)
                return DualJob.RunAsync(plan, settings, block => Done(plan, block)).GetAwaiter().GetResult();
            return WorkerReport.Of(TrainingJob.RunAsync(new CountingLearner(plan, block => Done(plan, block)), settings).GetAwaiter().GetResult());
        }
        catch (Exception error)
        {
            Console.Error.WriteLine(error);
            return WorkerReport.Of(error);
        }
    }

    private static void Done(WorkerPlan plan, BlockId block)
    {
        Console.WriteLine($"{BlockWord}{block.Shard} {block.Epoch} {block.Index}");
        if (Interlocked.Increment(ref _blocks) < plan.StandsByAt || _goesOn.IsSet)
            return;
        Console.WriteLine(StandByWord);
        _goesOn.Wait();
    }

    private static void Listen()
    {
        while (Console.In.ReadLine() is { } line)
            if (line == GoWord)
                _goesOn.Set();
        Environment.Exit(3);
    }
}
