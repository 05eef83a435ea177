using System.Globalization;
using System.Runtime.InteropServices;
using ParameterStore;

namespace Distributed.Learning;

/// <summary>
/// The best epoch's parameters as its measurer lays them down for the other processes, in parts. Named by the epoch and its loss, so that only those
/// that the loss was measured on are found by it. Values lie as the processor has them: the processes of a job have one byte order.
/// </summary>
internal sealed class PostedParameters(IJobHost host, IReadOnlyList<TableSpec> specs, TableId[] tables)
{
    private const int PartBytesMax = 8 << 20;

    internal async ValueTask PostAsync(BestEpoch epoch, Replica parameters)
    {
        foreach ((int table, Range part, string name) in Parts(epoch))
            await host.PostAsync(name, MemoryMarshal.AsBytes(parameters.Values(tables[table])[part]).ToArray(), CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Frees what was laid down.</summary>
    internal async ValueTask DropAsync(BestEpoch epoch)
    {
        foreach ((_, _, string name) in Parts(epoch))
            await host.PostAsync(name, default, CancellationToken.None).ConfigureAwait(false);
    }

    /// <returns>The parameters, and the ids that the tables have in them.</returns>
    /// <exception cref="InvalidDataException">A part has another length than the table says.</exception>
    internal async ValueTask<(Replica Parameters, TableId[] Tables)> ReadAsync(BestEpoch epoch, CancellationToken cancellationToken)
    {
        float[][] values = [.. specs.Select(s => new float[s.Rows * s.Columns])];
        foreach ((int table, Range part, string name) in Parts(epoch))
        {
            ReadOnlyMemory<byte> bytes = await host.ReadPostedAsync(name, cancellationToken).ConfigureAwait(false);
            Span<byte> into = MemoryMarshal.AsBytes(values[table].AsSpan()[part]);
            if (bytes.Length != into.Length)
                throw new InvalidDataException($"'{name}' of job '{host.Manifest.JobId}' has {bytes.Length} bytes instead of {into.Length}.");
            bytes.Span.CopyTo(into);
        }

        return await ToReplicaAsync(values, cancellationToken).ConfigureAwait(false);
    }

    private IEnumerable<(int Table, Range Part, string Name)> Parts(BestEpoch epoch)
    {
        const int Length = PartBytesMax / sizeof(float);
        for (int table = 0; table < specs.Count; table++)
        {
            int length = specs[table].Rows * specs[table].Columns;
            for (int start = 0; start < length; start += Math.Min(Length, length - start))
            {
                string name = string.Create(
                    CultureInfo.InvariantCulture, $"best-{epoch.Epoch}-{BitConverter.DoubleToUInt64Bits(epoch.Loss):x16}-{table}-{start / Length}");
                yield return (table, start..(start + Math.Min(Length, length - start)), name);
            }
        }
    }

    /// <summary>Through a store of its own, whose rows begin with the values.</summary>
    private async ValueTask<(Replica Parameters, TableId[] Tables)> ToReplicaAsync(float[][] values, CancellationToken cancellationToken)
    {
        var ids = new TableId[values.Length];
        await using var store = new InMemoryParameterStore();
        for (int i = 0; i < ids.Length; i++)
            ids[i] = await store.CreateTableAsync(new(specs[i].Name, specs[i].Rows, specs[i].Columns) { Initial = new Given(values[i]) }, cancellationToken).ConfigureAwait(false);
        var parameters = new Replica();
        await store.PullAsync(parameters, RowSet.Of([.. ids.Select((id, i) => TableRows.All(id, specs[i].Rows))]), PullBound.Newest, cancellationToken).ConfigureAwait(false);
        return (parameters, ids);
    }

    private sealed class Given(float[] table) : RowInitializer
    {
        public override string Identity => "posted";

        public override void Fill(int firstRow, int columns, Span<float> values) => table.AsSpan(firstRow * columns, values.Length).CopyTo(values);
    }
}
