using System.Globalization;
using Distributed.Learning;
using ParameterStore;

namespace Distributed.Simulation;

/// <summary>A chained hash over events, decisions and parameters.</summary>
internal struct LogHash
{
    private ulong _chain;

    internal void Add(in SyncEvent e)
    {
        Add(1, (ulong)e.Kind);
        Add(e.Sequence);
        Add(e.Now);
        Add(new AttemptId(e.Worker, e.Clock, e.Attempt.Try));
        Add(e.Version.Index);
        Add(2, e.Version.Chain);
        Add((long)e.Reason);
        Add(e.Id);
        Add(e.Value);
        Add((long)e.Stop);
    }

    internal void Add(in SyncDecision decision)
    {
        Add(3, (ulong)decision.Kind);
        Add(decision.Attempt);
        Add(decision.At);
        Add((long)decision.Bound.Mode);
        Add(decision.Bound.Index);
        Add((long)decision.AbortKind);
        Add(BitConverter.SingleToInt32Bits(decision.Weight));
        Add(decision.Id);
        Add(decision.MinClock);
    }

    internal void Add(double value) => Add(BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value));

    internal void Add(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
            Add(BitConverter.SingleToInt32Bits(float.IsNaN(value) ? float.NaN : value));
    }

    internal void Add(string hash) => Add(4, ulong.Parse(hash, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    public override readonly string ToString() => _chain.ToString("x16", CultureInfo.InvariantCulture);

    private void Add(AttemptId attempt)
    {
        Add(((long)attempt.Worker.Seat << 32) | (uint)attempt.Worker.Incarnation);
        Add(((long)attempt.Clock << 32) | (uint)attempt.Try);
    }

    private void Add(long value) => Add(0, (ulong)value);

    private void Add(ulong tag, ulong value) => _chain = Mix.Hash(_chain ^ tag, value);
}
