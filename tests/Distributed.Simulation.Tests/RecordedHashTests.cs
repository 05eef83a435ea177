namespace Distributed.Simulation.Tests;

/// <summary>
/// Hashes on record: the same on any machine, with AVX-512 and AVX2 on or off. A change of the engine, of a model or of a learner may change
/// them, and then for all; a machine on which they differ alone has found a bug.
/// </summary>
public sealed class RecordedHashTests
{
    [Theory]
    [InlineData("bsp", "logistic", "51d9046b138d9c3f", "c6e9441620bd2463")]
    [InlineData("ssp:2", "sparse-logistic", "b4411f22a9456428", "38f4e850820ae9bc")]
    [InlineData("asp", "mf", "519ce9b27ff500b1", "1e48409d37cfab79")]
    [InlineData("ssp:1", "mlp", "43541b57006c7c5f", "f85f2d0ef468ffbb")]
    public void A_run_has_the_hashes_on_record(string policy, string workload, string events, string parameters)
    {
        SimulationResult result = VirtualCluster.Run(Small.WithFaults(Small.Options(policy, seed: 7)) with
        {
            Time = new() { Noise = workload == "mf" ? TimeNoise.Pareto(3) : workload == "mlp" ? TimeNoise.ShiftedExponential(2) : TimeNoise.Lognormal(0.2), SlowShare = 0.1 },
            Workload = workload switch
            {
                "logistic" => Workload.Logistic(500, 10),
                "sparse-logistic" => Workload.SparseLogistic(500, 50, 5),
                "mf" => Workload.MatrixFactorization(30, 40, 1_000, rank: 2),
                _ => Workload.Perceptron([8], 200, 6, 3),
            },
        });
        (result.EventLogHash, result.ParametersHash).Should().Be((events, parameters));
    }
}
