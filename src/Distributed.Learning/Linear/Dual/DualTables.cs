using ParameterStore;

namespace Distributed.Learning;

/// <summary>The two tables of dual ascent: the shared sums v, a row a feature, and the examples' duals, owned by their example shards and durable with every commit.</summary>
internal readonly record struct DualTables(TableId Sums, TableId Duals)
{
    /// <summary>The columns of an example's row: α, what it was on average over the epoch of its last visit, and with shrinking how long the example rests.</summary>
    internal const int Alpha = 0, Mean = 1, Rest = 2;

    internal DualTables(IReadOnlyList<TableId> ids)
        : this(ids[0], ids[1])
    {
    }

    internal static TableSpec[] Specs(DualProblem problem, bool shrinks, DualStart? start) =>
    [
        new("sums", problem.Sums, 1) { Initial = start is null ? RowInitializer.Zeros : new ValueInitializer(start.Sums, 1) },
        new("duals", problem.Examples.Count, shrinks ? Rest + 1 : Mean + 1)
        {
            Sharing = Sharing.OwnedBy(problem.Examples.Firsts, OwnedDurability.EveryCommit),
            Initial = start is null ? RowInitializer.Zeros : new ValueInitializer(start.Duals, Mean + 1),
        },
    ];
}
