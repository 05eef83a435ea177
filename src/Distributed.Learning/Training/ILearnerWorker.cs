using ParameterStore;

namespace Distributed.Learning;

/// <summary>What one worker of a learner has for itself: scratch memory and cached row sets. Used by one worker at a time.</summary>
public interface ILearnerWorker
{
    /// <summary>The shared rows that some blocks need; owned rows go without saying.</summary>
    RowSet RowsOf(ReadOnlyMemory<BlockId> blocks);

    /// <summary>
    /// Does one block's work in the session's working copy. Looks every so often, between pieces of less than a few milliseconds, whether the session
    /// <see cref="WorkerSession.IsAborted"/>, and then returns early: what it changed is taken back, what it returns is not used, and it may be asked for
    /// the same block again, with fresh parameters. So it keeps nothing of the block outside of the session.
    /// </summary>
    BlockLoss Run(BlockId block, WorkerSession session);
}
