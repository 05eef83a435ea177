using System.Globalization;
using System.Text;

namespace Benchmarks;

/// <summary>The common way: a script on the server adds the pushed block to the shared one, float by float, then GET of that. What the others must beat.</summary>
internal sealed class LuaLoop : IBlockLoop
{
    // As many locals as Lua allows in one expression, with some to spare: the fastest of the idioms that were tried.
    private const int Floats = 64;

    private readonly RespClient _client;
    private readonly RespBlock _pushed;
    private readonly RespBlock _pulled;
    private readonly string _key;
    private readonly string _sha;

    public LuaLoop(ChildPlan plan)
    {
        _client = new(plan.Port);
        (_pushed, _pulled, _key) = (new(plan.Block), new(plan.Block), plan.Job);
        _sha = _client.Text("SCRIPT", "LOAD", Script());
    }

    public bool Once()
    {
        _pushed.Values.Fill(1);
        _client.Send(_pushed, "EVALSHA", _sha, "1", _key);
        _client.Get(_key, _pulled);
        return true;
    }

    public void Dispose() => _client.Dispose();

    private static string Script()
    {
        string names(char letter) => string.Join(',', Enumerable.Range(1, Floats).Select(i => $"{letter}{i}"));
        string sums = string.Join(',', Enumerable.Range(1, Floats).Select(i => $"a{i}+b{i}"));
        string format = "<" + new string('f', Floats);
        var script = new StringBuilder();
        script.Append("local unpack, pack, out = struct.unpack, struct.pack, {}\n");
        script.Append("local old, new = redis.call('GET', KEYS[1]), ARGV[1]\n");
        script.Append("if not old then redis.call('SET', KEYS[1], new) return 1 end\n");
        script.Append(CultureInfo.InvariantCulture, $"for at = 1, #new, {Floats * sizeof(float)} do\n");
        script.Append(CultureInfo.InvariantCulture, $"  local {names('a')} = unpack('{format}', old, at)\n");
        script.Append(CultureInfo.InvariantCulture, $"  local {names('b')} = unpack('{format}', new, at)\n");
        script.Append(CultureInfo.InvariantCulture, $"  out[#out + 1] = pack('{format}', {sums})\n");
        script.Append("end\nredis.call('SET', KEYS[1], table.concat(out)) return 1");
        return script.ToString();
    }
}
