namespace Microsoft.ML.Runtime;

/// <summary>Takes reports and tells nobody: nothing public listens to progress.</summary>
internal sealed class ProgressChannel : IProgressChannel
{
    private int _valuesMax;
    private bool _isDisposed;

    public void SetHeader(ProgressHeader header, Action<IProgressEntry> fillAction) =>
        _valuesMax = header.MetricNames.Count + (2 * header.UnitNames.Count);

    public void Checkpoint(params double?[] values)
    {
        Check.State(!_isDisposed, "Can't report checkpoints after disposing");
        Check.State((values?.Length ?? 0) <= _valuesMax, "Too many values provided in Checkpoint");
    }

    public IProgressChannel StartProgressChannel(string name) => new ProgressChannel();

    public void Dispose() => _isDisposed = true;
}
