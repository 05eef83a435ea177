using ParameterStore;

namespace Distributed.Learning;

/// <summary>The ids of a factorization's four tables, in the order of <see cref="MatrixFactorizationTables.Specs"/>.</summary>
internal readonly struct FactorTables(IReadOnlyList<TableId> ids)
{
    internal TableId ItemFactors => ids[0];

    internal TableId ItemState => ids[1];

    internal TableId UserFactors => ids[2];

    internal TableId UserState => ids[3];

    internal FactorRows Open(WorkerSession session) => new()
    {
        ItemFactors = session.Open(ItemFactors).Values,
        ItemState = session.Open(ItemState).Values,
        UserFactors = session.Open(UserFactors).Values,
        UserState = session.Open(UserState).Values,
    };

    internal FactorRows Open(Replica replica) => new()
    {
        ItemFactors = replica.Values(ItemFactors),
        ItemState = replica.Values(ItemState),
        UserFactors = replica.Values(UserFactors),
        UserState = replica.Values(UserState),
    };
}
