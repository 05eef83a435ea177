namespace ParameterStore;

/// <summary>
/// What is to be done outside a host's lock, in order. One thread at a time carries effects out; whoever adds some while nobody does becomes
/// that thread. Needs the host's lock.
/// </summary>
internal sealed class EffectQueue
{
    private readonly Queue<HostEffect> _effects = new();
    private bool _isDraining;

    /// <summary>Whether nothing is to be done and nothing is being done.</summary>
    public bool IsIdle => !_isDraining && _effects.Count == 0;

    public void Add(in HostEffect effect) => _effects.Enqueue(effect);

    /// <summary>Takes a seat's wake if it is the next effect and nobody carries effects out.</summary>
    public bool TryTakeWake(SeatState seat)
    {
        if (_isDraining || !_effects.TryPeek(out HostEffect next) || next.Kind != HostEffectKind.Wake || next.Seat != seat)
            return false;
        _effects.Dequeue();
        return true;
    }

    /// <summary>Takes over the carrying out, if there is something to do and nobody does it.</summary>
    public bool TryBegin()
    {
        if (_isDraining || _effects.Count == 0)
            return false;
        _isDraining = true;
        return true;
    }

    /// <summary>The next effect for the thread that carries them out; if there is none, it has done its duty.</summary>
    public bool TryTake(out HostEffect effect)
    {
        _isDraining = _effects.TryDequeue(out effect);
        return _isDraining;
    }
}
