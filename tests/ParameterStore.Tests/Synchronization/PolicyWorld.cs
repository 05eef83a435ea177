using System.Buffers;

namespace ParameterStore.Tests;

/// <summary>
/// Explores all interleavings of a small world, nearest first, and says by which events a wrong decision was reached. Along the way it checks
/// that equal states save equal bytes, and that a policy that was saved and loaded decides as one that was not.
/// </summary>
internal sealed class PolicyWorld(WorldOptions options, Func<ISyncPolicy> create)
{
    private readonly Dictionary<string, byte[]> _seen = [];
    private readonly Queue<Node> _frontier = new();

    /// <summary>Different states seen.</summary>
    public int States => _seen.Count;

    /// <returns>The first violation and the events that led to it; null if there is none.</returns>
    public string? Explore()
    {
        var root = new Node(null, default, new(options), Save(create()), 0);
        _seen.Add(root.Model.Key(), root.Policy);
        _frontier.Enqueue(root);
        while (_frontier.TryDequeue(out Node? node) && node.Events < options.EventsMax)
            foreach (SyncEvent e in node.Model.Next())
                if (Step(node, e) is { } violation)
                    return $"{violation}; after {string.Join(", ", Path(node).Append(e).Select(Text))}";
        return null;
    }

    private string? Step(Node node, SyncEvent e)
    {
        PolicyModel model = node.Model.Copy();
        ISyncPolicy policy = Load(node.Policy);
        var decisions = new List<SyncDecision>();
        try
        {
            policy.On(e, decisions);
        }
        catch (InvalidOperationException refused)
        {
            return $"the event is refused: {refused.Message}";
        }

        if (model.Take(e, decisions) is { } wrong)
            return wrong;
        byte[] saved = Save(policy);
        string key = options.Remembers ? model.Key() + Convert.ToBase64String(saved) : model.Key();
        if (_seen.TryGetValue(key, out byte[]? before))
            return before.AsSpan().SequenceEqual(saved) ? null : "the same state saves other bytes";
        _seen.Add(key, saved);
        var next = new Node(node, e, model, saved, node.Events + 1);
        _frontier.Enqueue(next);
        return Replay(next, decisions);
    }

    // One that was never saved takes all events anew, watched by the hosts' checker.
    private string? Replay(Node node, List<SyncDecision> expected)
    {
        ISyncPolicy policy = create();
        var lifeCycle = new ClockLifeCycle(options.Apply);
        var decisions = new List<SyncDecision>();
        foreach (SyncEvent e in Path(node))
        {
            decisions.Clear();
            lifeCycle.On(e);
            policy.On(e, decisions);
            foreach (SyncDecision decision in decisions)
                lifeCycle.On(decision);
        }

        return decisions.SequenceEqual(expected) && Save(policy).AsSpan().SequenceEqual(node.Policy)
            ? null
            : "a policy that was saved and loaded goes on differently";
    }

    private static IEnumerable<SyncEvent> Path(Node node)
    {
        var path = new Stack<SyncEvent>();
        for (Node at = node; at.Parent is not null; at = at.Parent)
            path.Push(at.Event);
        return path;
    }

    private static string Text(SyncEvent e) => e.Kind switch
    {
        SyncEventKind.Left => $"{e.Reason} {e.Worker.Seat}",
        SyncEventKind.StopRequested => "Stop",
        SyncEventKind.Timer => $"Timer {e.Id}",
        _ => $"{e.Kind} {e.Worker.Seat}@{e.Clock}",
    };

    private static byte[] Save(ISyncPolicy policy)
    {
        var writer = new ArrayBufferWriter<byte>();
        policy.Save(writer);
        return writer.WrittenSpan.ToArray();
    }

    private ISyncPolicy Load(byte[] saved)
    {
        ISyncPolicy policy = create();
        policy.Load(saved);
        return policy;
    }

    private sealed record Node(Node? Parent, SyncEvent Event, PolicyModel Model, byte[] Policy, int Events);
}
