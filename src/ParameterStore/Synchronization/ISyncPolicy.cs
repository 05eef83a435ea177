using System.Buffers;

namespace ParameterStore;

/// <summary>
/// A synchronization policy: a pure state machine, with no thread, clock, randomness, I/O or lock of its own. Its host (threads,
/// Redis, a simulator) feeds events and carries out decisions, one event at a time.
/// </summary>
/// <remarks>
/// Life of a clock: <c>Ready → Release → Pulled → (Aborted → Release → Pulled)* → Pushed → exactly one of Apply or Discard</c>
/// (by decision) or committed (on push). At Release, <c>clock − min ≤ s</c>; just after a push, ≤ s + 1. Whenever the minimum over the active
/// workers' clocks rises, it is announced; it never falls. After Stop nobody is released.
/// </remarks>
public interface ISyncPolicy
{
    /// <summary>What the policy asks of its host and store.</summary>
    SyncTraits Traits { get; }

    /// <summary>Takes one event and adds what follows from it.</summary>
    /// <exception cref="InvalidOperationException">The event breaks the life of a clock: a bug in the host.</exception>
    void On(in SyncEvent e, ICollection<SyncDecision> decisions);

    /// <summary>Writes the state, canonically: equal states give equal bytes.</summary>
    void Save(IBufferWriter<byte> to);

    /// <summary>Replaces the state by a saved one.</summary>
    /// <exception cref="InvalidDataException">The bytes are not what this policy saves.</exception>
    void Load(ReadOnlySpan<byte> from);
}
