using System.Text.Json;
using Distributed.Learning;
using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>
/// One process of a job, which the tests start and do harm to. It says a line for every block that it did, and last what it has got. It ends with
/// what started it: its input closes then.
/// </summary>
internal static class WorkerProcess
{
    internal const string BlockWord = "block ", ReportWord = "report ";

    internal static int Main(string[] arguments)
    {
        if (arguments.Length != 1)
        {
            Console.Error.WriteLine("This is a test project; run it by dotnet test.");
            return 2;
        }
        _ = Task.Factory.StartNew(EndWithInput, TaskCreationOptions.LongRunning);
        WorkerReport report = Run(JsonSerializer.Deserialize<WorkerPlan>(arguments[0])!);
        Console.WriteLine(ReportWord + JsonSerializer.Serialize(report));
        return report.HasModel ? 0 : 1;
    }

    private static WorkerReport Run(WorkerPlan plan)
    {
        try
        {
            Action<BlockId> done = block => Console.WriteLine($"{BlockWord}{block.Shard} {block.Epoch} {block.Index}");
            var settings = new TrainingSettings { Job = WorkerOptions.Of(plan) };
            if (plan.IsDual)
                return DualJob.RunAsync(plan, settings, done).GetAwaiter().GetResult();
            return WorkerReport.Of(TrainingJob.RunAsync(new CountingLearner(plan, done), settings).GetAwaiter().GetResult());
        }
        catch (Exception error)
        {
            Console.Error.WriteLine(error);
            return WorkerReport.Of(error);
        }
    }

    private static void EndWithInput()
    {
        while (Console.In.Read() >= 0)
        {
            // Nothing is said to it.
        }
        Environment.Exit(3);
    }
}
