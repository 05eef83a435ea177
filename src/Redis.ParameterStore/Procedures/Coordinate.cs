using System.Globalization;
using System.Text;

namespace Redis.ParameterStore;

/// <summary>
/// Competes for the coordinator's lease. Who holds it lets the policy's timers ring and gives up processes that are silent. The policy itself
/// runs in every process. Runs until the node is closed, then gives the lease back.
/// </summary>
internal sealed class Coordinate(JobNode node) : Procedure<bool>
{
    private const int RenewalsPerLease = 3;
    private const int RungMax = 256;

    private readonly HashSet<(long Id, long Arming)> _rung = [];
    private readonly Dictionary<int, OutboxItem> _burials = [];
    private long _nextAsk;
    private long _buriesFrom;

    protected override IEnumerable<Step> Run()
    {
        while (node.Fatal is null && !node.IsClosing)
        {
            if (node.Member == 0)
            {
                yield return Step.Wait(node.Changed);
                continue;
            }

            if (Reply.Now >= _nextAsk)
            {
                int term = node.Term;
                var asking = new Delivery(node, [Request(node.Settings.Lease / 1000)], "asking for the coordinator's lease");
                foreach (Step step in Call(asking))
                    yield return step;
                if (node.Term == term)
                    Take(asking.Result[0].Results[0].Items);
            }
            else
            {
                long wakeAt = Math.Min(_nextAsk, RingTimers());
                yield return Step.Wait(node.Changed, MayHaveWork, wakeAt);
            }
        }

        if (node.Fatal is null && node.Member != 0 && node.LeaseToken != 0)
            yield return Step.Send(Request(0));
    }

    // Who does not hold the lease only waits for it, and most policies want no timers.
    private bool MayHaveWork() => node.Fatal is not null || node.IsClosing || node.Member == 0 || (node.LeaseToken > 0 && node.Replica.Timers.Count > 0);

    private Batch Request(long microseconds) => new(node.Keys.Head, Lane.Control, Command.Call(
        Script.Lease, [node.Keys.Head],
        Encoding.ASCII.GetBytes(node.Member.ToString(CultureInfo.InvariantCulture)), Encoding.ASCII.GetBytes(microseconds.ToString(CultureInfo.InvariantCulture))));

    private void Take(CommandResult[] answer)
    {
        long[] numbers = [.. answer.Select(a => long.Parse(Encoding.ASCII.GetString(a.Bytes.Span), CultureInfo.InvariantCulture))];
        long token = numbers[0], leftNs = numbers[2] * 1000;
        if (token != node.LeaseToken)
        {
            _rung.Clear();
            _burials.Clear();
            node.LeaseToken = token;

            // If Redis was away, all are silent: whoever comes back first waits for the others' beats.
            _buriesFrom = Reply.Now + node.Settings.Lease;
            node.Changed.Raise();
        }

        // Who does not hold it asks when it ends, a little apart from the others.
        long lease = node.Settings.Lease;
        _nextAsk = Reply.Now + (token > 0 ? lease / RenewalsPerLease : Math.Clamp(leftNs, lease / 10, lease / 2) + (long)(lease / 10 * Reply.Chance.NextDouble()));
        for (int i = 4; token > 0 && Reply.Now >= _buriesFrom && i + 1 < numbers.Length; i += 2)
            if (numbers[i + 1] * 1000 > lease)
                Bury((int)numbers[i], numbers[i + 1]);
    }

    private void Bury(int member, long silentUs)
    {
        if (member == node.Member || (_burials.TryGetValue(member, out OutboxItem? sent) && !sent.IsDone))
            return;
        Member? found = node.Replica.Members.FirstOrDefault(m => m.Number == member);
        if (found is not { IsLive: true })
            return;
        string why = string.Create(CultureInfo.InvariantCulture, $"{found.Who} was silent for {silentUs / 1e6:0.0} s");
        _burials[member] = node.Append(new MemberBuried(member, why), new AppendTerms(node.LeaseToken, member, node.Settings.Lease / 1000));
    }

    /// <returns>When the next timer is due, on the node's clock.</returns>
    private long RingTimers()
    {
        if (node.LeaseToken == 0)
            return long.MaxValue;
        if (_rung.Count > RungMax)
            _rung.IntersectWith(node.Replica.Timers.Select(t => (t.Id, t.Arming)));
        foreach (ArmedTimer timer in node.Replica.Timers)
        {
            long due = (timer.At * 1000) - node.ServerAhead;
            if (due > Reply.Now)
                return due;
            if (_rung.Add((timer.Id, timer.Arming)))
                node.Append(new TimerRang(timer.Id, timer.Arming), new AppendTerms(node.LeaseToken));
        }
        return long.MaxValue;
    }
}
