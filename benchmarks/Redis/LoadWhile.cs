namespace Benchmarks;

/// <summary>Keeps a group busy until disposed, in short runs.</summary>
internal sealed class LoadWhile : IDisposable
{
    private const int ClocksAtOnce = 50;

    private readonly Task _task;
    private volatile bool _isOver;

    public LoadWhile(ChildGroup group) => _task = Task.Factory.StartNew(
        () =>
        {
            while (!_isOver)
                group.Run(ClocksAtOnce);
        },
        TaskCreationOptions.LongRunning);

    public void Dispose()
    {
        _isOver = true;
        _task.GetAwaiter().GetResult();
    }
}
