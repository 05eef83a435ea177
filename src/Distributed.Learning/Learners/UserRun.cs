using System.Runtime.CompilerServices;

namespace Distributed.Learning;

/// <summary>What changes of a user while its run of ratings is done, besides the factors. Its step is that of the run's start.</summary>
internal struct UserRun
{
    private readonly float _biasStep, _biasDecay;
    private float _squares;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal UserRun(RowState state, in FactorStep step)
    {
        Bias = state.Bias;
        _squares = state.Squares;
        Step = step.Of(state.Squares);
        Decay = Step * step.Regularization;
        _biasStep = step.BiasShareOrNone * Step;
        _biasDecay = _biasStep * step.BiasRegularization;
    }

    /// <summary>b_u.</summary>
    internal float Bias { get; private set; }

    /// <summary>The step of p_u.</summary>
    internal float Step { get; }

    /// <summary>What one rating's regularization takes off p_u, as a part of it.</summary>
    internal float Decay { get; }

    internal readonly RowState State => new() { Bias = Bias, Squares = _squares };

    /// <summary>Takes some ratings' errors.</summary>
    /// <param name="errors">Their sum.</param>
    /// <param name="squares">The sum of their squares, in units of the deviation.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(float errors, float squares, float count)
    {
        Bias = (Bias * FactorStep.Kept(count * _biasDecay)) + (_biasStep * errors);
        _squares += squares;
    }
}
