using System.Globalization;
using System.Text;

namespace Redis.ParameterStore.Tests;

/// <summary>
/// Draws commands that a job could send, and some that it should not, from a seed: old cursors, wrong chains, repeats, lower tokens, burials,
/// trims, wrong kinds of values, values that expire. What it knows of the job it reads from the answers.
/// </summary>
internal sealed class CommandWorld(int seed)
{
    private static readonly string[] _members = ["11", "22", "33", "44"];
    private static readonly string[] _blobs = ["{j}:a", "{j}:b", "{j}:c"];
    private static readonly string[] _odd = ["-1", "0", "1e2", " 7", "0x10", "2.5", "", "x", "99999999999999999999"];

    private readonly Random _chance = new(seed);
    private readonly List<string> _chains = ["0000000000000000"];
    private readonly Dictionary<string, long> _sequences = [];
    private long _first;
    private string _token = "0";
    private string _leader = "11";

    internal static string[] AllKeys { get; } = ["{j}:head", "{j}:log", "{j}:manifest", .. _blobs];

    internal Command Next() => _chance.Next(20) switch
    {
        0 or 1 => Enter(),
        < 5 => Lease(),
        < 14 => Append(),
        14 => Command.Set(Blob(), Bytes(_chance.Next(40)), _chance.Next(8) == 0 ? 1 : 1_050_000),
        15 => Command.Get(Blob(), _chance.Next(3) == 0 ? 10 : 1000),
        16 => Command.Unlink([.. Enumerable.Range(0, 1 + _chance.Next(3)).Select(_ => Blob())]),
        17 => Command.Expire(Blob(), _chance.Next(4) == 0 ? -1 : 550_000),
        18 => Command.Wait(0, 1),
        _ => _chance.Next(12) switch
        {
            0 => Command.Unlink("{j}:head", "{j}:log"),
            1 => Command.Unlink("{j}:manifest"),
            _ => Command.Get("{j}:manifest", 1000),
        },
    };

    /// <summary>Learns from an answer of append.lua: chains by cursor, the first record.</summary>
    internal void Learn(in Command command, CommandResult answer)
    {
        if (answer.Kind != ResultKind.List)
            return;
        string[] items = [.. answer.Items.Select(i => Encoding.Latin1.GetString(i.Bytes.Span))];
        if (command.Text == Script.Lease && items[0] != "0")
            (_token, _leader) = (items[0], Encoding.Latin1.GetString(command.Arguments![0].Span));
        if (command.Text == Script.Enter && items[5] == "1")
            Forget();
        if (command.Text != Script.Append || items[0] is not ("ok" or "duplicate"))
            return;
        _first = long.Parse(items[2], CultureInfo.InvariantCulture);
        long cursor = (long)(LuaNumber.Parse(command.Arguments![2].Span) ?? 0);
        for (int i = 4; i < items.Length; i++, cursor++)
        {
            if (cursor + 1 == _chains.Count)
                _chains.Add(items[i][..16]);
        }
    }

    private void Forget()
    {
        _chains.RemoveRange(1, _chains.Count - 1);
        _sequences.Clear();
        _first = 0;
    }

    private Command Enter() => Call(Script.Enter, AllKeys[0], AllKeys[2], AllKeys[1], [_chance.Next(8) == 0 ? "other" : "manifest", Member(), _chance.Next(8) == 0 ? "me too" : "me", "1050000"]);

    private Command Lease() => Call(Script.Lease, AllKeys[0], null, null, [Member(), Odd(_chance.Next(4) switch { 0 => "0", 1 => "1", _ => "50000" })]);

    private Command Append()
    {
        string member = _chance.Next(3) == 0 ? _leader : Member();
        long sequence = _sequences.GetValueOrDefault(member) + (_chance.Next(6) == 0 ? _chance.Next(-2, 1) : 1);
        bool reads = _chance.Next(4) == 0;
        if (!reads)
            _sequences[member] = Math.Max(sequence, _sequences.GetValueOrDefault(member));
        int cursor = _chance.Next(3) == 0 ? _chance.Next(_chains.Count) : _chains.Count - 1;
        if (_chance.Next(8) == 0)
            cursor = (int)Math.Min(_first, _chains.Count - 1);
        string chain = _chance.Next(12) == 0 ? "00000000deadbeef" : _chains[cursor];
        string body = reads ? "" : new string('b', _chance.Next(8) == 0 ? 9000 : 1 + _chance.Next(30)) + "\u00e9";
        string token = _chance.Next(3) switch { 0 => _token, 1 => "1", _ => "0" };
        string buried = _chance.Next(6) == 0 ? Member() : "0";
        string snapshot = _chance.Next(6) == 0 ? $"{cursor}.11" : "-1";
        string keep = _chance.Next(6) == 0 ? (cursor + _chance.Next(-3, 2)).ToString(CultureInfo.InvariantCulture) : "-1";
        string most = _chance.Next(3) == 0 ? "100" : "1000000";
        string allowed = _chance.Next(2) == 0 ? "0" : "1000000000";
        string number = Odd(cursor.ToString(CultureInfo.InvariantCulture));
        return Call(Script.Append, AllKeys[0], AllKeys[1], null,
            [member, Odd(sequence.ToString(CultureInfo.InvariantCulture)), number, chain, Odd(token), body, most, "channel", buried, Odd(allowed), snapshot, Odd(keep)]);
    }

    private string Odd(string usual) => _chance.Next(60) == 0 ? _odd[_chance.Next(_odd.Length)] : usual;

    private string Member() => _members[_chance.Next(_members.Length)];

    private string Blob() => _chance.Next(30) == 0 ? AllKeys[_chance.Next(2)] : _blobs[_chance.Next(_blobs.Length)];

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _chance.NextBytes(bytes);
        return bytes;
    }

    private static Command Call(Script script, string first, string? second, string? third, string[] arguments) =>
        Command.Call(script, [.. new[] { first, second, third }.OfType<string>()], [.. arguments.Select(a => (ReadOnlyMemory<byte>)Encoding.Latin1.GetBytes(a))]);
}
