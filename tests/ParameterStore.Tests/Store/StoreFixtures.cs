namespace ParameterStore.Tests;

/// <summary>Short ways to say what store tests say often.</summary>
internal static class StoreFixtures
{
    public static CancellationToken None => CancellationToken.None;

    public static AttemptId Attempt(int seat, int clock, int attempt = 0, int incarnation = 0) => new(new(seat, incarnation), clock, attempt);

    public static Commit[] Step(params AttemptId[] attempts) => [.. attempts.Select(a => new Commit(a, 1))];

    public static RowSet All(TableId table, int rows) => RowSet.Of(TableRows.All(table, rows));

    /// <summary>A push of the same delta (or, to an owned table, value) for every column of some rows.</summary>
    public static Push PushOf(AttemptId attempt, TableId table, TableSpec spec, float value, params int[] rows)
    {
        float[] image = new float[spec.Rows * spec.Columns];
        foreach (int row in rows)
            image.AsSpan(row * spec.Columns, spec.Columns).Fill(value);
        return PushOf(attempt, TableRows.OfRows(table, rows), image);
    }

    public static Push PushOf(AttemptId attempt, TableRows rows, float[] image, params BlockId[] blocks)
    {
        var push = new Push();
        push.Reset(attempt, StoreVersion.Zero);
        push.Add(new TablePush(rows, image));
        foreach (BlockId block in blocks)
            push.Add(block);
        return push;
    }

    public static async Task<CommitResult> PushAsync(this IParameterStore store, Push push, float weight = 1)
    {
        await store.StageAsync(push, None);
        return await store.CommitAsync(new Commit[] { new(push.Attempt, weight) }, Fence.None, None);
    }

    public static async Task<float[]> ReadAsync(this IParameterStore store, TableId table, int rows)
    {
        var replica = new Replica();
        await store.PullAsync(replica, All(table, rows), PullBound.Newest, None);
        return replica.Values(table).ToArray();
    }
}
