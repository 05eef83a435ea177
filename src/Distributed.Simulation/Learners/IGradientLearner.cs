namespace Distributed.Simulation;

/// <summary>A learner of the virtual cluster: pure functions of parameters and a batch, in scalar arithmetic of one order.</summary>
internal interface IGradientLearner
{
    /// <summary>How many parameters there are.</summary>
    int Size { get; }

    /// <summary>How many parameters a row has: the unit of an update. Divides <see cref="Size"/>.</summary>
    int RowSize { get; }

    /// <summary>Bytes of one pull, at most.</summary>
    long PullBytes { get; }

    /// <summary>Bytes of one push, at most.</summary>
    long PushBytes { get; }

    /// <summary>The clocks after which a worker has done all its work; null: there is always more.</summary>
    int? Clocks => null;

    /// <summary>Whether all that it changes are steps along gradients, which a store may fold otherwise than by adding them.</summary>
    bool TakesFolds => true;

    /// <summary>Sets the first parameters.</summary>
    void Start(Span<float> parameters);

    /// <summary>What a batch changes: minus <paramref name="step"/> times its gradient at the parameters, or a pass of single steps over it.</summary>
    /// <param name="parameters">What was pulled.</param>
    /// <param name="batch">Which examples.</param>
    /// <param name="step">The learning rate.</param>
    /// <param name="into">Takes the changes; empty at first.</param>
    void Step(ReadOnlySpan<float> parameters, in BatchId batch, float step, UpdateBuilder into);

    /// <summary>The loss that is compared with the target.</summary>
    double Loss(ReadOnlySpan<float> parameters);
}
