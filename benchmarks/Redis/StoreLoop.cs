using System.Numerics.Tensors;
using ParameterStore;

namespace Benchmarks;

/// <summary>This package's way: a clock of a job's worker, whose working copy all floats of a shared table are changed in.</summary>
internal sealed class StoreLoop : IBlockLoop
{
    private const int Columns = 64;

    private readonly IJobHost _host;
    private readonly WorkerSession _session;
    private readonly TableId _table;
    private readonly Func<ReadOnlyMemory<BlockId>, RowSet> _rowsOf;

    /// <param name="plan">Which job.</param>
    /// <param name="onGranted">Called when the gate has let the worker through, before it pulls.</param>
    public StoreLoop(ChildPlan plan, Action? onGranted = null)
    {
        _host = plan.OpenAsync().GetAwaiter().GetResult();
        int columns = Math.Min(Columns, plan.Block);
        _table = Wait(_host.Store.CreateTableAsync(new TableSpec("block", plan.Block / columns, columns), default));
        _session = new(_host, Wait(_host.JoinAsync(default)));
        var rows = RowSet.Of(TableRows.All(_table, plan.Block / columns));
        _rowsOf = _ =>
        {
            onGranted?.Invoke();
            return rows;
        };
    }

    public bool Once()
    {
        if (!Begin())
            return false;
        End();
        return true;
    }

    /// <summary>Waits at the gate and pulls.</summary>
    public bool Begin() => Wait(_session.BeginClockAsync(_rowsOf, default));

    /// <summary>Changes all floats and pushes; returns when the commit is acknowledged.</summary>
    public void End()
    {
        Span<float> values = _session.Open(_table).Values;
        TensorPrimitives.Add(values, 1f, values);
        Wait(_session.ClockAsync(default));
    }

    public void Dispose() => _host.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static T Wait<T>(ValueTask<T> task) => task.IsCompleted ? task.Result : task.AsTask().GetAwaiter().GetResult();
}
