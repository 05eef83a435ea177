using Distributed.Learning;
using ParameterStore;
using static System.FormattableString;

namespace Microsoft.ML.Distributed;

/// <summary>
/// What the options of linear trainers have that know how far they are from the optimum, at most: they stop on the duality gap, and end with a
/// <see cref="TrainingReport.Certificate"/>.
/// </summary>
public abstract class LinearGapOptions : LinearOptions
{
    private protected LinearGapOptions()
    {
        Synchronization = SyncPolicy.BulkSynchronous;
        Epochs = 100;
    }

    /// <summary>
    /// Stops when the gap between the objective P and its dual D is at most this × max(|P|, |D|), &gt; 0: no model's objective is lower than the one that came
    /// out by more than that.
    /// </summary>
    public float GapTarget { get; set; } = 1e-3f;

    /// <summary>
    /// Rounds (clocks) in an epoch, ≥ 1: workers add up what they found after each. Null: for the SDCA trainers as many, up to 8, as keep pushing and waiting
    /// at about a twentieth of computing, by rough costs of both: mostly one, more where examples have many features; for the lasso one. More of them take several workers to
    /// a small gap in fewer epochs. Set it if jobs over Redis and in memory are to come to the same bits.
    /// </summary>
    public int? RoundsPerEpoch { get; set; }

    /// <summary>
    /// Whether a policy is accepted for which no guarantee is known. The theory is of rounds in step: <see cref="SyncPolicy.BulkSynchronous"/>, which is the
    /// default here, and what is equal to it. Under others the objective may rise, and the training may never end by the gap; the certificate holds
    /// whatever the policy, as it is computed from what came out. Never accepted is a policy by which pushes count less or not at all, as <see cref="SyncPolicy.KOfN(KOfNOptions)"/> with
    /// late pushes: what workers share would no longer belong to what each of them keeps.
    /// </summary>
    public bool AllowUnproven { get; set; }

    /// <summary>The strength of regularization that, raised, makes the gap close sooner.</summary>
    private protected virtual string Strength => nameof(L2);

    internal override string AgainstDivergence => $"scale the features (NormalizeMeanVariance) and, if they are numbers, the labels, or raise {Strength}";

    internal override string? DoubtAbout(TrainingReport report)
    {
        if (report.Certificate is not { RelativeGap: var gap } || gap <= GapTarget)
            return null;
        return report.StopReason switch
        {
            StopReason.Completed => Invariant($"The gap is {gap:G3} of the objective after {report.Epochs} epochs, above GapTarget {GapTarget:G3}: scale the features (NormalizeMeanVariance), raise {Strength}, or allow more Epochs or, for several workers, more RoundsPerEpoch."),

            // Workers that do not wait for one another push on until they hear of the end.
            StopReason.TargetReached => Invariant($"The gap is {gap:G3} of the objective, above GapTarget {GapTarget:G3}, which it had reached: under {report.Synchronization} pushes came after that was seen. Use SyncPolicy.BulkSynchronous, or a smaller GapTarget."),
            _ => null,
        };
    }

    internal override void Validate()
    {
        base.Validate();
        OptionChecks.Finite(GapTarget, above: 0);
        if (RoundsPerEpoch is { } rounds)
            OptionChecks.AtLeastOne(rounds, nameof(RoundsPerEpoch));

        if (WeighsPushes)
        {
            throw new ArgumentException(
                $"{Synchronization} lets some pushes count less, or not at all: the sums that workers share would no longer be those of the duals and weights that each of them keeps, and what comes out not what was trained. Use SyncPolicy.BulkSynchronous; or, with AllowUnproven, a policy that takes every push whole, as SyncPolicy.BoundedStaleness.",
                nameof(Synchronization));
        }

        // Workers that are left to the processors count as several, so that a program is refused on all machines or on none.
        if (AllowUnproven || IsOneWorker || IsInStep)
            return;
        throw new ArgumentException(
            $"No guarantee is known for several workers under {Synchronization}; use SyncPolicy.BulkSynchronous, or Workers = 1, or set AllowUnproven to try it all the same.",
            nameof(Synchronization));
    }
}
