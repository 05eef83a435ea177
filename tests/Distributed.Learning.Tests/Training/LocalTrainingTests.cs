using ParameterStore;

namespace Distributed.Learning.Tests;

public class LocalTrainingTests
{
    private static readonly PlantedMatrix _planted = new(users: 400, items: 150, ratings: 20_000, rank: 4, seed: 1);
    private static readonly MatrixFactorizationSettings _settings = new() { Rank = 8, Epochs = 12, LearningRate = 0.1f, Regularization = 0.02f };

    [Theory]
    [InlineData("bsp", new[] { 1, 1 }, 0.02)]
    [InlineData("ssp:1", new[] { 2, 1 }, 0.02)]
    [InlineData("asp", new[] { 1, 2, 1 }, EveryPolicyTests.Unbounded)]
    public async Task Processes_that_have_only_their_own_ratings_come_to_one_model_as_good_as_if_each_had_all(string policy, int[] workers, double tolerance)
    {
        var job = new LocalPlacement(workers.Sum());
        MatrixFactorizationResult[] results = await RunAsync(job, policy, workers, Parts(workers.Length));
        MatrixFactorizationResult shared = await MatrixFactorization.TrainAsync(_planted.Task(_settings, workers.Sum()), TestJobOptions.Settings(workers.Sum(), policy));

        double[] losses = [.. results.Select(r => r.Report.Losses[^1].Validation)];
        losses.Should().AllBeEquivalentTo(losses[0], "all processes hear one loss, on what all of them held out");
        losses[0].Should().BeApproximately(shared.Report.Losses[^1].Validation, tolerance);
        results.Select(Hash).Distinct().Should().ContainSingle("every process has the whole model");
        foreach (MatrixFactorizationResult result in results)
        {
            (result.Ratings.Count, result.Ratings.Users, result.Ratings.Items).Should().Be((shared.Ratings.Count, shared.Ratings.Users, shared.Ratings.Items));
            result.Ratings.Mean.Should().BeApproximately(shared.Ratings.Mean, 1e-12);
            result.Ratings.Deviation.Should().BeApproximately(shared.Ratings.Deviation, 1e-12);
            result.Report.Updates.Should().Be(_settings.Epochs * (long)_planted.Train.Length, "every rating is done once an epoch, by who has it");
        }
    }

    [Fact]
    public async Task The_model_is_the_same_to_the_bit_in_whatever_order_each_process_reads()
    {
        Rating[][] parts = Parts(2);
        ulong first = Hash((await RunAsync(new LocalPlacement(2), "bsp", [1, 1], parts))[0]);
        foreach (Rating[] part in parts)
            new Random(3).Shuffle(part);
        Hash((await RunAsync(new LocalPlacement(2), "bsp", [1, 1], parts))[1]).Should().Be(first);
    }

    [Fact]
    public async Task Every_process_has_example_shards_of_its_own_that_hold_its_users()
    {
        var job = new LocalPlacement(3);
        MatrixFactorizationResult[] results = await RunAsync(job, "bsp", [2, 1], Parts(2));

        job.Manifests.Select(m => string.Join(' ', m.HomeShards)).Distinct().Should().Equal("0 4");
        job.Manifests.Select(m => (m.Home, m.Shards, m.DataHash)).Should().BeEquivalentTo([(0, 6, 0UL), (1, 6, 0UL)]);
        foreach (MatrixFactorizationResult result in results)
        {
            RatingShards ratings = result.Ratings;
            ratings.FirstUserRows.ToArray().Should().Equal(results[0].Ratings.FirstUserRows.ToArray());
            for (int shard = 0; shard < ratings.Shards; shard++)
            {
                bool isMine = shard >= ratings.HomeShards[ratings.Home] && (ratings.Home == 1 || shard < ratings.HomeShards[1]);
                Enumerable.Range(0, ratings.Blocks).Sum(block => ratings.Block(shard, block).Count).Should().Match(count => isMine == (count > 0));
            }
        }
    }

    [Fact]
    public async Task Workers_that_lose_their_seats_get_back_shards_whose_ratings_they_have()
    {
        int losses = 0;
        var job = new LocalPlacement(3) { Job = new(3) { Loses = a => a.Clock % 7 == 3 && Interlocked.Increment(ref losses) <= 6 } };
        MatrixFactorizationResult[] results = await RunAsync(job, "ssp:1", [2, 1], Parts(2));

        losses.Should().BeGreaterThanOrEqualTo(6);
        results.Should().OnlyContain(r => r.Report.Updates == _settings.Epochs * (long)_planted.Train.Length);
    }

    [Fact]
    public async Task What_processes_told_one_another_is_freed_when_all_are_at_work()
    {
        var job = new LocalPlacement(2);
        await RunAsync(job, "bsp", [1, 1], Parts(2));
        job.Exchange.Posts.Should().HaveCount(10).And.OnlyContain(p => p.StartsWith('−'));
    }

    [Fact]
    public async Task Users_in_several_processes_are_counted_and_named_in_each()
    {
        Rating[][] parts = Parts(2);
        int[] users = [.. parts[0].Select(r => r.User).Distinct().Order().Take(3)];
        parts[1] = [.. parts[1], .. users.Select(u => new Rating(u, 1, 3))];

        foreach (string message in await RefusalsAsync(parts))
        {
            message.Should().StartWith($"3 keys of column 'user' have rows in more than one process, for example key {users[0] + 1} in process 1 of 2 (")
                .And.Contain($"and key {users[1] + 1} in process 1 of 2 (").And.Contain("and in process 2 of 2 (").And.Contain("DataPlacement.Shared");
        }
    }

    [Fact]
    public async Task Numbers_of_keys_that_differ_are_named_in_each_process()
    {
        foreach (string message in await RefusalsAsync(Parts(2), (data, process) => data with { Items = new("item", _planted.Items + process) }))
            message.Should().StartWith("Column 'item' has 15").And.Contain(" 150 ").And.Contain(" 151 ").And.Contain("process 1 of 2").And.Contain("process 2 of 2").And.Contain("one map");
    }

    [Fact]
    public async Task A_process_without_ratings_is_named_in_each() =>
        (await RefusalsAsync([_planted.Train, []])).Should().OnlyContain(m => m.Contains("of 2") && m.Contains("has no rows to train on"));

    [Fact]
    public async Task Workers_other_than_said_are_counted_in_each_process()
    {
        var job = new LocalPlacement(3);
        (await RefusalsAsync(Parts(2), job: job, workers: [2, 2])).Should().OnlyContain(m => m.Contains("start with 3 workers, but 2 processes bring 4"));
    }

    [Fact]
    public async Task One_class_factorization_needs_all_data()
    {
        var oneClass = new MatrixFactorizationSettings { OneClass = new(0.1f, 0), Biases = false, Epochs = 1 };
        (await RefusalsAsync(Parts(2), settings: oneClass)).Should().OnlyContain(m => m.Contains("DataPlacement.Shared"));
    }

    [Fact]
    public void A_part_that_is_cut_off_or_names_keys_that_are_not_there_is_refused()
    {
        byte[] part = LocalPart.Encode("a", 1, [0, 3, 0, 1], [4]);
        (int[] users, int[] items) = new LocalPart(part).Counts();
        (string.Join(' ', users), string.Join(' ', items)).Should().Be(("0 3 0 1", "4"));

        FluentActions.Invoking(() => new LocalPart(part.AsMemory(0, part.Length - 1)).Counts()).Should().Throw<InvalidDataException>().WithMessage("*a says*cut off*");
        part[^5] = 9;
        FluentActions.Invoking(() => new LocalPart(part).Counts()).Should().Throw<InvalidDataException>().WithMessage("*there are 4 keys*");
    }

    private static Rating[][] Parts(int count) => [.. Enumerable.Range(0, count).Select(part => _planted.Train.Where(r => r.User % count == part).ToArray())];

    private static ulong Hash(MatrixFactorizationResult result)
    {
        ulong hash = 0;
        for (int id = 0; id < _planted.Users; id++)
            hash = DataHash.Of(result.UserFactors(result.Ratings.UserRows[id]), hash);
        for (int id = 0; id < _planted.Items; id++)
            hash = result.Ratings.ItemRows[id] < 0 ? hash : DataHash.Of(result.ItemFactors(result.Ratings.ItemRows[id]), hash);
        return hash;
    }

    private static Task<MatrixFactorizationResult> Run(LocalPlacement job, string policy, int workers, LocalRatings data, MatrixFactorizationSettings settings)
    {
        TrainingSettings training = TestJobOptions.Settings(workers, policy, options =>
        {
            options.Placement = job;
            options.DataPlacement = DataPlacement.Local;
        });
        return Task.Run(() => MatrixFactorization.TrainAsync(
            data, ratings => new() { Ratings = ratings, Settings = settings, Seed = 7, Workers = 1 }, training));
    }

    private static LocalRatings Data(Rating[] part, int process, int processes) => new()
    {
        Ratings = [part],
        Validation = [_planted.Test.Where((_, i) => i % processes == process).ToArray()],
        Users = new("user", _planted.Users),
        Items = new("item", _planted.Items),
        Rank = _settings.Rank,
        Seed = 7,
        Threads = 1,
    };

    private static Task<MatrixFactorizationResult[]> RunAsync(LocalPlacement job, string policy, int[] workers, Rating[][] parts) =>
        Task.WhenAll(parts.Select((part, p) => Run(job, policy, workers[p], Data(part, p, parts.Length), _settings))).WaitAsync(Deadline.Hang);

    /// <summary>What every process is refused with.</summary>
    private static async Task<string[]> RefusalsAsync(
        Rating[][] parts, Func<LocalRatings, int, LocalRatings>? change = null, LocalPlacement? job = null, int[]? workers = null, MatrixFactorizationSettings? settings = null)
    {
        job ??= new(parts.Length);
        Task[] runs = [.. parts.Select((part, p) => Run(job, "bsp", workers?[p] ?? 1, (change ?? ((d, _) => d))(Data(part, p, parts.Length), p), settings ?? _settings))];
        var messages = new List<string>();
        foreach (Task run in runs)
            messages.Add((await run.Invoking(r => r.WaitAsync(Deadline.Hang)).Should().ThrowAsync<ArgumentException>()).Which.Message);
        return [.. messages];
    }
}
