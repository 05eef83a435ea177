namespace Distributed.Simulation;

/// <summary>Parameters as they once were. Whoever pulled them reads; nobody writes.</summary>
internal sealed class ParameterCopy(int size)
{
    internal float[] Values { get; } = new float[size];

    /// <summary>How many workers still compute from it.</summary>
    internal int Readers { get; set; }
}
