namespace ParameterStore;

/// <summary>One try of one worker at one clock: the unit that is staged, committed or discarded.</summary>
/// <param name="Worker">Who tries.</param>
/// <param name="Clock">Which clock, from 0.</param>
/// <param name="Try">Which try at that clock, from 0; one more after every abort.</param>
public readonly record struct AttemptId(WorkerId Worker, int Clock, int Try)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Worker}, clock {Clock}, try {Try}";
}
