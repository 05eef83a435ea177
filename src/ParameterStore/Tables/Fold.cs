namespace ParameterStore;

/// <summary>
/// How a committed delta changes a row: one of a closed set of pure functions of (row, state of the row, delta, weight, lag), the same in memory and
/// over a network. Every replica folds one log in one order, so any deterministic fold is sound.
/// </summary>
/// <remarks>
/// <para>
/// <b>Delta.</b> What a push carries is the step that the learner would take alone: working copy − what was pulled, so −η × gradient for gradient
/// descent with learning rate η. The sign is that of the change, the scale that of the row. A fold sees d = weight × delta, rounded once: a weight
/// scales before anything is squared or accumulated.
/// </para>
/// <para>
/// <b>Lag.</b> How many steps changed the parameters between the version that the attempt pulled and the step that commits it: attempts where workers
/// commit their own pushes, whole steps where the policy decides (all attempts of a step have no lag to one another). Discarded attempts change nothing
/// and do not count. It follows from the order of commits alone, so every replica knows it. From <see cref="LagMax"/> on, lags are alike.
/// </para>
/// <para>
/// <b>State.</b> Some folds keep values beside a row, 0 at first. They are part of a store's state (snapshots, bases, hashes), never of a worker's
/// working copy. A row that a push does not name keeps its values and its state. Memory: none for folds without state.
/// </para>
/// <para>
/// <b>What only <see cref="Add"/> can do:</b> a worker may see its own update before the commit (under any other fold a worker sees it in the pull that
/// covers it), several pushes may be summed up and committed as one, and updates may travel with a byte a value. Pushes to tables with another fold are
/// each committed alone and travel as they are.
/// </para>
/// </remarks>
public abstract class Fold : IEquatable<Fold>
{
    /// <summary>The lag from which on all are alike.</summary>
    public const int LagMax = 1024;

    private protected Fold()
    {
    }

    /// <summary>row += d.</summary>
    public static Fold Add { get; } = new AddFold();

    /// <summary>
    /// Polyak's heavy ball: velocity = μ × velocity + d; row += velocity. One float of state a value. A step of n attempts is n of these, one after the
    /// other.
    /// </summary>
    /// <param name="mu">
    /// μ, over −1 and under 1; 0 is <see cref="Add"/> to the bit and keeps no state. Asynchrony of M workers brings a momentum of 1 − 1/M by itself, so
    /// that what is still lacking is max(0, wanted − (1 − 1/M)) (Mitliagkas et al., "Asynchrony begets momentum, with an application to deep learning",
    /// Allerton 2016); a negative one takes some of it away.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">μ is out of its range.</exception>
    public static Fold Momentum(float mu) => new MomentumFold(mu);

    /// <summary>
    /// Another fold with a learning rate that is divided by the lag: d / max(1, lag) in place of d (Zhang et al., "Staleness-aware async-SGD for distributed
    /// deep learning", IJCAI 2016).
    /// </summary>
    /// <param name="inner">The fold; null: <see cref="Add"/>.</param>
    /// <exception cref="ArgumentException">The fold is staleness-aware already.</exception>
    public static Fold StalenessAware(Fold? inner = null) => new StalenessAwareFold(inner ?? Add);

    /// <summary>
    /// Corrects a gradient for what changed since it was computed: row += d − (λ/η) × d² × (row − pulled), which is −η (g + λ g² (w − w_bak)) for d = −η g
    /// (Zheng et al., "Asynchronous stochastic gradient descent with delay compensation", ICML 2017).
    /// </summary>
    /// <remarks>
    /// The paper keeps a copy of the parameters for every worker at the server: m × all rows in memory, here in every replica, and for every version that
    /// somebody may still push from. Here a push carries what it pulled beside its deltas instead: twice the bytes of the rows that it changes, and no
    /// memory. So sparse pushes stay small, late workers of any number cost nothing, and nothing is lost with a server.
    /// </remarks>
    /// <param name="lambda">λ ≥ 0; 0.04 in the paper. 0 is <see cref="Add"/> to the bit.</param>
    /// <param name="step">η over 0, by which the learner multiplied its gradients. Where it goes down while a job runs, λ does with it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Fold DelayCompensated(float lambda, float step) => new DelayCompensatedFold(lambda, step);

    /// <summary>
    /// <see cref="DelayCompensated"/> with λ = λ₀ / √(mean square + 10⁻⁷), mean square = 0.95 × mean square + 0.05 × g²: the same correction for large and
    /// small gradients. One float of state a value.
    /// </summary>
    /// <param name="lambda">λ₀ ≥ 0; 2 in the paper. 0 is <see cref="Add"/> to the bit and keeps no state.</param>
    /// <param name="step">η over 0, by which the learner multiplied its gradients.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Fold AdaptiveDelayCompensated(float lambda, float step) => new AdaptiveDelayCompensatedFold(lambda, step);

    /// <summary>Whether pushes may be summed up before they are folded, and rounded with what is lost carried over.</summary>
    internal virtual bool IsAdditive => false;

    /// <summary>Whether a push carries what it pulled (<see cref="TablePush.Pulled"/>).</summary>
    internal virtual bool NeedsPulled => false;

    /// <summary>How many values of state a row of so many columns has.</summary>
    internal virtual int StateColumns(int columns) => 0;

    /// <summary>Folds. No fused operations, so that every machine gets the same bits.</summary>
    /// <param name="rows">Of one table, as many as lie in one piece.</param>
    /// <param name="weight">Finite, not 0.</param>
    /// <param name="lag">0 or more.</param>
    internal abstract void Apply(FoldRows rows, float weight, int lag);

    /// <inheritdoc/>
    public bool Equals(Fold? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as Fold);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The fold and its numbers in a canonical text, as processes and snapshots compare it: equal texts, equal folds.</summary>
    public abstract override string ToString();
}
