using System.Text.Json;
using Benchmarks;

namespace Samples.Tests;

public sealed class WaitBenchmarkTests
{
    [Fact]
    public void A_quick_run_measures_two_threads_beside_the_simulator()
    {
        IReadOnlyList<WaitResult> results = new WaitBenchmark(new StringWriter()).Run(quick: true);
        results.Select(result => result.Staleness).Should().Equal(0, 1, 3, 0, 1, 3);

        // What was measured is a busy machine's affair: the benchmark compares it, a test does not.
        results.Should().OnlyContain(result => result.MeasuredMs >= 0);
        results.Where(result => result.Staleness == 0).Should().OnlyContain(result => result.SimulatedMs > 0);
        using JsonDocument parsed = JsonDocument.Parse(WaitResult.ToJson(results));
        parsed.RootElement[0].EnumerateObject().Select(p => p.Name).Should().Equal("slowed", "staleness", "measuredMs", "leastMs", "mostMs", "simulatedMs", "ratio");
    }
}
