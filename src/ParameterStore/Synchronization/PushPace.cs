namespace ParameterStore;

/// <summary>A worker's last two pushes, and what came of them, under <see cref="DynamicStalenessPolicy"/>.</summary>
/// <param name="Last">When it pushed last, in nanoseconds since the job's start; <see cref="Never"/> if it has not since it joined.</param>
/// <param name="Previous">When it pushed before that.</param>
/// <param name="Extra">Clocks that it was given and has not begun.</param>
internal record struct PushPace(long Last, long Previous, int Extra)
{
    public const long Never = -1;

    public static PushPace None => new(Never, Never, 0);

    public readonly bool HasInterval => Previous != Never;

    public readonly long Interval => Math.Min(Last - Previous, ElasticPace.IntervalMax);

    public readonly PushPace PushedAt(long now) => this with { Last = now, Previous = Last };
}
