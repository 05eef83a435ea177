namespace ParameterStore;

/// <summary>A worker's pace under <see cref="ElasticBspPolicy"/>.</summary>
/// <param name="Left">How many clocks it may still begin before the next barrier.</param>
/// <param name="Interval">How long its last clock took from its release to its push, in nanoseconds; 0 if it has done none since it joined.</param>
/// <param name="BegunAt">When it was let through to the clock it is at; <see cref="NotBegun"/> if it is at none.</param>
internal record struct ElasticPace(int Left, long Interval, long BegunAt)
{
    public const long NotBegun = -1;

    /// <summary>Eleven days: times that add up stay far from overflowing.</summary>
    public const long IntervalMax = 1_000_000_000_000_000;

    public static ElasticPace None => new(0, 0, NotBegun);

    public readonly bool IsRunning => BegunAt != NotBegun;

    public readonly ElasticPace Begun(long now) => this with { Left = Left - 1, BegunAt = now };

    public readonly ElasticPace Done(long now) => this with { Interval = Math.Clamp(now - BegunAt, 1, IntervalMax), BegunAt = NotBegun };
}
