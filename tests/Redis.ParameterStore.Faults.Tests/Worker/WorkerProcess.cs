using System.Text.Json;
using Distributed.Learning;

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
            var learner = new CountingLearner(plan, block => Console.WriteLine($"{BlockWord}{block.Shard} {block.Epoch} {block.Index}"));
            return WorkerReport.Of(TrainingJob.RunAsync(learner, new TrainingSettings { Job = WorkerOptions.Of(plan) }).GetAwaiter().GetResult());
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
