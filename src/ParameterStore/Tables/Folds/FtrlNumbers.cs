using System.Globalization;

namespace ParameterStore;

/// <summary>The numbers of FTRL-proximal.</summary>
internal readonly record struct FtrlNumbers
{
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    internal FtrlNumbers(float alpha, float beta, float l1, float l2)
    {
        Alpha = FoldNumber.Rate(alpha, nameof(alpha));
        Beta = FoldNumber.Rate(beta, nameof(beta));
        L1 = FoldNumber.Penalty(l1, nameof(l1));
        L2 = FoldNumber.Penalty(l2, nameof(l2));
    }

    internal float Alpha { get; }

    internal float Beta { get; }

    internal float L1 { get; }

    internal float L2 { get; }

    /// <summary>What one push takes.</summary>
    /// <param name="count">How often the penalties count by now.</param>
    /// <param name="startCount">How often they had counted when a parameter had its first value.</param>
    internal FtrlStep Step(float count, float startCount) => new(Alpha, Beta, L1 * count, L2 * count, L1 * startCount, L2 * startCount);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({Alpha}, beta {Beta}, l1 {L1}, l2 {L2})");
}

/// <summary>The numbers of one push of FTRL-proximal: the rate's, the penalties', and those that a parameter's first value was under.</summary>
internal readonly record struct FtrlStep(float Alpha, float Beta, float L1, float L2, float StartL1, float StartL2);
