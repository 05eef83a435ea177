namespace ParameterStore;

/// <summary>
/// How a committed delta changes a row: one of a closed set of pure functions of (row, state of the row, delta, weight, lag), the same in memory and
/// over a network. Every replica folds one log in one order, so any deterministic fold is sound.
/// </summary>
/// <remarks>
/// <para>
/// <b>Delta.</b> What a push carries is the step that the learner would take alone: working copy − what was pulled, so −η × gradient for gradient
/// descent with learning rate η. The sign is that of the change, the scale that of the row. A fold sees d = weight × delta, rounded once: a weight
/// scales before anything is squared or accumulated. Folds that have a learning rate of their own (<see cref="AdaGrad"/>, <see cref="Ftrl"/>,
/// <see cref="Adam"/> and their kin) take the step of rate 1, which is −gradient, of a sum or a mean as the learner likes: the signs of all folds are alike.
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

    /// <summary>
    /// Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic optimization", JMLR 2011: G += d²;
    /// row += η d / (√G + 10⁻⁸). Deltas are gradients with the other sign: see the remarks. One float of state a value.
    /// </summary>
    /// <param name="rate">η, finite and over 0: how far the first step goes.</param>
    /// <exception cref="ArgumentOutOfRangeException">η is out of its range.</exception>
    public static Fold AdaGrad(float rate) => new AdaGradFold(rate);

    /// <summary>
    /// <see cref="AdaGrad"/> for a loss with a penalty λ1 |row|, which acts after the gradient and leaves exact zeros (composite mirror descent, section 5 of the
    /// same): row = sgn(r) max(0, |r| − η c λ1 / (√G + 10⁻⁸)) for the r that AdaGrad comes to. The last value of every row is for a count and no parameter: what a push
    /// adds to it, c, is how often the penalty counts for the row in this push, 1 where every push names the row. Where only a share p of the pushes does, c = 1/p
    /// makes up for the others; c = 0 frees a row (a bias). In the table it stays 0. Values that no gradient has moved yet stay. State: one float a parameter.
    /// </summary>
    /// <param name="rate">η, finite and over 0.</param>
    /// <param name="l1">λ1, finite and at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Fold CompositeAdaGrad(float rate, float l1) => new CompositeAdaGradFold(rate, l1);

    /// <summary>
    /// FTRL-proximal, algorithm 1 of McMahan et al., "Ad click prediction: a view from the trenches", KDD 2013: σ = (√(n + g²) − √n) / α; z += g − σ row; n += g²;
    /// row = 0 if |z| ≤ λ1, else −(z − sgn(z) λ1) / ((β + √n) / α + λ2), g = −d. A row that does not start at 0 starts with the z that it comes from. Two floats
    /// of state a value. The penalties are against the sum of all gradients, so that they lose weight with every push: <see cref="CompositeFtrl"/> for those of a mean.
    /// </summary>
    /// <param name="alpha">α, finite and over 0: the rate.</param>
    /// <param name="beta">β, finite and over 0; 1 in the paper.</param>
    /// <param name="l1">λ1, finite and at least 0.</param>
    /// <param name="l2">λ2, finite and at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Fold Ftrl(float alpha, float beta, float l1, float l2) => new FtrlFold(alpha, beta, l1, l2);

    /// <summary>
    /// <see cref="Ftrl"/> with c λ1 and c λ2 in place of λ1 and λ2, where c is the sum of all that pushes added to the row's last value, which is for a count and no
    /// parameter (<see cref="CompositeAdaGrad"/>): so the penalties keep their weight against a mean of gradients (McMahan, "Follow-the-regularized-leader and mirror
    /// descent: equivalence theorems and L1 regularization", AISTATS 2011). State: two floats a parameter and one a row, beside which the row's last value holds the end of the count's digits.
    /// </summary>
    /// <inheritdoc cref="Ftrl"/>
    public static Fold CompositeFtrl(float alpha, float beta, float l1, float l2) => new CompositeFtrlFold(alpha, beta, l1, l2);

    /// <summary>
    /// Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015: m = β1 m + (1 − β1) d; v = β2 v + (1 − β2) d²;
    /// row += η (m / (1 − β1^t)) / (√(v / (1 − β2^t)) + 10⁻⁸), where t counts the updates of this row, and a row that a push does not name rests.
    /// Two floats of state a value and two a row.
    /// </summary>
    /// <param name="rate">η, finite and over 0: about how far a step goes.</param>
    /// <param name="beta1">β1, at least 0 and under 1.</param>
    /// <param name="beta2">β2, at least 0 and under 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Fold Adam(float rate, float beta1 = 0.9f, float beta2 = 0.999f) => new AdamFold(rate, beta1, beta2);

    /// <summary>Whether pushes may be summed up before they are folded, and rounded with what is lost carried over.</summary>
    internal virtual bool IsAdditive => false;

    /// <summary>Whether a push carries what it pulled (<see cref="TablePush.Pulled"/>).</summary>
    internal virtual bool NeedsPulled => false;

    /// <summary>How many values of state a row of so many columns has.</summary>
    internal virtual int StateColumns(int columns) => 0;

    /// <summary>The fewest values that a row may have.</summary>
    internal virtual int ColumnsMin => 1;

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
