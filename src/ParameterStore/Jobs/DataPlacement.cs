namespace ParameterStore;

/// <summary>Which examples a process of a job reads.</summary>
public enum DataPlacement
{
    /// <summary>
    /// Every process reads all of them and works on its part. Any process can take over any part, also of one that died. Processes whose data differ are
    /// refused.
    /// </summary>
    Shared,

    /// <summary>
    /// Every process reads only its own, which no other one has; all examples of one owner (the user, for matrix factorization) are in one process, and
    /// keys come from a map that all share. Trainers that need all examples in every process, as linear ones do, refuse it. In a job of one process this
    /// is the same as <see cref="Shared"/>.
    /// </summary>
    /// <remarks>
    /// Before they train, the processes tell one another how often each key occurs, and their held-out examples, so that all measure on all of those. An
    /// owner in two processes, other numbers of keys, or another number of workers than the job is to start with is refused in every process. Nobody can
    /// take over the part of a process that dies or leaves: the job fails then. Of several workers of a process, one takes over what another leaves.
    /// Which process gets which seat is chance, and with it the order of sums: under <see cref="SyncPolicy.BulkSynchronous"/> a model can be repeated to
    /// the bit with two workers, and to rounding with more.
    /// </remarks>
    Local,
}
