namespace Benchmarks;

/// <summary>The floor: SET of a block under the process's own key, then GET of it. Shares nothing with others; no way over Redis can be faster.</summary>
internal sealed class RawLoop(ChildPlan plan) : IBlockLoop
{
    private readonly RespClient _client = new(plan.Port);
    private readonly RespBlock _pushed = new(plan.Block);
    private readonly RespBlock _pulled = new(plan.Block);
    private readonly string _key = $"{plan.Job}:{plan.Index}";

    public bool Once()
    {
        _client.Send(_pushed, "SET", _key);
        _client.Get(_key, _pulled);
        return true;
    }

    public void Dispose() => _client.Dispose();
}
