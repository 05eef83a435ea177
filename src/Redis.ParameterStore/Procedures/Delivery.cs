namespace Redis.ParameterStore;

/// <summary>
/// Sends batches until each is answered. What may or may not have been executed is sent again: all commands here may be executed twice. Gives up
/// after the time that Redis may be away, and at once on errors that time does not heal.
/// </summary>
internal sealed class Delivery(JobNode node, Batch[] batches, string what) : Procedure<BatchAnswer[]>
{
    private const long FirstPause = 20_000_000;
    private const long LongestPause = 1_000_000_000;

    /// <summary>
    /// Whether a batch had no answer once: then the client library may still send it later, and the memory lent to it must never be written to or
    /// used again.
    /// </summary>
    internal bool MaySendLater { get; private set; }

    protected override IEnumerable<Step> Run()
    {
        var answers = new BatchAnswer?[batches.Length];
        long until = Reply.Now + node.Settings.RedisTimeout;
        long pause = FirstPause;
        while (true)
        {
            int[] open = [.. Enumerable.Range(0, batches.Length).Where(i => answers[i] is null)];
            if (open.Length == 0)
                break;

            // Time may have gone by because this machine stood still: Redis was away only if it does not answer afterwards either.
            bool isLast = Reply.Now >= until;
            yield return Step.Send([.. open.Select(i => batches[i])]);
            string? problem = Sort(open, answers);
            if (problem is null)
                continue;
            if (isLast)
                throw new RedisUnavailableException($"{node.Name}: {what} did not succeed within {node.Settings.RedisTimeout / 1e9:0.#} s: {problem}");
            yield return Step.WaitUntil(Reply.Now + (long)(pause * (0.5 + Reply.Chance.NextDouble())));
            pause = Math.Min(LongestPause, 2 * pause);
        }

        Result = answers!;
    }

    /// <returns>What is to be tried again, for people; null if nothing is.</returns>
    private string? Sort(int[] open, BatchAnswer?[] answers)
    {
        string? problem = null;
        for (int i = 0; i < open.Length; i++)
        {
            BatchAnswer answer = Reply.Answers[i];
            MaySendLater |= answer.Status == BatchStatus.Unknown;
            string? error = answer.Status == BatchStatus.Ok ? ErrorIn(batches[open[i]], answer) : answer.Error ?? "no answer";
            if (error is null)
            {
                answers[open[i]] = answer;
                continue;
            }
            BlobChunks.Free([answer]);
            if (answer.Status == BatchStatus.Ok && !ServerError.MayPass(error))
                throw new RedisRefusedException($"{node.Name}: {what} was refused: {ServerError.Explain(error)}");
            problem = error;
        }
        return problem;
    }

    private string? ErrorIn(Batch batch, BatchAnswer answer)
    {
        for (int i = 0; i < answer.Results.Length; i++)
        {
            CommandResult result = answer.Results[i];
            if (result.Kind == ResultKind.Error)
                return result.Error;
            if (batch.Commands[i].Kind == CommandKind.Wait && result.Number < node.Settings.WaitReplicas)
                return $"only {result.Number} of {node.Settings.WaitReplicas} replicas have it";
        }
        return null;
    }
}
