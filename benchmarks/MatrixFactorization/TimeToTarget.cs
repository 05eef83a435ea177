namespace Benchmarks;

/// <summary>How long a side's shortest Fit takes that reaches an error.</summary>
/// <param name="Rates">The options it has.</param>
/// <param name="Epochs">Passes of that Fit.</param>
/// <param name="Seconds">One a timed run, in their order.</param>
/// <param name="Rmses">On the test part, one a timed run.</param>
/// <param name="UpdatesPerSecond">One a timed run, where the trainer tells.</param>
internal sealed record TimeToTarget(Rates Rates, int Epochs, IReadOnlyList<double> Seconds, IReadOnlyList<double> Rmses, IReadOnlyList<double> UpdatesPerSecond)
{
    public double MedianSeconds => Median.Of(Seconds);

    public double MedianRmse => Median.Of(Rmses);

    public double? MedianUpdatesPerSecond => UpdatesPerSecond.Count > 0 ? Median.Of(UpdatesPerSecond) : null;
}
