using System.Globalization;

namespace ParameterStore;

/// <summary>What <see cref="SyncPolicy.KOfN(KOfNOptions)"/> does.</summary>
public sealed class KOfNOptions
{
    /// <summary>The most workers of <see cref="Workers"/>.</summary>
    public const int WorkersLimit = 1_000_000;

    /// <summary>The most workers that <see cref="BestOf"/> chooses from: it tries every k, which takes their number squared.</summary>
    public const int BestOfLimit = 10_000;

    /// <summary>How many steps late a push may be at most: <see cref="LagWeights"/> has one entry more.</summary>
    public const int LagLimit = 64;

    /// <summary>The smallest weight and share that is not 0.</summary>
    public const double Smallest = 1e-6;

    /// <summary>1, ¼, … ¼⁴: what is more than four steps late is discarded.</summary>
    public static IReadOnlyList<float> DefaultLagWeights { get; } = [1, 0.25f, 0.0625f, 0.015625f, 0.00390625f];

    /// <summary>
    /// k: how many fresh pushes make a step, 1 … <see cref="Workers"/>; while fewer workers are active, all of theirs do. Goes with <see cref="Workers"/>.
    /// Null: <see cref="Share"/> counts.
    /// </summary>
    public int? Needed { get; set; }

    /// <summary>n: of how many workers, 1 … <see cref="WorkersLimit"/>. n of n is bulk synchronous. Goes with <see cref="Needed"/>.</summary>
    public int? Workers { get; set; }

    /// <summary>
    /// For jobs whose number of workers is open: k is this share of the active workers, rounded up. <see cref="Smallest"/> … 1, taken in millionths; 1 is
    /// bulk synchronous. Default: 0.8.
    /// </summary>
    public double Share { get; set; } = 0.8;

    /// <summary>What becomes of late pushes. Default: <see cref="LatePushes.Cache"/>.</summary>
    public LatePushes Late { get; set; }

    /// <summary>
    /// Weights of pushes by how many steps they are late, from 0 (fresh): the first over 0, none over 1, 1 to <see cref="LagLimit"/> + 1 of them; 0 discards,
    /// and so does a lag beyond the last. Of use under <see cref="LatePushes.Cache"/> only. They scale what is pushed to shared tables; owned rows are
    /// taken as they are. Default: <see cref="DefaultLagWeights"/>.
    /// </summary>
    public IReadOnlyList<float> LagWeights { get; set; } = DefaultLagWeights;

    /// <summary>
    /// The smallest curvature of the loss over its largest, 0 … 1, if it is known; <see cref="Warnings"/> checks the weights against it. For ridge regression
    /// with n examples of length ≤ 1 and a penalty η it is at least η/(n + η). Decides nothing else. Null: unknown.
    /// </summary>
    public double? CurvatureRatio { get; set; }

    /// <summary>
    /// The smallest ratio of curvatures for which late pushes provably do no harm: 2 · (n − k)/k · Σ aₗ/a₀ over the lags l ≥ 1, since there are (n − k)/k
    /// late pushes for each fresh one. Over 1: none.
    /// </summary>
    /// <remarks>
    /// From the condition that the weights of older gradients come to at most a/2b of the newest one's, for curvatures in [a, b] and a step of at most 1/b
    /// (poster "Distributed learning with stale gradients"). Sufficient, not necessary.
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public double CurvatureRatioNeeded
    {
        get
        {
            KOfNRule rule = ToRule();
            double late = 0;
            foreach (float weight in rule.Weights.AsSpan(1))
                late += weight;
            return 2 * rule.Quota.LateForEachFresh * late / rule.Weights[0];
        }
    }

    /// <summary>What is allowed and yet doubtful, for people to read; empty if nothing is.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            double needed = CurvatureRatioNeeded;
            if (needed <= (CurvatureRatio ?? 1))
                return [];
            string limit = CurvatureRatio is null ? "no loss has more than 1" : string.Create(CultureInfo.InvariantCulture, $"{nameof(CurvatureRatio)} is {CurvatureRatio:G3}");
            return
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The lag weights of {new KOfNChoice(this)} are larger than those for which late gradients provably do no harm: that takes a smallest curvature of {needed:G3} times the largest, and {limit}. It may converge all the same; use smaller {nameof(LagWeights)}, a larger k, or {nameof(LatePushes)}.{nameof(LatePushes.Drop)}."),
            ];
        }
    }

    /// <summary>The k under which the most fresh pushes a second are applied: the largest k/E[T₍ₖ:ₙ₎], where T₍ₖ:ₙ₎ is when the k-th of n workers has pushed.</summary>
    /// <param name="model">How long clocks take.</param>
    /// <param name="workers">n, 1 … <see cref="BestOfLimit"/>.</param>
    /// <returns>Options with that k of n; of several that are equally good the largest.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such number of workers.</exception>
    public static KOfNOptions BestOf(ClockTimeModel model, int workers)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(workers, BestOfLimit);
        int best = 1;
        double most = 0;
        for (int k = 1; k <= workers; k++)
        {
            double rate = k / model.ExpectedTime(k, workers);
            if (rate >= most)
                (best, most) = (k, rate);
        }

        return new() { Needed = best, Workers = workers };
    }

    /// <exception cref="ArgumentException">An option is out of range; the message says which and what to do instead.</exception>
    internal KOfNRule ToRule()
    {
        if (!Enum.IsDefined(Late))
            throw new ArgumentOutOfRangeException(nameof(Late), Late, $"Late is {(int)Late}; use {nameof(LatePushes.Cache)}, {nameof(LatePushes.Drop)} or {nameof(LatePushes.AbortLate)}.");
        return new(ToQuota(), Late, Late == LatePushes.Cache ? CheckedWeights() : UnusedWeights());
    }

    private FreshQuota ToQuota()
    {
        if (Needed is null != Workers is null)
            throw new ArgumentException($"{nameof(Needed)} and {nameof(Workers)} go together, k of n; set both, or neither and {nameof(Share)}.", Needed is null ? nameof(Needed) : nameof(Workers));
        if (Workers is < 1 or > WorkersLimit)
            throw new ArgumentOutOfRangeException(nameof(Workers), Workers, $"Workers is {Workers}; it must be from 1 to {WorkersLimit:N0}.");
        if (Needed < 1 || Needed > Workers)
            throw new ArgumentOutOfRangeException(nameof(Needed), Needed, $"Needed is {Needed}; it must be from 1 to {nameof(Workers)}, which is {Workers}.");
        if (!(Share is >= Smallest and <= 1))
            throw new ArgumentOutOfRangeException(nameof(Share), Share, $"Share is {Share}; it must be from 0.000001 to 1, which waits for everybody.");
        return Needed is { } needed ? new(needed, Workers!.Value, 0) : new(0, 0, (int)Math.Round(Share * FreshQuota.Whole));
    }

    private float[] CheckedWeights()
    {
        ArgumentNullException.ThrowIfNull(LagWeights);
        if (LagWeights.Count is < 1 or > LagLimit + 1)
            throw new ArgumentException($"There are {LagWeights.Count} lag weights; give 1 to {LagLimit + 1}, the first for fresh pushes.", nameof(LagWeights));
        for (int lag = 0; lag < LagWeights.Count; lag++)
            if (!(LagWeights[lag] is >= (float)Smallest and <= 1 || (lag > 0 && LagWeights[lag] == 0)))
                throw new ArgumentOutOfRangeException(nameof(LagWeights), LagWeights[lag], $"The weight of pushes {lag} steps late is {LagWeights[lag]}; it must be from 0.000001 to 1{(lag > 0 ? ", or 0 to discard them" : "")}.");
        int length = LagWeights.Count;
        while (length > 1 && LagWeights[length - 1] == 0)
            length--;
        return [.. LagWeights.Take(length)];
    }

    private float[] UnusedWeights() => LagWeights is null || LagWeights.SequenceEqual(DefaultLagWeights)
        ? [1]
        : throw new ArgumentException($"{nameof(LagWeights)} weigh late pushes, but Late is {Late}, which applies none; leave them out, or use {nameof(LatePushes)}.{nameof(LatePushes.Cache)}.", nameof(LagWeights));
}
