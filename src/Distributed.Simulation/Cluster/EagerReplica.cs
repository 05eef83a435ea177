using ParameterStore;

namespace Distributed.Simulation;

/// <summary>
/// What a worker holds of the store under a policy that is eager: the parameters as they were sent last, and its own pushes that were not in them.
/// Two vectors a worker; only eager policies have it.
/// </summary>
internal sealed class EagerReplica(int size)
{
    private readonly List<(long Index, Update Update)> _own = [];
    private float[] _held = new float[size];
    private float[] _coming = new float[size];
    private StoreVersion _comingVersion;
    private long _comingHeld;

    /// <summary>Whether the worker has pulled, so that the store sends it what changes.</summary>
    internal bool IsSubscribed { get; private set; }

    /// <summary>The version that the worker holds.</summary>
    internal StoreVersion Version { get; private set; }

    /// <summary>How many applied pushes are in it.</summary>
    internal long Held { get; private set; }

    /// <summary>How many applied pushes <see cref="Read"/> gives: those held, and the worker's own.</summary>
    internal long Seen => Held + _own.Count;

    /// <summary>Whether something is on its way to the worker: what comes meanwhile goes with the next.</summary>
    internal bool IsComing { get; private set; }

    /// <summary>Applied pushes that were sent, or are on their way.</summary>
    internal long Sent => IsComing ? _comingHeld : Held;

    /// <summary>The worker's own push was committed.</summary>
    internal void Pushed(long index, Update copy) => _own.Add((index, copy));

    /// <summary>The worker has pulled: the store knows what it holds.</summary>
    internal void Subscribe(ReadOnlySpan<float> parameters, StoreVersion version, long seen)
    {
        parameters.CopyTo(_held);
        (IsSubscribed, Version, Held) = (true, version, seen);
        Forget();
    }

    /// <summary>The store begins to send what it holds now.</summary>
    internal void Send(ReadOnlySpan<float> parameters, StoreVersion version, long seen)
    {
        parameters.CopyTo(_coming);
        (IsComing, _comingVersion, _comingHeld) = (true, version, seen);
    }

    /// <summary>What was sent is there.</summary>
    internal void Arrive()
    {
        (_held, _coming) = (_coming, _held);
        (IsComing, Version, Held) = (false, _comingVersion, _comingHeld);
        Forget();
    }

    /// <summary>What the worker computes from.</summary>
    internal void Read(Span<float> into)
    {
        _held.CopyTo(into);
        foreach ((_, Update update) in _own)
            update.AddTo(into, 1);
    }

    private void Forget() => _own.RemoveAll(own => own.Index <= Version.Index);
}
