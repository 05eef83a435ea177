using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>What must hold in every world, whatever goes wrong. The first violation ends it.</summary>
internal sealed class WorldChecks
{
    private readonly WorldPlan _plan;
    private readonly SimulatedRedisDriver _driver;
    private readonly LogWatch _log;
    private readonly Dictionary<StoreVersion, ulong> _hashes = [];
    private readonly Dictionary<StoreVersion, ulong> _states = [];
    private readonly HashSet<SimulatedProcess> _planted = [];
    private readonly Dictionary<(long, ulong), string> _models = [];
    private readonly List<(WorkerId Worker, int Clock, BlockId[] Blocks)> _pushed = [];
    private readonly List<string> _violations = [];

    internal WorldChecks(WorldPlan plan, SimulatedRedisDriver driver)
    {
        (_plan, _driver) = (plan, driver);
        _log = new(plan, driver, Violate);
    }

    internal IReadOnlyList<string> Violations => _violations;

    internal bool HasFailed => _violations.Count > 0;

    /// <summary>How often which kind of entry was appended.</summary>
    internal IReadOnlyDictionary<string, int> Entries => _log.Entries;

    internal void FailedOver(SimulatedMaster master)
    {
        _log.FailedOver(master);

        // A version's chain names attempts. After a lost tail other processes may take the same seats and push in the same order, but other blocks.
        _hashes.Clear();
        _states.Clear();
    }

    /// <summary>A worker has pulled: equal versions have equal bits, and nothing is missing that the staleness bound promises.</summary>
    internal void Pulled(SimulatedProcess process, WorkerSession session)
    {
        float[] cells = session.Open(new(0)).Values.ToArray();
        CheckHash(process, session.Version, [.. cells, .. session.Open(new(3)).Values]);
        CheckState(process);
        CheckSums(process, session.Version, cells, session.Open(new(1)).Values);
        CheckStaleness(process, session, cells);
        CheckOwned(process, session, cells);
    }

    /// <summary>A push was taken.</summary>
    internal void Pushed(WorkerId worker, int clock, BlockId[] blocks) => _pushed.Add((worker, clock, blocks));

    /// <summary>A process has all processes' parts: each once, its own among them.</summary>
    internal void Exchanged(SimulatedProcess process, string[] parts)
    {
        if (!parts.Contains(process.Name) || parts.Distinct().Count() != parts.Length)
            Violate($"{process.Name}: the parts are of {string.Join(", ", parts)}");
    }

    /// <summary>A process has its model.</summary>
    internal void Ended(SimulatedProcess process)
    {
        Replica model = process.Model!;
        Span<float> cells = model.Values(new(0)), sums = model.Values(new(1)), owned = model.Values(new(2));
        JobStatistics counts = process.Host.Statistics;
        bool isWhole = counts.Stopped == StopReason.Completed;
        long lost = counts.BlocksDiscarded + counts.BlocksSkipped;
        if ((isWhole && lost != 0 && !_plan.MayDiscard) || counts.BlocksCommitted != cells.ToArray().Count(c => c == 1) || (isWhole && counts.BlocksCommitted + lost != cells.Length))
            Violate($"{process.Name}: of {cells.Length} blocks {counts.BlocksCommitted} were committed, {counts.BlocksDiscarded} discarded, {counts.BlocksSkipped} skipped");
        if (!isWhole && _plan.StopsAfter == int.MaxValue)
            Violate($"{process.Name}: the job ended by {counts.Stopped}, for which nobody asked");
        CheckSums(process, model.Version, cells.ToArray(), sums);
        int blocks = process.Plan.Manifest.BlocksPerShard;
        for (int shard = 0; shard < process.Plan.Manifest.Shards; shard++)
        {
            // Blocks of a shard are done in order.
            Span<float> done = cells.Slice(shard * blocks, blocks);
            int[] there = NumbersIn(done);
            if (!_plan.MayDiscard && done[..there.Length].ContainsAnyExcept(1f))
                Violate($"{process.Name}: shard {shard} has a hole: {string.Join(", ", done.ToArray())}");
            CheckOwnedRow(process, $"in the model, shard {shard}", owned[2 * shard], owned[(2 * shard) + 1], there);
        }

        CheckModel(process, model);
    }

    /// <summary>Everybody came to an end: nobody hangs, and who failed says why.</summary>
    internal void AfterAll(IReadOnlyList<SimulatedProcess> all, IReadOnlyList<SimulatedProcess> last)
    {
        foreach (SimulatedProcess process in last)
            if (!process.HasEnded)
                Violate($"{process.Name} hangs; it is member {process.JobNode.Member}, at record {process.JobNode.Replica.Cursor}. {process.JobNode.Describe()}");
        foreach (SimulatedProcess process in all)
            if (process.Error is { } error && !FailureRules.Explains(_plan, error, out string why))
                Violate($"{process.Name} failed ({why}): {error}");
    }

    /// <summary>Long after the end no key is left.</summary>
    internal void NothingRemains()
    {
        foreach (SimulatedMaster master in _driver.Masters)
            if (master.KeysAt(_driver.Time.Now) is { Count: > 0 } left)
                Violate($"{left.Count} keys are left: {string.Join(", ", left.Take(5))}");
    }

    private void CheckHash(SimulatedProcess process, StoreVersion version, float[] values)
    {
        if (!_hashes.TryAdd(version, HashOf(values)) && _hashes[version] != HashOf(values))
            Violate($"{process.Name}: at {version} it has other bits than another process had");
    }

    /// <summary>What the fold keeps beside the rows that all processes hold.</summary>
    private void CheckState(SimulatedProcess process)
    {
        ulong hash = 0;
        StoreImage image = process.JobNode.Image;
        if (image.Tables.Count < process.Work.Specs.Length)
            return;
        float[] state = image.Tables[3].State;
        if (_plan.Bug == PlantedBug.StateNotInBase && process.JobNode.Replica.Base is not null && _planted.Add(process))
            state.AsSpan().Clear();
        StoreVersion version = image.Read(_ => hash = HashOf(state));
        if (!_states.TryAdd(version, hash) && _states[version] != hash)
            Violate($"{process.Name}: at {version} the fold has another state than another process had");
    }

    private static ulong HashOf(float[] values)
    {
        ulong hash = 1469598103934665603;
        foreach (float value in values)
            hash = (hash ^ BitConverter.SingleToUInt32Bits(value)) * 1099511628211;
        return hash;
    }

    private void CheckSums(SimulatedProcess process, StoreVersion version, float[] cells, ReadOnlySpan<float> sums)
    {
        foreach (float cell in cells)
            if (cell is not (0 or 1))
                Violate($"{process.Name}: at {version} a block is there {cell} times");
        if (!HasFailed && !ToyWork.SumsOf(cells).AsSpan().SequenceEqual(sums))
            Violate($"{process.Name}: at {version} the sums are not those of the blocks that are there");
    }

    private void CheckStaleness(SimulatedProcess process, WorkerSession session, float[] cells)
    {
        int most = _plan.Manifest.Policy.Create().Traits.StalenessMax;

        // A failover gives names of workers anew whose commits it lost.
        if (most == int.MaxValue || _plan.Has(FaultKind.FailOver))
            return;
        foreach ((WorkerId worker, int clock, BlockId[] blocks) in _pushed)
            if (clock < session.Clock - most && blocks.Any(b => cells[process.Work.CellOf(b)] == 0))
                Violate($"{process.Name}: {session.Worker} at clock {session.Clock} misses clock {clock} of {worker}, but may be only {most} ahead");
    }

    private void CheckOwned(SimulatedProcess process, WorkerSession session, float[] cells)
    {
        Span<float> owned = session.Open(new(2)).Values;
        foreach (BlockId block in session.Blocks)
        {
            float count = owned[2 * block.Shard], order = owned[(2 * block.Shard) + 1];
            int number = process.Work.NumberOf(block);
            int first = process.Work.CellOf(block) - number;
            int[] there = _plan.MayDiscard ? NumbersIn(cells.AsSpan(first, number)) : [.. Enumerable.Range(0, number)];

            // Its worker goes on from a late push of its own before that is committed.
            bool isAhead = _plan.CachesLate && number > 0 && count == there.Length + 1 && cells[first + number - 1] == 0;
            CheckOwnedRow(process, $"at {session.Version}, before {block}", count, order, isAhead ? [.. there, number - 1] : there);
        }
    }

    private static int[] NumbersIn(ReadOnlySpan<float> cells)
    {
        var numbers = new List<int>();
        for (int number = 0; number < cells.Length; number++)
            if (cells[number] == 1)
                numbers.Add(number);
        return [.. numbers];
    }

    // Rows that are written every few clocks may be old after a takeover, but never ahead by more than what was done again.
    private void CheckOwnedRow(SimulatedProcess process, string where, float count, float order, int[] there)
    {
        int blocks = there.Length;
        if (_plan.Durability.Clocks == 1 || _plan.MayDiscard)
        {
            if (count != blocks || order != ToyWork.OwnedAfter(there))
                Violate($"{process.Name}: {where} the owned row counts {count} blocks ({order}), but should count {blocks} ({ToyWork.OwnedAfter(there)})");
            return;
        }

        // A stop within a clock discards it, with the rows that it brought; who wrote late may hold what the clock had done.
        bool stops = _plan.StopsAfter < int.MaxValue;
        int takeovers = _plan.IsQuiet && !_plan.HasLeavers ? 0 : 1 + _log.Departures;
        int late = (_plan.Durability.Clocks - 1) * (takeovers + (stops ? 1 : 0));
        int ahead = late + (stops ? 1 : 0);
        if (count < blocks - late || count > blocks + ahead)
            Violate($"{process.Name}: {where} the owned row counts {count} blocks of {blocks}, with {_log.Departures} takeovers");
    }

    private void CheckModel(SimulatedProcess process, Replica model)
    {
        // Rows that are held back until the job stops are written without a version; without replicas to wait for, a failover may lose them after some have
        // seen them, and others then end with what was written before: CheckOwnedRow.
        bool mayLoseEnd = _plan.Has(FaultKind.FailOver) && _plan.Settings.WaitReplicas == 0;
        IEnumerable<int> tables = Enumerable.Range(0, 4).Where(t => t != ToyWork.OwnedTable || !mayLoseEnd || _plan.Durability.Clocks == 1);
        string bits = string.Join(',', tables.Select(t => Convert.ToHexString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(model.Values(new(t))))));
        (long, ulong) version = (model.Version.Index, model.Version.Chain);
        if (!_models.TryAdd(version, bits) && _models[version] != bits)
            Violate($"{process.Name}: its model is another than another process's at {model.Version}");

        if (_models.Count > 1 && !mayLoseEnd)
            Violate($"{process.Name}: its model is at {model.Version}, but there is another at another version");
    }

    private void Violate(string what)
    {
        _driver.Note("VIOLATION", what);
        _violations.Add(what);
    }
}
