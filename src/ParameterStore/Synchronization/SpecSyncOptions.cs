using System.Globalization;

namespace ParameterStore;

/// <summary>
/// When <see cref="SyncPolicy.SpecSync"/> aborts: how long after a pull it looks, and how many pushes of others it wants to have seen by then. Either
/// tuned every epoch from the pushes of the last one (<see cref="Default"/>, <see cref="Paper"/>, <see cref="ReleasedCode"/>), or <see cref="Fixed"/>.
/// </summary>
/// <remarks>
/// Zhang et al., "Stay fresh: speculative synchronization for fast distributed machine learning", ICDCS 2018, Algorithms 1–2 and equations 3–7. With
/// m workers, the time Δ is chosen among the gaps between two pushes of the last m, for the largest
/// F(Δ) = pushes that a wait of Δ would have shown − κ · Δ · (m − 1) · Σ 1/T, where T is the time between two pushes of a worker and the second part is
/// how many others would have missed the push that is late by Δ. No positive F: no aborts in this epoch. An attempt is aborted if others pushed more often
/// than κ · Δ · (m − 1) / T̄ since its pull: what the abort is estimated to cost.
/// </remarks>
public sealed record SpecSyncOptions
{
    internal const double AbortTimeMsMax = 3_600_000;
    internal const double AbortRateMax = 1_000;
    private const int RateDecimals = 9;

    private string _name = "";

    /// <summary>κ = ½, Δ from 0.03 to 0.38 of the mean clock: with κ = 1 and pushes that come evenly, gain and loss cancel and Δ is left to chance.</summary>
    public static SpecSyncOptions Default { get; } = new();

    /// <summary>As the paper has it: κ = 1, any Δ.</summary>
    public static SpecSyncOptions Paper { get; } = new() { _name = "paper", LossWeight = 1, ShortestShare = 0, LongestShare = double.PositiveInfinity };

    /// <summary>
    /// As in the code that the paper's authors released (freshness tuning): κ = ¼, Δ from 0.03 to √(2(m² + 1))/(m + 1) − 1 of the mean clock, averaged over
    /// all epochs so far. That code falls back to a third of the longest Δ where no F is positive; here such an epoch has no aborts.
    /// </summary>
    public static SpecSyncOptions ReleasedCode { get; } = new() { _name = "released", LossWeight = 0.25, LongestShare = null, AveragesTimes = true };

    /// <summary>κ: what a push that others miss weighs against one that is seen. Without meaning if <see cref="AbortTimeMs"/> is set.</summary>
    public double LossWeight { get; internal init; } = 0.5;

    /// <summary>The shortest Δ that is considered, in mean times between two pushes of a worker.</summary>
    public double ShortestShare { get; internal init; } = 0.03;

    /// <summary>The longest Δ that is considered, in mean times between two pushes of a worker; null: √(2(m² + 1))/(m + 1) − 1 for m workers.</summary>
    public double? LongestShare { get; internal init; } = 0.38;

    /// <summary>Whether Δ is the mean of what all epochs found best.</summary>
    public bool AveragesTimes { get; internal init; }

    /// <summary>Fixed: milliseconds after a pull at which others' pushes are counted. Null: tuned.</summary>
    public double? AbortTimeMs => AbortTime == 0 ? null : (double)Nanoseconds.ToMs(AbortTime);

    /// <summary>Fixed: an attempt is aborted if the others' pushes since its pull are more than this share of the number of workers. Null: tuned.</summary>
    public double? AbortRate { get; private init; }

    /// <summary>
    /// How many clocks a worker may be ahead of the slowest, 0 … <see cref="SyncPolicy.StalenessLimit"/>; null: any number. An abort holds nobody back
    /// and is never held back itself, since its worker keeps its clock.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or over the limit.</exception>
    public int? Staleness
    {
        get;
        init => field = value is null or (>= 0 and <= SyncPolicy.StalenessLimit)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Staleness), value, $"Staleness is a number of clocks from 0 to {SyncPolicy.StalenessLimit:N0}; for no bound leave it null.");
    }

    /// <summary>In nanoseconds; 0: tuned.</summary>
    internal long AbortTime { get; private init; }

    /// <summary>The same time and rate all along (the paper's cherry-picked ones): 10 to 40 % of a clock, and 2.5 to 50 % of the workers, are where to look.</summary>
    /// <param name="abortTimeMs">Milliseconds after a pull, over 0, at most 3,600,000; to the nanosecond.</param>
    /// <param name="abortRate">A share of the number of workers, 0 … 1,000: one that is much faster than the others sees none of them push, and one that is much slower sees them push often.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is out of its range.</exception>
    public static SpecSyncOptions Fixed(double abortTimeMs, double abortRate)
    {
        if (!(abortTimeMs <= AbortTimeMsMax) || Nanoseconds.OfMs(abortTimeMs) < 1)
            throw new ArgumentOutOfRangeException(nameof(abortTimeMs), abortTimeMs, $"An abort time is over 0 and at most {AbortTimeMsMax:N0} milliseconds; begin with 20 % of a clock.");
        if (abortRate is not (>= 0 and <= AbortRateMax))
            throw new ArgumentOutOfRangeException(nameof(abortRate), abortRate, $"An abort rate is a share of the number of workers, 0 to {AbortRateMax:N0}; begin with 0.1.");
        return new() { AbortTime = Nanoseconds.OfMs(abortTimeMs), AbortRate = Math.Round(abortRate, RateDecimals) };
    }

    /// <summary>The longest Δ in mean times between two pushes, for a number of workers.</summary>
    internal double LongestShareOf(int workers) => LongestShare ?? ((Math.Sqrt(2.0 * (((double)workers * workers) + 1)) / (workers + 1)) - 1);

    /// <summary>The arguments of the text form: <c>paper,ssp:3</c>.</summary>
    public override string ToString()
    {
        string when = AbortTime == 0
            ? _name
            : $"{Nanoseconds.ToMs(AbortTime).ToString(CultureInfo.InvariantCulture)}/{AbortRate!.Value.ToString("0.#########", CultureInfo.InvariantCulture)}";
        string gate = Staleness is int staleness ? $"ssp:{staleness.ToString(CultureInfo.InvariantCulture)}" : "";
        return when.Length > 0 && gate.Length > 0 ? $"{when},{gate}" : when + gate;
    }
}
