using ParameterStore;

namespace Distributed.Learning;

/// <summary>
/// Measures the validation loss after epochs, where this process is the one that does it for all, and keeps the best epoch's parameters within reach
/// of every process. Used by one thread at a time.
/// </summary>
internal sealed class EpochMeasure
{
    private readonly IJobHost _host;
    private readonly ILearner _learner;
    private readonly TableId[] _tables;
    private readonly RowSet _allRows;
    private readonly PostedParameters? _posts;
    private Replica _candidate = new();
    private Replica _kept = new();
    private BestEpoch _candidateOf = BestEpoch.None;
    private BestEpoch _keptOf = BestEpoch.None;

    /// <param name="host">The job's host.</param>
    /// <param name="learner">Measures.</param>
    /// <param name="tables">The learner's tables.</param>
    /// <param name="posts">How other processes get the best parameters; null: there are none, or they need none.</param>
    internal EpochMeasure(IJobHost host, ILearner learner, TableId[] tables, PostedParameters? posts)
    {
        _host = host;
        _learner = learner;
        _tables = tables;
        _posts = posts;
        _allRows = RowSet.Of([.. tables.Select((id, i) => TableRows.All(id, learner.Tables[i].Rows))]);
    }

    /// <summary>The best of the epochs that were offered.</summary>
    internal BestEpoch Best { get; private set; } = BestEpoch.None;

    /// <summary>Measures for all processes. Only the newest of several epochs can be: the parameters of the others are gone.</summary>
    /// <returns>The loss that counts.</returns>
    internal async ValueTask<double> TakeAsync(int epoch, bool isNewest)
    {
        if (!isNewest)
            return await _host.MeasuredAsync(epoch, double.NaN, CancellationToken.None).ConfigureAwait(false);
        await _host.Store.PullAsync(_candidate, _allRows, PullBound.Newest, CancellationToken.None).ConfigureAwait(false);
        var measured = new BestEpoch(epoch + 1, _learner.Measure(_candidate, _tables));
        _candidateOf = measured;

        // Before the loss is, so that whoever hears of it finds them.
        if (_posts is not null && Best.IsBeatenBy(measured.Loss))
            await _posts.PostAsync(measured, _candidate).ConfigureAwait(false);
        double counts = await _host.MeasuredAsync(epoch, measured.Loss, CancellationToken.None).ConfigureAwait(false);
        if (_posts is not null && Best.Epoch > 0 && Best.IsBeatenBy(counts))
            await _posts.DropAsync(Best).ConfigureAwait(false);
        return counts;
    }

    /// <summary>The loss of the next epoch is known. Epochs come in order.</summary>
    internal void Offer(int epoch, double loss)
    {
        if (!Best.IsBeatenBy(loss))
            return;
        Best = new(epoch + 1, loss);
        if (_candidateOf == Best)
            (_kept, _keptOf, _candidate, _candidateOf) = (_candidate, Best, _kept, BestEpoch.None);
    }

    /// <summary>The parameters of the best epoch.</summary>
    internal async ValueTask<(Replica Parameters, TableId[] Tables)> BestParametersAsync(CancellationToken cancellationToken)
    {
        if (_keptOf == Best)
            return (_kept, _tables);
        if (_posts is null)
            throw new InvalidOperationException($"Epoch {Best.Epoch} is the best, but this process did not measure it and nobody posted its parameters.");
        return await _posts.ReadAsync(Best, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the newest parameters are as near to the best as is wanted.</summary>
    internal async ValueTask<bool> CertifyAsync(ICertifier certifier)
    {
        await _host.Store.PullAsync(_candidate, _allRows, PullBound.Newest, CancellationToken.None).ConfigureAwait(false);
        _candidateOf = BestEpoch.None;
        return certifier.IsDone(_candidate, _tables);
    }

    /// <summary>All parameters at a version.</summary>
    internal async ValueTask<Replica> PullAsync(PullBound bound, CancellationToken cancellationToken)
    {
        var parameters = new Replica();
        await _host.Store.PullAsync(parameters, _allRows, bound, cancellationToken).ConfigureAwait(false);
        return parameters;
    }
}
