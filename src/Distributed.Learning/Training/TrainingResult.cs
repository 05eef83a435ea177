using ParameterStore;

namespace Distributed.Learning;

/// <summary>What a job leaves behind.</summary>
/// <param name="Parameters">All rows of all tables at the version that the job ended with, or at the best epoch's if it stopped early.</param>
/// <param name="Tables">The ids of the learner's tables, in its order.</param>
/// <param name="Report">How it went.</param>
public sealed record TrainingResult(Replica Parameters, IReadOnlyList<TableId> Tables, TrainingReport Report);
