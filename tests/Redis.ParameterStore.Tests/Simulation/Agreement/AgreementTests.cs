using System.Globalization;
using System.Text;

namespace Redis.ParameterStore.Tests;

/// <summary>The simulated server and a real one take the same commands: answers and what is left behind are equal.</summary>
public class AgreementTests
{
    private const int Seeds = 150;
    private const int Commands = 150;

    private readonly HashSet<string> _statuses = [];

    [RedisFact]
    public async Task Any_sequence_of_commands_has_the_same_answers_and_leaves_the_same_state()
    {
        using RedisServer server = await RedisServer.StartAsync();
        using var real = new CommandClient(server.Port);
        for (int seed = 0; seed < Seeds; seed++)
            Compare(real, seed);
        _statuses.Should().Contain(["ok", "duplicate", "fenced", "alive", "gone", "unknown", "trimmed", "rolledback", "differs", "taken", "damaged"],
            "what no sequence led to was not compared");
    }

    private void Compare(CommandClient real, int seed)
    {
        real.Send("FLUSHALL");
        var world = new CommandWorld(seed);
        var twin = new SimulatedRedis();
        for (int i = 0; i < Commands; i++)
        {
            Command command = world.Next();

            // The server tells its time in between, so the script ran between two known times; with time frozen for both there is no doubt.
            (CommandResult answer, long now) = Frozen(real, command);
            CommandResult mine = twin.Execute(in command, now);
            world.Learn(in command, answer);
            foreach (CommandResult item in answer.Items.Take(2))
                _statuses.Add(Text(item));
            Text(mine).Should().Be(Text(answer), $"seed {seed}, command {i}: {Text(in command)}");
        }

        long end = Time(real);
        foreach (string key in CommandWorld.AllKeys)
            Dump(twin, key, end).Should().Be(Dump(real, key), $"seed {seed}, key {key}");
    }

    /// <summary>Executes a command; with it the server's time at which it did: a script's answer tells it to the microsecond.</summary>
    private static (CommandResult Answer, long Now) Frozen(CommandClient real, in Command command)
    {
        long before = Time(real);
        CommandResult answer = real.Execute(in command);

        // What lives for a moment only is let die before anything else looks at it.
        if (command is { Kind: CommandKind.Set, Number: 1 })
            while (real.Send("EXISTS", command.Key).Number == 1 || Time(real) <= before + 1000)
                continue;
        if (command.Kind != CommandKind.Script || answer.Kind != ResultKind.List)
            return (answer, before);
        int at = command.Text!.Name switch { "append" => 1, "enter" => 2, _ => 3 };
        long told = long.Parse(Encoding.ASCII.GetString(answer.Items[at].Bytes.Span), CultureInfo.InvariantCulture);
        return (answer, told == 0 ? before : told);
    }

    private static long Time(CommandClient real)
    {
        CommandResult[] parts = real.Send("TIME").Items;
        return (1_000_000 * long.Parse(Encoding.ASCII.GetString(parts[0].Bytes.Span), CultureInfo.InvariantCulture))
            + long.Parse(Encoding.ASCII.GetString(parts[1].Bytes.Span), CultureInfo.InvariantCulture);
    }

    private static string Dump(CommandClient real, string key)
    {
        CommandResult hash = real.Send("HGETALL", key);
        CommandResult value = new[] { real.Send("GET", key), hash, real.Send("LRANGE", key, 0, -1) }
            .FirstOrDefault(v => v.Kind == ResultKind.Bytes || v is { Kind: ResultKind.List, Items.Length: > 0 });
        string text = hash.Items.Length > 0 ? Sorted(value) : Text(value);
        return $"{text}, {Lives(real.Send("PTTL", key).Number)}";
    }

    private static string Dump(SimulatedRedis twin, string key, long now)
    {
        twin.Keys.Now = now;
        CommandResult value = twin.Keys.Find(key) switch
        {
            byte[] bytes => CommandResult.Of(bytes),
            List<byte[]> list => CommandResult.Of([.. list.Select(i => CommandResult.Of(i))]),
            Dictionary<string, byte[]> hash => CommandResult.Of([.. hash.SelectMany(f => new[] { CommandResult.Of(Encoding.Latin1.GetBytes(f.Key)), CommandResult.Of(f.Value) })]),
            _ => CommandResult.Nothing,
        };
        return $"{(twin.Keys.Find(key) is Dictionary<string, byte[]> ? Sorted(value) : Text(value))}, {Lives(twin.Keys.MillisecondsLeft(key))}";
    }

    // Both were told to live for the same time, but one of them looks a moment later.
    private static string Lives(long milliseconds) => milliseconds < 0 ? $"{milliseconds}" : $"some {milliseconds / 100_000} × 100 s";

    private static string Sorted(CommandResult fields) =>
        string.Join("; ", fields.Items.Chunk(2).Select(pair => $"{Text(pair[0])} = {Text(pair[1])}").Order(StringComparer.Ordinal));

    private static string Text(CommandResult result) => result.Kind switch
    {
        ResultKind.Nothing => "nothing",
        ResultKind.Number => result.Number.ToString(CultureInfo.InvariantCulture),
        ResultKind.Bytes => Encoding.Latin1.GetString(result.Bytes.Span),
        ResultKind.List => $"[{string.Join(", ", result.Items.Select(Text))}]",
        // People read the rest; programs the code.
        _ => $"error {result.Error!.Split(' ')[0]}",
    };

    private static string Text(in Command command) =>
        $"{command.Kind} {command.Text} {command.Key} {string.Join(" ", command.Keys ?? [])} {command.Number}: "
        + string.Join(" | ", (command.Arguments ?? []).Select(a => Encoding.Latin1.GetString(a.Span)));
}
