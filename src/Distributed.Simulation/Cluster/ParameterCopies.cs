namespace Distributed.Simulation;

/// <summary>What workers compute from: one copy of the parameters for all that pulled one version, used again once the last of them has pushed.</summary>
internal sealed class ParameterCopies(int size)
{
    private readonly Stack<ParameterCopy> _free = new();
    private ParameterCopy? _newest;

    /// <summary>How many were ever made: the most that were needed at a time.</summary>
    internal int Made { get; private set; }

    /// <summary>The parameters as they are now.</summary>
    internal ParameterCopy Of(ReadOnlySpan<float> parameters)
    {
        if (_newest is null)
        {
            _newest = Take();
            parameters.CopyTo(_newest.Values);
        }

        _newest.Readers++;
        return _newest;
    }

    /// <summary>One for a single worker, which fills it.</summary>
    internal ParameterCopy Own()
    {
        ParameterCopy own = Take();
        own.Readers = 1;
        return own;
    }

    /// <summary>The parameters change: who pulls from now on gets others.</summary>
    internal void Change()
    {
        if (_newest is { Readers: 0 } unread)
            _free.Push(unread);
        _newest = null;
    }

    /// <summary>A worker computes from it no more.</summary>
    internal void Return(ParameterCopy copy)
    {
        if (--copy.Readers == 0 && copy != _newest)
            _free.Push(copy);
    }

    private ParameterCopy Take()
    {
        if (_free.TryPop(out ParameterCopy? free))
            return free;
        Made++;
        return new(size);
    }
}
