using ParameterStore;

namespace Distributed.Learning;

/// <summary>The parameters of the epoch with the lowest validation loss, and a second replica to measure the next one in.</summary>
internal sealed class BestParameters
{
    internal Replica Parameters { get; private set; } = new();

    internal Replica Candidate { get; private set; } = new();

    internal int Epoch { get; private set; }

    internal double Loss { get; private set; } = double.PositiveInfinity;

    internal bool IsEmpty => Epoch == 0;

    /// <summary>The candidate was measured; if it is the best so far, the two replicas change places.</summary>
    internal void Offer(int epoch, double loss)
    {
        if (!(loss < Loss))
            return;
        (Parameters, Candidate) = (Candidate, Parameters);
        (Epoch, Loss) = (epoch, loss);
    }
}
