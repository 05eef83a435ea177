namespace ParameterStore;

/// <summary>
/// A choice of synchronization policy, as options and command lines name it. It makes the state machine that a job runs.
/// </summary>
public abstract class SyncPolicy
{
    /// <summary>The largest staleness that <see cref="BoundedStaleness"/> accepts; beyond it nothing is gained over <see cref="Asynchronous"/>.</summary>
    public const int StalenessLimit = 1_000_000;

    private protected SyncPolicy()
    {
    }

    /// <summary>
    /// Bulk synchronous parallel: all workers do a clock from the same version; all pushes of a clock are one step. One seed gives one
    /// model, to the bit, however the threads are scheduled.
    /// </summary>
    public static SyncPolicy BulkSynchronous { get; } = new BulkSynchronousChoice();

    /// <summary>Asynchronous parallel: nobody waits.</summary>
    public static SyncPolicy Asynchronous { get; } = new BoundedStalenessChoice(int.MaxValue);

    /// <summary>
    /// Stale synchronous parallel: a worker may be at most <paramref name="staleness"/> clocks ahead of the slowest
    /// (Ho et al., "More effective distributed ML via a stale synchronous parallel parameter server", NIPS 2013).
    /// </summary>
    /// <param name="staleness">0 … <see cref="StalenessLimit"/> clocks.</param>
    /// <exception cref="ArgumentOutOfRangeException">The staleness is negative or over the limit.</exception>
    public static SyncPolicy BoundedStaleness(int staleness) => staleness is >= 0 and <= StalenessLimit
        ? new BoundedStalenessChoice(staleness)
        : throw new ArgumentOutOfRangeException(nameof(staleness), staleness, $"Staleness is a number of clocks from 0 to {StalenessLimit:N0}; for no bound use {nameof(SyncPolicy)}.{nameof(Asynchronous)}.");

    /// <summary>
    /// Eager stale synchronous parallel: the gate and the guarantee of <see cref="BoundedStaleness"/>, and others' pushes are sent to a worker while it
    /// computes, so that its next pull finds them there (Dai et al., "High-performance distributed ML at scale through parameter server consistency
    /// models", AAAI 2015; Bosen's SSPPush). For networks on which pulls take long. A pull may then miss what came in the last moments, within the bound.
    /// </summary>
    /// <remarks>
    /// In memory a pull is a copy, and there is nothing to be gained. Over Redis every process's replica follows the job's log under any policy; here a
    /// pull also waits for less.
    /// </remarks>
    /// <param name="staleness">0 … <see cref="StalenessLimit"/> clocks.</param>
    /// <exception cref="ArgumentOutOfRangeException">The staleness is negative or over the limit.</exception>
    public static SyncPolicy EagerStaleness(int staleness) => staleness is >= 0 and <= StalenessLimit
        ? new EagerStalenessChoice(staleness)
        : throw new ArgumentOutOfRangeException(nameof(staleness), staleness, $"Staleness is a number of clocks from 0 to {StalenessLimit:N0}; where nobody is to wait, nothing needs to be sent ahead: use {nameof(SyncPolicy)}.{nameof(Asynchronous)}.");

    /// <summary>
    /// Asynchronous parallel whose workers wait for a fixed time before each pull but their first: the naive waiting of Zhang et al., "Stay fresh:
    /// speculative synchronization for fast distributed machine learning", ICDCS 2018, section III. It pays only where others' pushes come in bursts; begin with
    /// a few percent of a clock.
    /// </summary>
    /// <param name="delayMs">0 … 3,600,000 milliseconds, to the nanosecond. With 0 the decisions are those of <see cref="Asynchronous"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative, over an hour, or no number.</exception>
    public static SyncPolicy NaiveWait(double delayMs) => delayMs is >= 0 and <= NaiveWaitChoice.DelayMsMax
        ? new NaiveWaitChoice(delayMs)
        : throw new ArgumentOutOfRangeException(nameof(delayMs), delayMs, $"A delay is 0 to {NaiveWaitChoice.DelayMsMax:N0} milliseconds; begin with a few percent of a clock.");

    /// <summary>
    /// Elastic bulk synchronous parallel: barriers that lie where the workers' predicted ends of clocks are nearest to one another, so that a
    /// fast worker does several clocks between two barriers while a slow one does one
    /// (Zhao et al., "Elastic Bulk Synchronous Parallel Model for Distributed Deep Learning", ICDM 2019).
    /// </summary>
    /// <param name="lookahead">R: the most clocks of a worker between two barriers, 1 … 1,000. With 1 there is a barrier after every clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">The lookahead is out of range.</exception>
    public static SyncPolicy ElasticBsp(int lookahead = ElasticBspChoice.LookaheadDefault) => lookahead is >= 1 and <= ElasticBspPolicy.LookaheadMax
        ? new ElasticBspChoice(lookahead)
        : throw new ArgumentOutOfRangeException(nameof(lookahead), lookahead, $"A lookahead is 1 to {ElasticBspPolicy.LookaheadMax:N0} clocks; {ElasticBspChoice.LookaheadDefault} is what was published, and more of them only take longer to plan.");

    /// <summary>
    /// Dynamic stale synchronous parallel: a worker may be <paramref name="stalenessMin"/> clocks ahead of the slowest, and the fastest up to
    /// <paramref name="extraMax"/> more, if it is predicted to wait less after them
    /// (Zhao et al., "Dynamic Stale Synchronous Parallel Distributed Training for Deep Learning", ICDCS 2019). Unlike there, the sum of both is never exceeded.
    /// </summary>
    /// <param name="stalenessMin">sL: 0 … <see cref="StalenessLimit"/> clocks.</param>
    /// <param name="extraMax">rMax: 0 … 1,000 clocks.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is out of range.</exception>
    public static SyncPolicy DynamicStaleness(int stalenessMin = DynamicStalenessChoice.StalenessMinDefault, int extraMax = DynamicStalenessChoice.ExtraMaxDefault)
    {
        if (stalenessMin is < 0 or > StalenessLimit)
            throw new ArgumentOutOfRangeException(nameof(stalenessMin), stalenessMin, $"Staleness is a number of clocks from 0 to {StalenessLimit:N0}; for no bound use {nameof(SyncPolicy)}.{nameof(Asynchronous)}.");
        return extraMax is >= 0 and <= DynamicStalenessPolicy.ExtraLimit
            ? new DynamicStalenessChoice(stalenessMin, extraMax)
            : throw new ArgumentOutOfRangeException(nameof(extraMax), extraMax, $"The fastest may be given 0 to {DynamicStalenessPolicy.ExtraLimit:N0} clocks more; {DynamicStalenessChoice.ExtraMaxDefault} is what was published.");
    }

    /// <summary>
    /// Stale synchronous parallel that tunes its own staleness: now and then half of it and twice it are tried, and the one under which the loss of a
    /// held-out batch falls fastest a second is kept. Ho et al. (NIPS 2013) name it as future work; the rule is ours. For learners that can measure, and
    /// jobs long enough: a try takes four windows of at least 20 clocks.
    /// </summary>
    /// <remarks>Steps are scaled by √((<paramref name="staleness"/> + 1) / (s + 1)) under a staleness of s, so that the step size of SSP's theorem stays in proportion.</remarks>
    /// <param name="staleness">The staleness to begin with: 0 … <paramref name="stalenessMax"/> clocks.</param>
    /// <param name="stalenessMax">The most that is tried: 0 … <see cref="StalenessLimit"/> clocks.</param>
    /// <param name="lossMin">What no loss can be under, from which losses are measured: 0 … 1,000,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is out of range.</exception>
    public static SyncPolicy AutoStaleness(int staleness = AutoStalenessChoice.StartDefault, int stalenessMax = AutoStalenessChoice.MaxDefault, double lossMin = 0)
    {
        if (stalenessMax is < 0 or > StalenessLimit)
            throw new ArgumentOutOfRangeException(nameof(stalenessMax), stalenessMax, $"Staleness is a number of clocks from 0 to {StalenessLimit:N0}; {AutoStalenessChoice.MaxDefault} is plenty.");
        if (staleness < 0 || staleness > stalenessMax)
            throw new ArgumentOutOfRangeException(nameof(staleness), staleness, $"The staleness to begin with is 0 to {nameof(stalenessMax)}, which is {stalenessMax}; raise that, or begin with less.");
        return lossMin is >= 0 and <= AutoStalenessChoice.FloorMax
            ? new AutoStalenessChoice(staleness, stalenessMax, lossMin)
            : throw new ArgumentOutOfRangeException(nameof(lossMin), lossMin, $"No loss can be under {nameof(lossMin)}, 0 to {AutoStalenessChoice.FloorMax:N0}; leave it at 0 if you do not know better.");
    }

    /// <summary>
    /// Speculative synchronization: a worker whose pull has missed many pushes by now gives its work up, pulls again and redoes the same blocks, at most
    /// once a clock (Zhang et al., "Stay fresh: speculative synchronization for fast distributed machine learning", ICDCS 2018). For large steps, where fresh
    /// parameters are worth more than the work that is lost.
    /// </summary>
    /// <param name="options">When to abort, and whether staleness is bounded; null: <see cref="SpecSyncOptions.Default"/>.</param>
    public static SyncPolicy SpecSync(SpecSyncOptions? options = null) => new SpecSyncChoice(options ?? SpecSyncOptions.Default);

    /// <summary>
    /// k of n: a step is made of the first k fresh pushes; late ones are cached for the next step, dropped, or not waited for
    /// (see <see cref="LatePushes"/>).
    /// </summary>
    /// <param name="needed">k, 1 … <paramref name="workers"/>.</param>
    /// <param name="workers">n, 1 … <see cref="KOfNOptions.WorkersLimit"/>; n of n is <see cref="BulkSynchronous"/>.</param>
    /// <param name="late">What becomes of late pushes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static SyncPolicy KOfN(int needed, int workers, LatePushes late = LatePushes.Cache) => KOfN(new() { Needed = needed, Workers = workers, Late = late });

    /// <summary>
    /// k of n: a step is made of the first k pushes that were computed from the current version. Backup workers (Chen et al., "Revisiting distributed
    /// synchronous SGD", 2016) where late pushes are dropped; where they are cached, stale gradients with weights that fall with their lag.
    /// </summary>
    /// <exception cref="ArgumentException">An option is out of range; the message says which and what to do instead.</exception>
    public static SyncPolicy KOfN(KOfNOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new KOfNChoice(options);
    }

    /// <summary>Reads a text form, as <see cref="ToString"/> writes it: <c>bsp</c>, <c>ssp:S</c>, <c>asp</c>, ….</summary>
    /// <exception cref="FormatException">The text is no policy; the message lists them.</exception>
    public static SyncPolicy Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return PolicyForm.Read(text);
    }

    /// <summary>Makes the state machine for one job.</summary>
    public abstract ISyncPolicy Create();

    /// <summary>What is allowed and yet doubtful about the choice, for people to read; empty if nothing is. Trainers pass it on.</summary>
    public virtual IReadOnlyList<string> Warnings => [];

    /// <summary>The text form that <see cref="Parse"/> reads.</summary>
    public abstract override string ToString();
}
