namespace ParameterStore;

/// <summary>
/// Which staleness is tried next, and which one is kept: half of the present one and twice it are tried in turn, between two windows of the present one,
/// whose mean they are compared with, since progress slows down by itself as a loss falls.
/// </summary>
internal sealed class StalenessProbe(int start, int max)
{
    private const double WorthIt = 0.05;

    private double _before = LossRate.Worst;
    private double _lower = LossRate.Worst;
    private double _upper = LossRate.Worst;
    private ProbeStage _stage = ProbeStage.Resting;

    /// <summary>The staleness that is kept until another one proves better.</summary>
    public int Staleness { get; private set; } = start;

    /// <summary>The staleness of the present window.</summary>
    public int Arm => _stage switch
    {
        ProbeStage.Lower => Lower,
        ProbeStage.Upper => Upper,
        _ => Staleness,
    };

    /// <summary>Whether nothing is tried at present.</summary>
    public bool IsResting => _stage == ProbeStage.Resting;

    private int Lower => Staleness / 2;

    private int Upper => Math.Min(max, Math.Max(1, 2 * Staleness));

    /// <summary>The first of the windows begins.</summary>
    public void Begin() => (_stage, _before, _lower, _upper) = (ProbeStage.Before, LossRate.Worst, LossRate.Worst, LossRate.Worst);

    /// <summary>A window is over; what comes next is in <see cref="Arm"/>.</summary>
    /// <param name="score">Its progress a second; more is better.</param>
    public void Take(double score)
    {
        switch (_stage)
        {
            case ProbeStage.Before:
                _before = score;
                _stage = Lower < Staleness ? ProbeStage.Lower : ProbeStage.Upper;
                break;
            case ProbeStage.Lower:
                _lower = score;
                _stage = Upper > Staleness ? ProbeStage.Upper : ProbeStage.After;
                break;
            case ProbeStage.Upper:
                _upper = score;
                _stage = ProbeStage.After;
                break;
            case ProbeStage.After:
                Choose((_before + score) / 2);
                break;
        }
    }

    // Whoever moved looks further at once; whoever stays rests.
    private void Choose(double present)
    {
        (int other, double score) = _lower > _upper ? (Lower, _lower) : (Upper, _upper);
        bool isBetter = score > present && (double.IsInfinity(present) || score >= present + (WorthIt * Math.Abs(present)));
        if (!isBetter)
        {
            _stage = ProbeStage.Resting;
            (_before, _lower, _upper) = (LossRate.Worst, LossRate.Worst, LossRate.Worst);
            return;
        }

        Staleness = other;
        Begin();
    }

    /// <summary>Writes the state.</summary>
    public void Save(ref StateWriter to)
    {
        to.Write(Staleness);
        to.Write((int)_stage);
        to.Write(_before);
        to.Write(_lower);
        to.Write(_upper);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is none of this range.</exception>
    public static StalenessProbe Load(int start, int max, ref StateReader from) => new(start, max)
    {
        Staleness = from.ReadInt32("staleness", 0, max),
        _stage = from.ReadEnum<ProbeStage>("stage"),
        _before = ReadScore(ref from),
        _lower = ReadScore(ref from),
        _upper = ReadScore(ref from),
    };

    private static double ReadScore(ref StateReader from)
    {
        double score = from.ReadDouble("score");
        StateReader.Check(!double.IsNaN(score), "a score is no number");
        return score;
    }
}
