using ParameterStore;

namespace Distributed.Simulation;

/// <summary>Measures that the policy wants: of the lowest seat in the job and, if its worker dies before, of the next one.</summary>
internal sealed partial class VirtualRun
{
    private long? _wish;
    private WorkerId _measurer;

    private void AskForMeasure()
    {
        if (_isDraining || _policy.Active == 0)
            return;
        VirtualWorker worker = _workers[_policy.LowestSeat];
        _measurer = worker.Id;
        Send(worker, new(OccurrenceKind.MeasureAsked, worker.Attempt, _wish!.Value));
    }

    // Beside its work, and without virtual time, like every evaluation.
    private void Measure(VirtualWorker worker, long id)
    {
        if (id == _wish)
            Tell(worker, SyncEvent.Measured(id, _learner.Loss(_store.Parameters)));
    }
}
