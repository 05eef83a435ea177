using System.Text.Json.Serialization;

namespace Benchmarks;

/// <summary>What one process tells of a Fit.</summary>
/// <param name="Updates">Of all processes together.</param>
/// <param name="TrainingSeconds">From the first clock to the last.</param>
/// <param name="FitSeconds">Of the whole Fit: reading and the way to the model too.</param>
/// <param name="CpuSeconds">Processor time of this process in the Fit.</param>
/// <param name="Rmse">On the test part.</param>
/// <param name="ClocksAnEpoch">As chosen, or as asked for.</param>
/// <param name="WaitedSeconds">At the gate, all workers of the job.</param>
/// <param name="BytesPulled">By this process.</param>
/// <param name="BytesPushed">By this process.</param>
internal sealed record FactorizationReading(
    long Updates, double TrainingSeconds, double FitSeconds, double CpuSeconds, double Rmse, int ClocksAnEpoch, double WaitedSeconds, long BytesPulled, long BytesPushed);

[JsonSerializable(typeof(FactorizationReading))]
internal sealed partial class FactorizationJson : JsonSerializerContext;
