using System.Globalization;
using ParameterStore;
using ParameterStore.Tests;
using static ParameterStore.Tests.StoreFixtures;

namespace Redis.ParameterStore.Tests;

/// <summary>What somebody else wrote to, or took from, a store's keys is a clear error in time: nothing is believed unseen, nobody hangs.</summary>
[Collection(OneRedisCollection.Name)]
public sealed class DamagedKeysTests(OneRedis redis)
{
    private static readonly TableSpec _items = new("items", 6, 3);
    private static readonly TableSpec _users = new("users", 6, 2) { Sharing = Sharing.OwnedBy([0, 6], OwnedDurability.EveryCommit) };

    private readonly string _name = RedisStores.NewName();

    private string Control => $"mlnet:{{{_name}.0}}";

    [RedisTheory]
    [InlineData(0, typeof(InvalidDataException))]
    [InlineData(-1, typeof(InvalidDataException))]
    [InlineData(1, typeof(RedisRefusedException))]
    [InlineData(1 << 24, typeof(RedisRefusedException))]
    public async Task An_update_of_other_bytes_or_another_length(int longer, Type error)
    {
        await using RedisParameterStore one = await OpenAsync();
        await one.PushAsync(PushOf(Attempt(0, 0), new(0), _items, 1, 0, 4));
        Overwrite("delta", longer);
        await FailsAsync(error, async () => await OpenAndReadAsync(0));
    }

    [RedisFact]
    public async Task Owned_rows_of_other_bytes()
    {
        await using RedisParameterStore one = await OpenAsync();
        await one.PushAsync(PushOf(Attempt(0, 0), TableRows.All(new(1), 6), new float[12], new BlockId(0, 0, 0)));
        Overwrite("owned", 0);
        await FailsAsync(typeof(InvalidDataException), async () => await OpenAndReadAsync(1));
    }

    [RedisFact]
    public async Task A_base_of_other_bytes()
    {
        await using RedisParameterStore one = await OpenAsync(settings => settings with { UncompactedUpdatesMax = 0 });
        await one.PushAsync(PushOf(Attempt(0, 0), new(0), _items, 1, 0, 4));
        await Until.TrueAsync(() => one.Look(r => r.Base is not null), "a base is written");
        Overwrite("base", 0);
        await FailsAsync(typeof(InvalidDataException), async () => await OpenAndReadAsync(0));
    }

    [RedisTheory]
    [InlineData("delta", 0)]
    [InlineData("owned", 1)]
    public async Task An_update_that_is_gone_with_the_process_that_had_it(string kind, int table)
    {
        await using (RedisParameterStore one = await OpenAsync())
        {
            await one.PushAsync(PushOf(Attempt(0, 0), new(0), _items, 1, 0));
            await one.PushAsync(PushOf(Attempt(0, 1), TableRows.All(new(1), 6), new float[12], new BlockId(0, 0, 0)));
        }
        Console(console => console.Send("DEL", KeyOf(console, kind)));
        Exception error = await FailsAsync(typeof(UpdatesLostException), async () => await OpenAndReadAsync(table, Impatient));
        error.Message.Should().Contain(kind == "delta" ? $"{Attempt(0, 0)}" : "example shard 0");
    }

    [RedisFact]
    public async Task An_update_that_is_gone_is_staged_again_by_the_process_that_has_it()
    {
        await using RedisParameterStore one = await OpenAsync();
        await one.PushAsync(PushOf(Attempt(0, 0), new(0), _items, 1, 0));
        await one.PushAsync(PushOf(Attempt(0, 1), TableRows.All(new(1), 6), new float[12], new BlockId(0, 0, 0)));
        Console(console => console.Send("DEL", KeyOf(console, "delta"), KeyOf(console, "owned")));
        await using RedisParameterStore other = await OpenAsync();
        (await other.ReadAsync(new(0), 6))[0].Should().Be(1);
        (await other.ReadAsync(new(1), 6)).Should().AllBeEquivalentTo(0f);
    }

    [RedisTheory]
    [InlineData("string.rep('x', 5)")]
    [InlineData("string.rep('x', 100)")]
    [InlineData("string.rep('0', 32) .. string.char(9)")]
    [InlineData("string.rep('0', 32) .. string.char(1, 2, 2, 0, 255, 255, 255, 255, 7)")]
    [InlineData("string.rep('0', 32) .. string.char(1, 2, 2, 0, 1, 1, 255, 255, 255, 255, 7)")]
    [InlineData("string.rep('0', 32) .. string.char(1, 2, 2, 0, 1, 99)")]
    public async Task A_record_that_is_none(string bytes)
    {
        await using RedisParameterStore one = await OpenAsync();
        await one.PushAsync(PushOf(Attempt(0, 0), new(0), _items, 1, 0));
        Console(console => console.Send("EVAL", $"return redis.call('RPUSH', KEYS[1], {bytes})", "1", $"{Control}:log"));
        await FailsAsync(typeof(InvalidDataException), async () => await one.PushAsync(PushOf(Attempt(0, 1), new(0), _items, 1, 0)));
        await FailsAsync(typeof(InvalidDataException), async () => await OpenAndReadAsync(0));
    }

    [RedisTheory]
    [InlineData("nonsense", typeof(JobGoneException))]
    [InlineData("5 1 4000000000", typeof(JobGoneException))]
    [InlineData("5 1 -3", typeof(JobGoneException))]
    [InlineData("5 1 10000000", typeof(RedisUnavailableException))]
    [InlineData("5 1 40", typeof(InvalidDataException))]
    public async Task A_saved_state_that_is_none(string place, Type error)
    {
        await using (await OpenAsync())
            Console(console => console.Send("HSET", $"{Control}:head", "snapshot", place));
        if (place == "5 1 40")
            Console(console => console.Send("SET", $"{Control}:state:5.1:0", new string('x', 40)));
        await FailsAsync(error, async () => await OpenAndReadAsync(0));
    }

    [RedisFact]
    public async Task A_key_that_is_something_else()
    {
        Console(console => console.Send("SET", $"{Control}:head", "mine"));
        (await FailsAsync(typeof(RedisRefusedException), async () => await OpenAndReadAsync(0))).Message.Should().Contain("another job id or key prefix");
    }

    [RedisTheory]
    [InlineData("manifest")]
    [InlineData("log")]
    public async Task A_key_that_is_gone_when_a_process_enters(string key)
    {
        await using (RedisParameterStore one = await OpenAsync())
            await one.PushAsync(PushOf(Attempt(0, 0), new(0), _items, 1, 0));
        Console(console => console.Send("DEL", $"{Control}:{key}"));
        await FailsAsync(typeof(JobGoneException), async () => await OpenAndReadAsync(0));
    }

    [RedisFact]
    public async Task All_keys_gone_under_way()
    {
        await using RedisParameterStore one = await OpenAsync();
        await one.PushAsync(PushOf(Attempt(0, 0), new(0), _items, 1, 0));
        Console(console => console.Send("DEL", $"{Control}:head", $"{Control}:log", $"{Control}:manifest"));
        Exception error = await FailsAsync(typeof(JobGoneException), async () => await one.PushAsync(PushOf(Attempt(0, 1), new(0), _items, 1, 0)));
        error.Message.Should().Contain("flushed");
    }

    /// <summary>The call fails with the error, or with a <see cref="JobFailedException"/> that holds it, and soon.</summary>
    private static async Task<Exception> FailsAsync(Type type, Func<Task> act)
    {
        Exception? error = await Record.ExceptionAsync(() => act().WaitAsync(Deadline.Hang, TimeProvider.System));
        error = error is JobFailedException { InnerException: { } cause } ? cause : error;
        error.Should().BeOfType(type);
        return error!;
    }

    // Nobody has what is missing, so that there is nothing to wait for.
    private static NodeSettings Impatient(NodeSettings settings) => settings with { MissingTimeout = 1_000_000_000 };

    private async Task OpenAndReadAsync(int table, Func<NodeSettings, NodeSettings>? adjust = null)
    {
        await using RedisParameterStore store = await OpenAsync(adjust);
        await store.ReadAsync(new(table), 6);
    }

    private async Task<RedisParameterStore> OpenAsync(Func<NodeSettings, NodeSettings>? adjust = null)
    {
        var options = new RedisOptions { Lease = TimeSpan.FromSeconds(30), RedisTimeout = Deadline.Hang };
        RedisParameterStore store = await RedisStores.OpenAsync(redis.Server.ConnectionString, _name, options, adjust);
        try
        {
            await store.CreateTableAsync(_items, None);
            await store.CreateTableAsync(_users, None);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    private void Overwrite(string kind, int longer) => Console(console =>
    {
        string key = KeyOf(console, kind);
        long length = (long)console.Send("STRLEN", key)!;
        return console.Send("SET", key, new string('x', checked((int)length + longer)));
    });

    private string KeyOf(ServerConsole console, string kind) =>
        (string)((object?[])console.Send("KEYS", string.Create(CultureInfo.InvariantCulture, $"mlnet:{{{_name}.0:*:{kind}:*"))!)[0]!;

    private void Console(Func<ServerConsole, object?> act)
    {
        using ServerConsole console = redis.Server.Connect();
        act(console);
    }
}
