using System.Buffers;
using FsCheck;
using FsCheck.Fluent;

namespace ParameterStore.Tests;

public class PolicyPropertyTests
{
    private static readonly (string Name, WorldOptions World)[] _policies =
    [
        ("bsp", World(0, ApplyMode.ByDecision)),
        ("ssp:0", World(0)),
        ("ssp:2", World(2)),
        ("asp", World(int.MaxValue)),
        ("essp:0", World(0) with { Eager = true }),
        ("essp:2", World(2) with { Eager = true }),
        ("autostaleness:2,4", World(4) with { TunesFrom = 2 }),
        ("naive:0", World(int.MaxValue)),
        ("naive:0.5", World(int.MaxValue) with { Delay = 500_000 }),
        ("elasticbsp:1", World(int.MaxValue) with { FreeUpTo = -1, Lookahead = 1 }),
        ("dssp:0,3", World(3) with { FreeUpTo = 0 }),
        ("dssp:2,0", World(2)),
        ("elasticbsp:4", World(int.MaxValue) with { FreeUpTo = -1, Lookahead = 4 }),
        ("specsync:0.002/0.1", World(int.MaxValue) with { Speculates = true, AbortTime = 2_000, AbortRate = 0.1 }),
        ("specsync:0.002/0.1,ssp:2", World(2) with { Speculates = true, AbortTime = 2_000, AbortRate = 0.1 }),
        ("specsync", World(int.MaxValue) with { Speculates = true }),
        ("specsync:paper,ssp:1", World(1) with { Speculates = true }),
        ("specsync:released", World(int.MaxValue) with { Speculates = true }),
        ("kofn:5/5,drop", World(0, ApplyMode.ByDecision)),
        ("kofn:3/5,drop", World(int.MaxValue, ApplyMode.ByDecision)),
        ("kofn:2/5,cache", World(int.MaxValue, ApplyMode.ByDecision)),
        ("kofn:0.5,cache,1,0,0.5", World(int.MaxValue, ApplyMode.ByDecision)),
        ("kofn:3/5,abortlate", World(int.MaxValue, ApplyMode.ByDecision)),
    ];

    [Fact]
    public void Every_decision_on_any_way_through_a_larger_world_is_right() => Prop.ForAll<int[]>(choices =>
    {
        foreach ((string name, WorldOptions world) in _policies)
            Walk(name, world, choices);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_saved_state_loads_to_itself() => Prop.ForAll<int[]>(choices =>
    {
        foreach ((string name, WorldOptions world) in _policies)
        {
            byte[] saved = Walk(name, world, choices);
            ISyncPolicy policy = SyncPolicy.Parse(name).Create();
            policy.Load(saved);
            Save(policy).Should().Equal(saved);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Bytes_that_are_no_saved_state_are_refused_and_change_nothing() => Prop.ForAll<int[], int, byte>((choices, at, value) =>
    {
        foreach ((string name, WorldOptions world) in _policies)
        {
            byte[] saved = Walk(name, world, choices);
            byte[] altered = [.. saved];
            altered[(at & int.MaxValue) % altered.Length] = value;
            LoadsOrRefuses(name, saved, altered);
            LoadsOrRefuses(name, saved, saved[..((at & int.MaxValue) % saved.Length)]);
            LoadsOrRefuses(name, saved, [.. saved, value]);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_are_refused() => Prop.ForAll<byte[]>(bytes =>
    {
        foreach ((string name, _) in _policies)
            FluentActions.Invoking(() => SyncPolicy.Parse(name).Create().Load(bytes)).Should().Throw<InvalidDataException>();
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("ssp:1", "ssp:2", "*staleness is 1 instead of 2*")]
    [InlineData("bsp", "ssp:0", "*tag is*")]
    [InlineData("ssp:0", "bsp", "*tag is*")]
    [InlineData("naive:1", "naive:2", "*delay is 1000000 instead of 2000000*")]
    [InlineData("specsync:paper", "specsync:released", "*options are 'paper' instead of 'released'*")]
    public void Another_policy_s_state_is_refused(string from, string to, string message)
    {
        byte[] saved = Save(SyncPolicy.Parse(from).Create());

        FluentActions.Invoking(() => SyncPolicy.Parse(to).Create().Load(saved)).Should().Throw<InvalidDataException>().WithMessage(message);
    }

    // What can be loaded must be a state of its own, not a garbled one; what cannot leaves the policy as it was.
    private static void LoadsOrRefuses(string name, byte[] before, byte[] bytes)
    {
        ISyncPolicy policy = SyncPolicy.Parse(name).Create();
        policy.Load(before);
        try
        {
            policy.Load(bytes);
        }
        catch (InvalidDataException)
        {
            Save(policy).Should().Equal(before);
            return;
        }

        Save(policy).Should().Equal(bytes);
    }

    /// <summary>Walks by the choices, then on until nothing more can happen.</summary>
    private static byte[] Walk(string name, WorldOptions world, int[] choices)
    {
        ISyncPolicy policy = SyncPolicy.Parse(name).Create();
        var model = new PolicyModel(world with { Stops = choices.Length % 3 == 1, Fresh = FreshRules.Of(name) });
        var decisions = new List<SyncDecision>();
        byte[] halfway = Save(policy);
        for (int step = 0; ; step++)
        {
            List<SyncEvent> next = [.. model.Next()];
            if (next.Count == 0)
                return halfway;
            SyncEvent e = next[(int)((uint)(choices.Length == 0 ? step : choices[step % choices.Length] + step) % (uint)next.Count)];
            decisions.Clear();
            policy.On(e, decisions);
            model.Take(e, decisions).Should().BeNull();
            if (step == choices.Length)
                halfway = Save(policy);
        }
    }

    private static WorldOptions World(int staleness, ApplyMode apply = ApplyMode.OnPush) =>
        new(Workers: 5, Clocks: 6, staleness, apply, Comebacks: 2, Losses: 2, Tick: 1_000);

    private static byte[] Save(ISyncPolicy policy)
    {
        var writer = new ArrayBufferWriter<byte>();
        policy.Save(writer);
        return writer.WrittenSpan.ToArray();
    }
}
