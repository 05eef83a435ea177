namespace Distributed.Learning;

/// <summary>
/// Decides when to look whether a gap is small enough, which takes a pass over the data. Epochs' sums are estimates: from each look it learns how far off they
/// are, after looks in vain it waits longer, and at epochs 2, 4, 8 and so on it looks even if they say that it is in vain, unless by far.
/// </summary>
/// <param name="target">The relative gap that is wanted.</param>
internal sealed class GapWatch(double target)
{
    private const int PauseMax = 8;

    // So far off that no error of an estimate explains it.
    private const double ByFar = 1000;

    private double _estimate = double.NaN;
    private double _gapToEstimate = 1;
    private int _next = 1;
    private int _pause = 1;

    /// <summary>Whether to look now. Called after every epoch, with all of them.</summary>
    internal bool MayBeDone(IReadOnlyList<EpochLoss> losses)
    {
        int epoch = losses.Count;
        double last = losses[^1].Gap, before = epoch > 1 ? losses[^2].Gap : last;
        _estimate = last * (last < before ? last / before : 1);
        if (epoch >= _next && _estimate * _gapToEstimate <= target)
        {
            (_next, _pause) = (epoch + _pause, Math.Min(PauseMax, 2 * _pause));
            return true;
        }

        return epoch > 1 && (epoch & (epoch - 1)) == 0 && !(_estimate > ByFar * target);
    }

    /// <summary>What a look saw.</summary>
    /// <returns>Whether it is small enough.</returns>
    internal bool IsDone(GapCertificate certificate)
    {
        if (_estimate > 0)
            _gapToEstimate = Math.Clamp(certificate.RelativeGap / _estimate, 1e-3, 1e3);
        return certificate.RelativeGap <= target;
    }
}
