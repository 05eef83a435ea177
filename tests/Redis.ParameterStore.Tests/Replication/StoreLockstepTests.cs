using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>A store without a job comes to the outcomes of the store in memory, whatever is asked of it.</summary>
[Collection(Alone.Name)]
public class StoreLockstepTests
{
    [Fact]
    public void Outcomes_errors_and_versions_are_those_of_the_store_in_memory()
    {
        var outcomes = new Dictionary<string, int>();
        for (int seed = 0; seed < 300; seed++)
            new Run(seed, outcomes).All(100).Should().BeNull($"seed {seed}");
        outcomes.Keys.Should().Contain([nameof(CommitOutcome.Applied), nameof(CommitOutcome.AlreadyApplied), nameof(CommitOutcome.Fenced), nameof(InvalidOperationException), "True", "False"]);
        outcomes.Values.Should().OnlyContain(count => count > 50);
    }

    [Fact]
    public void A_replica_that_misses_a_seal_is_found_out()
    {
        int found = 0;
        for (int seed = 0; seed < 20; seed++)
            found += new Run(seed, []) { ForgetsSeals = true }.All(100) is null ? 0 : 1;
        found.Should().BeGreaterThan(10);
    }

    [Fact]
    public void A_discarded_update_is_garbage_and_its_place_in_the_order_stays()
    {
        var world = new ReplicaWorld(null);
        UpdateRef update = world.Update(1, 10, 3);
        var commit = new Commit(new(new(0, 0), 0, 0), 0);

        world.One(1, new StepWanted(default, [new(commit, update)])).Version.Should().Be(StoreVersion.Zero.After(commit));

        world.Replica.Garbage.Should().Equal(update);
        world.Replica.OwnedRows(3).Should().BeNull();
        world.Replica.Updates.Should().ContainSingle().Which.Update.Should().BeNull();
    }

    private sealed class Run(int seed, Dictionary<string, int> outcomes)
    {
        private readonly Random _random = new(seed);
        private readonly InMemoryParameterStore _store = new();
        private readonly ReplicaWorld _world = new(null);
        private readonly Dictionary<(WorkerId, int Clock), (AttemptId Attempt, UpdateRef Update)> _staged = [];
        private readonly List<Commit> _last = [];

        public bool ForgetsSeals { get; set; }

        public string? All(int steps)
        {
            for (int i = 0; i < steps; i++)
            {
                (string expected, string found) = Step();
                outcomes[expected] = outcomes.GetValueOrDefault(expected) + 1;
                if (expected != found)
                    return $"step {i}: {expected} in memory, {found} in the replica";
                StoreVersion version = _store.PullAsync(new(), RowSet.Empty, PullBound.Newest, default).Result;
                if (version != _world.Replica.Version)
                    return $"step {i}: {version} in memory, {_world.Replica.Version} in the replica";
            }

            JobReplica loaded = ReplicaWorld.Loaded(null, _world.Bytes());
            return ReplicaWorld.BytesOf(loaded).AsSpan().SequenceEqual(_world.Bytes()) ? null : "a saved state is loaded as another";
        }

        private (string Expected, string Found) Step()
        {
            var worker = new WorkerId(_random.Next(3), _random.Next(8) == 0 ? 1 : 0);
            switch (_random.Next(10))
            {
                case < 4:
                    Stage(new(worker, _random.Next(6), _random.Next(2)));
                    return ("staged", "staged");
                case 4 when _random.Next(6) == 0:
                    return Seal(worker);
                case 5:
                    return WriteBack(worker);
                case 6 when _last.Count > 0:
                    return Commit([.. _last]);
                default:
                    return Commit([.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Pick())]);
            }
        }

        private Commit Pick()
        {
            float weight = _random.Next(3) / 2f;
            AttemptId attempt = _staged.Count > 0 && _random.Next(8) > 0
                ? _staged.Values.ElementAt(_random.Next(_staged.Count)).Attempt
                : new(new(_random.Next(3), 0), _random.Next(6), 0);
            return new(attempt, weight);
        }

        private void Stage(AttemptId attempt)
        {
            var push = new Push();
            push.Reset(attempt, default);
            try
            {
                if (_store.StageAsync(push, default).Result && !_world.Replica.SaveSeats().Any(s => s.Seat == attempt.Worker.Seat && s.Has(attempt)))
                    _staged[(attempt.Worker, attempt.Clock)] = (attempt, _world.Update(1));
            }
            catch (InvalidOperationException)
            {
                // A newer try is staged.
            }
        }

        private (string Expected, string Found) Seal(WorkerId worker)
        {
            _store.SealAsync(worker, default).AsTask().Wait();
            foreach ((WorkerId staged, int clock) in _staged.Keys.Where(k => k.Item1.Seat == worker.Seat && k.Item1.Incarnation <= worker.Incarnation).ToList())
                _staged.Remove((staged, clock));
            if (!ForgetsSeals)
                _world.One(1, new SealWanted(worker));
            return ("sealed", "sealed");
        }

        private (string Expected, string Found) WriteBack(WorkerId worker)
        {
            var rows = new Push();
            rows.Reset(new(worker, 0, 0), default);
            return (_store.WriteBackAsync(rows, default).Result.ToString(), (_world.One(1, new RowsWrittenBack(worker, _world.Update(1, 0, 0))).Outcome == CommitOutcome.Applied).ToString());
        }

        private (string Expected, string Found) Commit(Commit[] step)
        {
            var fence = new Fence(_random.Next(3) == 0 ? _random.Next(1, 4) : 0);
            StagedCommit[] staged = [.. step.Select(c => new StagedCommit(c, _staged.TryGetValue((c.Attempt.Worker, c.Attempt.Clock), out var s) && s.Attempt == c.Attempt ? s.Update : null))];
            EntryResult result = _world.One(1, new StepWanted(fence, staged));
            string found = result.Error?.GetType().Name ?? result.Outcome.ToString();
            try
            {
                CommitOutcome outcome = _store.CommitAsync(step, fence, default).Result.Outcome;
                if (outcome == CommitOutcome.Applied)
                    Applied(step);
                return (outcome.ToString(), found);
            }
            catch (InvalidOperationException error)
            {
                return (error.GetType().Name, found);
            }
        }

        private void Applied(Commit[] step)
        {
            _last.Clear();
            _last.AddRange(step);
            foreach (Commit commit in step)
                _staged.Remove((commit.Attempt.Worker, commit.Attempt.Clock));
        }
    }
}
