namespace Redis.ParameterStore.Tests;

/// <summary>
/// Runs the procedures of many nodes over simulated servers and a bad network in one virtual time: one seed, one history. The same procedures run
/// over real servers by <see cref="RedisDriver"/>.
/// </summary>
internal sealed class SimulatedRedisDriver
{
    private readonly Dictionary<(SimulatedNode, int Life, SimulatedMaster, Lane), long> _lastArrival = [];
    private readonly Dictionary<(SimulatedNode, SimulatedMaster), long> _cutUntil = [];
    private readonly List<SimulatedNode> _nodes = [];

    internal SimulatedRedisDriver(int seed, int masters)
    {
        Chance = new(seed);
        Masters = [.. Enumerable.Range(0, masters).Select(_ => new SimulatedMaster(1_700_000_000_000_000 + Chance.Next(1_000_000), Publish))];
    }

    internal VirtualTime Time { get; } = new();

    internal Random Chance { get; }

    internal NetworkFaults Faults { get; set; } = new();

    internal SimulatedMaster[] Masters { get; }

    internal IReadOnlyList<SimulatedNode> Nodes => _nodes;

    /// <summary>Receives what happens, for people; null: nobody looks.</summary>
    internal Action<string>? Trace { get; set; }

    /// <summary>Sees every command before it is executed; false: it is answered as if it were, but is not.</summary>
    internal Func<SimulatedMaster, Command, bool>? Executing { get; set; }

    internal SimulatedNode AddNode(string name, double clockRate = 1, long clockOrigin = 0)
    {
        var node = new SimulatedNode(this, name, Chance.Next(), clockRate, clockOrigin);
        _nodes.Add(node);
        return node;
    }

    internal void Note(string who, string what) => Trace?.Invoke($"{Time.Now / 1e6,12:F3} ms  {who}: {what}");

    internal SimulatedMaster MasterOf(string key) => Masters[RingSlot.Of(key) * Masters.Length / HashSlots.Count];

    /// <summary>Node and server do not hear each other until a time.</summary>
    internal void CutOff(SimulatedNode node, SimulatedMaster master, long until)
    {
        Note(node.Name, $"is cut off from server {Array.IndexOf(Masters, master)}");
        _cutUntil[(node, master)] = until;
        node.Post(until + Latency(), () => node.Receive(null, null));
    }

    /// <summary>A master dies and its replica takes over.</summary>
    internal void FailOver(SimulatedMaster master, long downFor, long clockStepMicroseconds)
    {
        int lost = master.FailOver(Time.Now, downFor, clockStepMicroseconds);
        Note($"server {Array.IndexOf(Masters, master)}", $"fails over; {lost} changes are lost");
        foreach (SimulatedNode node in _nodes)
            node.Post(master.DownUntil + Latency(), () => node.Receive(null, null));
    }

    /// <summary>Sends a batch, as <see cref="IRedisLink.SendAsync"/> does; the answer comes once.</summary>
    internal void Send(SimulatedNode node, Batch batch, Action<BatchAnswer> answered)
    {
        CheckSlots(batch);

        // Values are lent until the answer is there, but a copy of the request may be executed later.
        Command[] commands = [.. batch.Commands.Select(Copy)];
        SimulatedMaster master = MasterOf(batch.RouteKey);
        bool isAnswered = false;
        int life = node.Life;
        void Answer(BatchAnswer answer)
        {
            if (isAnswered || life != node.Life)
                return;
            isAnswered = true;
            if (Trace is not null)
                Note(node.Name, $"{SimulatedText.Of(batch)} → {SimulatedText.Of(answer)}");
            answered(answer);
        }

        var request = new Request(node, batch, commands, master, Answer);
        TimeSpan timeout = SendLimits.TimeoutOf(batch, SendLimits.BytesOf(batch));
        node.Post(Time.Now + node.WorldSpanOf(timeout), () => Answer(new(BatchStatus.Unknown, [], $"No answer within {timeout}.")));
        long arrival = Arrival(node, master, batch.Lane);
        if (Chance.NextDouble() < Faults.Doubled)
            Time.At(arrival + Chance.NextInt64(Faults.LateBy), () => ExecuteCopy(request));
        if (Chance.NextDouble() >= Faults.RequestLost)
            Time.At(arrival, () => Arrive(request));
    }

    private long Arrival(SimulatedNode node, SimulatedMaster master, Lane lane)
    {
        // What is sent over one connection arrives in order.
        (SimulatedNode, int, SimulatedMaster, Lane) connection = (node, node.Life, master, lane);
        long arrival = Math.Max(_lastArrival.GetValueOrDefault(connection), Time.Now + Latency());
        _lastArrival[connection] = arrival;
        return arrival;
    }

    private void Arrive(Request request)
    {
        if (IsCut(request))
            return;
        if (Time.Now < request.Master.DownUntil)
        {
            Break(request, "The server refused the connection.");
            return;
        }

        int commands = request.Commands.Length;
        bool breaks = Chance.NextDouble() < Faults.Cut;
        if (breaks)
            commands = Chance.Next(commands);
        (CommandResult[] results, long at) = Execute(request, commands);
        if (breaks)
        {
            Break(request, "The connection was lost.");
            return;
        }

        if (Chance.NextDouble() < Faults.ReplyLost)
            return;
        int life = request.Master.Life;
        Time.At(at, () =>
        {
            if (life != request.Master.Life)
                Break(request, "The connection was lost.");
            else if (!IsCut(request))
                request.Node.Post(Time.Now + Latency(), () => request.Answer(new(BatchStatus.Ok, results)));
        });
    }

    private void ExecuteCopy(Request request)
    {
        if (Time.Now < request.Master.DownUntil)
            return;
        Note(request.Node.Name, $"an old copy is executed: {SimulatedText.Of(request.Batch)}");
        Execute(request, request.Commands.Length);
    }

    private (CommandResult[] Results, long At) Execute(Request request, int count)
    {
        var results = new CommandResult[count];
        long at = Time.Now;
        for (int i = 0; i < count; i++)
        {
            ref readonly Command command = ref request.Commands[i];
            if (command.Kind == CommandKind.Wait)
                (results[i], at) = Wait(request.Master, in command, at);
            else if (Executing?.Invoke(request.Master, command) != false)
                results[i] = request.Master.Execute(in command, Time.Now, Lag());
        }

        return (results, at);
    }

    private static (CommandResult Result, long At) Wait(SimulatedMaster master, in Command command, long at)
    {
        long replicated = master.ReplicatedAt(at), gaveUp = at + (command.Timeout * 1_000_000L);
        bool isThere = replicated <= gaveUp && command.Number <= 1;
        return (CommandResult.Of(replicated <= gaveUp ? 1 : 0), command.Number == 0 ? at : isThere ? replicated : gaveUp);
    }

    private void Break(Request request, string why)
    {
        if (!IsCut(request))
            request.Node.Post(Time.Now + Latency(), () => request.Answer(new(BatchStatus.Unknown, [], why)));
    }

    private void Publish(string channel, byte[] message)
    {
        foreach (SimulatedNode node in _nodes)
        {
            if (!node.Listens(channel) || Chance.NextDouble() < Faults.PublishLost || IsCut(node, MasterOf(channel)))
                continue;
            node.Post(Time.Now + Latency(), () => node.Receive(channel, message));
        }
    }

    private bool IsCut(Request request) => IsCut(request.Node, request.Master);

    private bool IsCut(SimulatedNode node, SimulatedMaster master) => _cutUntil.GetValueOrDefault((node, master)) > Time.Now;

    private long Latency() =>
        Faults.Latency + Chance.NextInt64(2 * Faults.Latency) + (Chance.NextDouble() < Faults.Slow ? Chance.NextInt64(Faults.SlowBy) : 0);

    private long Lag() => Chance.NextInt64(2 * Faults.ReplicaLag);

    private static Command Copy(Command command) => command with
    {
        Value = command.Value.ToArray(),
        Arguments = command.Arguments is null ? null : [.. command.Arguments.Select(a => (ReadOnlyMemory<byte>)a.ToArray())],
    };

    private static void CheckSlots(Batch batch)
    {
        int slot = RingSlot.Of(batch.RouteKey);
        foreach (Command command in batch.Commands)
            foreach (string key in command.Keys ?? (command.Kind == CommandKind.Wait ? [] : [command.Key]))
                if (RingSlot.Of(key) != slot)
                    throw new InvalidOperationException($"{command.Kind} {key} is in a batch to the slot of {batch.RouteKey}: our bug.");
    }

    private sealed record Request(SimulatedNode Node, Batch Batch, Command[] Commands, SimulatedMaster Master, Action<BatchAnswer> Answer);
}
