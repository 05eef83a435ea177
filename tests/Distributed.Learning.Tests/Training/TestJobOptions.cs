using ParameterStore;

namespace Distributed.Learning.Tests;

internal sealed class TestJobOptions : JobOptions
{
    internal static TrainingSettings Settings(int workers, string policy, Action<TestJobOptions>? change = null, int? earlyStop = null)
    {
        var options = new TestJobOptions { Workers = workers, Synchronization = SyncPolicy.Parse(policy) };
        change?.Invoke(options);
        return new() { Job = options, EarlyStopAfterEpochs = earlyStop };
    }
}
