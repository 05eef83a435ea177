using System.Text.Json.Serialization;

namespace Benchmarks;

/// <summary>What a child process saw of itself, in bytes. Our trainer reports after every epoch; of ML.NET's only the whole Fit is seen.</summary>
/// <param name="FitPeak">The most at any time.</param>
/// <param name="ReadingPeak">The most until the first epoch was done.</param>
/// <param name="AfterReading">After the first epoch, garbage collected.</param>
/// <param name="TrainingPeak">The most between the first epoch and the last.</param>
/// <param name="AtEnd">After the last epoch, garbage collected: grows with the epochs if something is kept.</param>
internal sealed record MemoryReading(long FitPeak, long? ReadingPeak, long? AfterReading, long? TrainingPeak, long? AtEnd);

[JsonSerializable(typeof(MemoryReading))]
internal sealed partial class MemoryJson : JsonSerializerContext;
