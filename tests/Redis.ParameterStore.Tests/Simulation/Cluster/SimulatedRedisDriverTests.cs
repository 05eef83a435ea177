namespace Redis.ParameterStore.Tests;

/// <summary>The driver and the scripts by themselves, before anything else stands on them.</summary>
public class SimulatedRedisDriverTests
{
    private const int Words = 6;
    private static readonly KeyNames _names = new("sim:", "job", 0, ["0"]);

    private static readonly NetworkFaults _bad = new()
    {
        RequestLost = 0.05,
        ReplyLost = 0.05,
        Cut = 0.03,
        Doubled = 0.1,
        PublishLost = 0.2,
        Slow = 0.05,
    };

    [Fact]
    public void Every_word_is_in_the_log_once_though_requests_and_replies_are_lost_late_and_doubled()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            World world = Run(seed, failsOver: false);
            world.Words().Should().OnlyHaveUniqueItems($"seed {seed}").And.HaveCount(3 * Words, $"seed {seed}");
            world.Actors.Should().AllSatisfy(a => world.Log().Take(a.Records.Count).Should().Equal(a.Records));
        }
    }

    [Fact]
    public void A_lost_tail_is_noticed_and_made_again()
    {
        int lost = 0;
        for (int seed = 0; seed < 100; seed++)
        {
            World world = Run(seed, failsOver: true);
            lost += world.Driver.Masters[0].Life;
            world.Log().Should().OnlyHaveUniqueItems($"seed {seed}");
            world.Log().Select(r => r[16..32]).Should().BeInAscendingOrder(StringComparer.Ordinal, $"seed {seed}");
        }

        lost.Should().BeGreaterThan(50);
    }

    [Fact]
    public void Without_deduplication_words_are_doubled()
    {
        bool IsCaught(int seed)
        {
            World world = Run(seed, failsOver: false, PlantedBug.NoDeduplication);
            return world.Words().Distinct().Count() != world.Words().Count;
        }

        Enumerable.Range(0, 20).Any(IsCaught).Should().BeTrue();
    }

    [Fact]
    public void One_seed_has_one_history()
    {
        List<string> first = [], second = [];
        Run(7, failsOver: true, trace: first.Add);
        Run(7, failsOver: true, trace: second.Add);
        first.Should().NotBeEmpty().And.Equal(second);
    }

    private static World Run(int seed, bool failsOver, PlantedBug bug = PlantedBug.None, Action<string>? trace = null)
    {
        var driver = new SimulatedRedisDriver(seed, 1) { Faults = _bad, Trace = trace };
        driver.Masters[0].Server.Planted = bug;
        AppendingActor[] actors = [.. Enumerable.Range(0, 3).Select(i => new AppendingActor(_names, $"node{i}", Words))];
        int running = actors.Length;
        foreach (AppendingActor actor in actors)
            driver.AddNode($"node {Array.IndexOf(actors, actor)}", 0.99 + (0.02 * driver.Chance.NextDouble()), driver.Chance.Next()).Run(actor, error =>
            {
                error.Should().BeNull($"seed {seed}");
                running--;
            });
        if (failsOver)
            driver.Time.At(driver.Chance.Next(30_000_000), () => driver.FailOver(driver.Masters[0], 100_000_000, driver.Chance.Next(-1_000_000, 1_000_000)));
        driver.Time.Run(600_000_000_000, () => running == 0);
        running.Should().Be(0, $"seed {seed}: nobody hangs");
        return new(driver, actors);
    }

    private sealed record World(SimulatedRedisDriver Driver, AppendingActor[] Actors)
    {
        internal IReadOnlyList<string> Log() =>
            [.. Driver.Masters[0].Server.Keys.Range(_names.Log, 0, -1).Select(System.Text.Encoding.Latin1.GetString)];

        internal IReadOnlyList<string> Words() => [.. Log().Select(r => r[r.IndexOf('|', StringComparison.Ordinal)..])];
    }
}
