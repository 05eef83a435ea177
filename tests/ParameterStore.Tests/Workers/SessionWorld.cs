using static ParameterStore.Tests.StoreFixtures;

namespace ParameterStore.Tests;

/// <summary>A store with a shared and an owned table, and sessions over a scripted host.</summary>
internal sealed class SessionWorld
{
    public const int Items = 8;
    public const int Columns = 2;

    public SessionWorld(SyncTraits? traits = null, int everyClocks = 1, int epochs = 10, int blocksPerEpoch = 4, Fold? fold = null)
    {
        Store = new InMemoryParameterStore();
        Shared = Store.CreateTableAsync(new("items", Items, Columns) { Fold = fold ?? Fold.Add }, None).Result;
        Owned = Store.CreateTableAsync(new("users", 6, Columns) { Sharing = Sharing.OwnedBy([0, 2, 4, 6], OwnedDurability.EveryClocks(everyClocks)) }, None).Result;
        Host = new(Store, new("job", 0, 3, epochs, blocksPerEpoch, 3, SyncPolicy.Asynchronous, ""), traits ?? OnPush);
        Sessions = [.. Enumerable.Range(0, 3).Select(seat => new WorkerSession(Host, new(seat, 0)))];
    }

    public static SyncTraits OnPush => new(ApplyMode.OnPush, PullMode.Newest, Aborts: false, Weights: false, 3);

    public InMemoryParameterStore Store { get; }

    public TableId Shared { get; }

    public TableId Owned { get; }

    public ScriptedHost Host { get; }

    public WorkerSession[] Sessions { get; }

    public WorkerSession Session => Sessions[0];

    public Task<bool> BeginAsync(WorkerSession session, params int[] rows) =>
        session.BeginClockAsync(_ => RowSet.Of(TableRows.OfRows(Shared, rows)), None).AsTask();

    /// <summary>Names all shared rows.</summary>
    public Task<bool> BeginAsync(WorkerSession session) => session.BeginClockAsync(_ => All(Shared, Items), None).AsTask();

    public async Task AddAsync(WorkerSession session, int row, float value)
    {
        await BeginAsync(session);
        session.Increment(Shared, row, 0, value);
        (await session.ClockAsync(None)).Should().Be(CommitOutcome.Applied);
    }

    public float Shows(WorkerSession session, int row) => session.Open(Shared)[row][0];

    public float Stored(TableId table, int row) => Store.ReadAsync(table, table == Shared ? Items : 6).Result[row * Columns];
}
