using System.Buffers;
using FsCheck;
using FsCheck.Fluent;

namespace ParameterStore.Tests;

public class PolicyPropertyTests
{
    private static readonly (string Name, int Staleness, ApplyMode Apply, long Delay)[] _policies =
    [
        ("bsp", 0, ApplyMode.ByDecision, 0),
        ("ssp:0", 0, ApplyMode.OnPush, 0),
        ("ssp:2", 2, ApplyMode.OnPush, 0),
        ("asp", int.MaxValue, ApplyMode.OnPush, 0),
        ("naive:0", int.MaxValue, ApplyMode.OnPush, 0),
        ("naive:0.5", int.MaxValue, ApplyMode.OnPush, 500_000),
    ];

    [Fact]
    public void Every_decision_on_any_way_through_a_larger_world_is_right() => Prop.ForAll<int[]>(choices =>
    {
        foreach ((string name, int staleness, ApplyMode apply, long delay) in _policies)
            Walk(name, staleness, apply, delay, choices);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_saved_state_loads_to_itself() => Prop.ForAll<int[]>(choices =>
    {
        foreach ((string name, int staleness, ApplyMode apply, long delay) in _policies)
        {
            byte[] saved = Walk(name, staleness, apply, delay, choices);
            ISyncPolicy policy = SyncPolicy.Parse(name).Create();
            policy.Load(saved);
            Save(policy).Should().Equal(saved);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Bytes_that_are_no_saved_state_are_refused_and_change_nothing() => Prop.ForAll<int[], int, byte>((choices, at, value) =>
    {
        foreach ((string name, int staleness, ApplyMode apply, long delay) in _policies)
        {
            byte[] saved = Walk(name, staleness, apply, delay, choices);
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
        foreach ((string name, _, _, _) in _policies)
            FluentActions.Invoking(() => SyncPolicy.Parse(name).Create().Load(bytes)).Should().Throw<InvalidDataException>();
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("ssp:1", "ssp:2", "*staleness is 1 instead of 2*")]
    [InlineData("bsp", "ssp:0", "*tag is*")]
    [InlineData("ssp:0", "bsp", "*tag is*")]
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
    private static byte[] Walk(string name, int staleness, ApplyMode apply, long delay, int[] choices)
    {
        ISyncPolicy policy = SyncPolicy.Parse(name).Create();
        var model = new PolicyModel(new(Workers: 5, Clocks: 6, staleness, apply, Comebacks: 2, Losses: 2, Stops: choices.Length % 3 == 1, delay));
        var decisions = new List<SyncDecision>();
        byte[] halfway = Save(policy);
        for (int step = 0; ; step++)
        {
            List<SyncEvent> next = [.. model.Next()];
            if (next.Count == 0)
                return halfway;
            SyncEvent e = next[(int)((uint)(choices.Length == 0 ? step : choices[step % choices.Length] + step) % (uint)next.Count)] with { Now = 1_000 * step };
            decisions.Clear();
            policy.On(e, decisions);
            model.Take(e, decisions).Should().BeNull();
            if (step == choices.Length)
                halfway = Save(policy);
        }
    }

    private static byte[] Save(ISyncPolicy policy)
    {
        var writer = new ArrayBufferWriter<byte>();
        policy.Save(writer);
        return writer.WrittenSpan.ToArray();
    }
}
