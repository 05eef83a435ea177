using System.Globalization;
using System.Text;

namespace Redis.ParameterStore;

/// <summary>The process becomes a member of the job, which it makes if nobody has, and takes over the state as it was saved last.</summary>
internal sealed class EnterJob(JobNode node) : Procedure<int>
{
    private const int AttemptsMax = 20;

    protected override IEnumerable<Step> Run()
    {
        for (int attempt = 0; attempt < AttemptsMax; attempt++)
        {
            int member = Reply.Chance.Next(1, int.MaxValue);
            var entering = new Delivery(node, [Request(member)], "entering the job");
            foreach (Step step in Call(entering))
                yield return step;
            CommandResult[] answer = entering.Result[0].Results[0].Items;
            if (IsTaken(answer))
                continue;

            // A snapshot may be replaced between the two: then its pieces are gone, and the next answer names the new one.
            string snapshot = Text(answer, 4);
            if (snapshot != "-1")
            {
                var loading = new LoadState(node, snapshot);
                foreach (Step step in Call(loading))
                    yield return step;
                if (!loading.Result)
                    continue;
            }
            else if (Text(answer, 3) != "0")
            {
                throw new JobGoneException($"{node.Name}: the log was trimmed, but no snapshot is named; the keys are damaged. Delete the keys of the job, or use another job id.");
            }

            node.Enter(member);
            Result = member;
            yield break;
        }

        throw new RedisUnavailableException($"{node.Name} could not be entered in {AttemptsMax} attempts: its snapshot is named, but not there. If this stays so, delete the keys of the job, or use another job id.");
    }

    private Batch Request(int member) => new(node.Keys.Head, Lane.Control, Command.Call(
        Script.Enter, [node.Keys.Head, node.Keys.Manifest, node.Keys.Log],
        Encoding.UTF8.GetBytes(node.ManifestText), Encoding.ASCII.GetBytes(member.ToString(CultureInfo.InvariantCulture)), Encoding.UTF8.GetBytes(node.Who),
        Encoding.ASCII.GetBytes(node.Settings.AbandonedMs.ToString(CultureInfo.InvariantCulture))));

    private bool IsTaken(CommandResult[] answer)
    {
        switch (Text(answer, 1))
        {
            case "ok" when node.Term > 0 && Text(answer, 5) == "1":
                throw new JobGoneException($"{node.Name}: all its keys are gone; they were flushed, evicted, or lost with their server. Start the job anew.");
            case "ok":
                return false;
            case "taken":
                return true;
            case "differs":
                throw new JobMismatchException(ManifestText.Difference(node.Name, Text(answer, 0), node.ManifestText));
            default:
                throw new JobGoneException($"{node.Name}: a part of its keys is gone; they were evicted or deleted. Delete the rest, or use another job id.");
        }
    }

    private static string Text(CommandResult[] answer, int at) => Encoding.UTF8.GetString(answer[at].Bytes.Span);
}
