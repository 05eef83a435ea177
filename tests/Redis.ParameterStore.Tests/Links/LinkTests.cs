using System.Text;

namespace Redis.ParameterStore.Tests;

/// <summary>What every link promises, on whatever server it speaks to.</summary>
public abstract class LinkTests
{
    private const long Minute = 60_000;

    /// <summary>After what a batch of many has an unknown outcome, so that a connection that is stuck is found and replaced.</summary>
    internal static readonly TimeSpan TrafficPatience = TimeSpan.FromSeconds(10);

    private static int _keys;

    /// <summary>A link of the test's own.</summary>
    internal abstract Task<IRedisLink> OpenAsync();

    /// <summary>The server that holds a key.</summary>
    internal abstract RedisServer ServerOf(string key);

    /// <summary>How many masters there are.</summary>
    internal virtual int Masters => 1;

    internal static string NewKey() => $"t:{{k{Interlocked.Increment(ref _keys)}}}:v";

    [RedisFact]
    public async Task Every_command_gives_what_it_promises()
    {
        await using IRedisLink link = await OpenAsync();
        string key = NewKey(), other = key + "2";
        BatchAnswer answer = await SendAsync(
            link, key, Command.Get(key, 10), Command.Set(key, Bytes("abc"), Minute), Command.Get(key, 10), Command.Expire(key, Minute), Command.Expire(other, Minute),
            Command.Set(other, default, Minute), Command.Get(other, 0), Command.Unlink(key, other, key + "3"));
        answer.Status.Should().Be(BatchStatus.Ok, answer.Error);
        Read(answer).Should().Equal("nil", "nil", "abc", "1", "0", "nil", "", "2");
    }

    [RedisFact]
    public async Task A_script_gives_lists_of_bytes_and_numbers()
    {
        await using IRedisLink link = await OpenAsync();
        string head = NewKey(), manifest = head + "m";
        BatchAnswer answer = await SendAsync(link, head, Enter(head, manifest), Enter(head, manifest));
        answer.Status.Should().Be(BatchStatus.Ok, answer.Error);
        answer.Results[0].Kind.Should().Be(ResultKind.List);
        answer.Results[0].Items.Should().OnlyContain(item => item.Kind == ResultKind.Bytes);
        answer.Results[1].Items.Should().HaveSameCount(answer.Results[0].Items);
        Text(answer.Results[1].Items[0]).Should().Be("manifest");
    }

    [RedisFact]
    public async Task A_script_that_the_server_forgot_is_sent_anew_and_what_follows_stays_behind_it()
    {
        await using IRedisLink link = await OpenAsync();
        for (int i = 0; i < 3; i++)
        {
            string head = NewKey(), manifest = head + "m";
            using (ServerConsole client = ServerOf(head).Connect())
                client.Send("SCRIPT", "FLUSH");
            BatchAnswer answer = await SendAsync(link, head, Command.Set(head + "x", Bytes("x"), Minute), Enter(head, manifest), Command.Get(manifest, 100));
            answer.Status.Should().Be(BatchStatus.Ok, answer.Error);
            Text(answer.Results[2]).Should().Be("manifest");
        }
    }

    [RedisFact]
    public async Task An_error_is_the_one_commands_own()
    {
        await using IRedisLink link = await OpenAsync();
        string key = NewKey();
        using (ServerConsole client = ServerOf(key).Connect())
            client.Send("RPUSH", key, "a");
        BatchAnswer answer = await SendAsync(link, key, Command.Set(key + "x", Bytes("1"), Minute), Command.Get(key, 10), Command.Get(key + "x", 10));
        answer.Status.Should().Be(BatchStatus.Ok, answer.Error);
        answer.Results[1].Kind.Should().Be(ResultKind.Error);
        answer.Results[1].Error.Should().StartWith("WRONGTYPE");
        Text(answer.Results[2]).Should().Be("1");
    }

    [RedisFact]
    public async Task A_value_that_is_longer_than_accepted_is_an_error()
    {
        await using IRedisLink link = await OpenAsync();
        string key = NewKey();
        BatchAnswer answer = await SendAsync(link, key, Command.Set(key, Bytes("abcd"), Minute), Command.Get(key, 3));
        answer.Results[1].Error.Should().StartWith("TOOLONG");
    }

    [RedisFact]
    public async Task Large_values_come_back_as_they_went()
    {
        await using IRedisLink link = await OpenAsync();
        var bytes = new byte[RedisOptions.ChunkBytesMax + 16];
        new Random(3).NextBytes(bytes);
        // a part of an array, as pooled memory is
        ReadOnlyMemory<byte> value = bytes.AsMemory(7, RedisOptions.ChunkBytesMax);
        string key = NewKey();
        BatchAnswer answer = await SendAsync(link, key, Command.Set(key, value, Minute), Command.Get(key, value.Length));
        answer.Status.Should().Be(BatchStatus.Ok, answer.Error);
        answer.Results[1].Bytes.Span.SequenceEqual(value.Span).Should().BeTrue();
        answer.Results[1].Lease?.Dispose();
    }

    [RedisFact]
    public async Task Sixty_four_batches_at_once_are_each_answered_in_order()
    {
        await using IRedisLink link = await OpenAsync();
        BatchAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(async i =>
        {
            string key = NewKey();
            Lane lane = i % 2 == 0 ? Lane.Data : Lane.Control;
            return await link.SendAsync(new Batch(key, lane, Command.Set(key, Bytes($"{i}"), Minute), Command.Get(key, 10), Command.Unlink(key)), Deadline.Hang, default);
        }));
        answers.Should().OnlyContain(answer => answer.Status == BatchStatus.Ok);
        answers.Select(answer => Text(answer.Results[1])).Should().Equal(Enumerable.Range(0, 64).Select(i => $"{i}"));
    }

    [RedisFact]
    public async Task Killed_connections_make_outcomes_unknown_and_come_back()
    {
        if (!ComesBack)
            return;
        await using IRedisLink link = await OpenAsync();
        string key = NewKey();
        using ServerConsole client = ServerOf(key).Connect();
        int done = 0;
        using var over = new CancellationTokenSource();
        Task[] traffic = [.. Enumerable.Range(0, 4).Select(i => Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                BatchAnswer answer = await link.SendAsync(new Batch(key, Lane.Data, Command.Set(key + i, new byte[10_000], Minute), Command.Get(key + i, 10_000)), TrafficPatience, default);
                if (answer.Status == BatchStatus.Ok)
                    Interlocked.Increment(ref done);
                else
                    await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
                foreach (CommandResult result in answer.Results)
                    result.Lease?.Dispose();
            }
        }))];
        try
        {
            for (int kill = 0; kill < 20; kill++)
            {
                int before = Volatile.Read(ref done);
                await Until.TrueAsync(() => Volatile.Read(ref done) > before, "traffic goes on after a killed connection");
                client.Send("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
            }
        }
        finally
        {
            await over.CancelAsync();
        }
        await Task.WhenAll(traffic).WaitAsync(Deadline.Hang, TimeProvider.System);
        await AnswersAgainAsync(link, key);
    }

    [RedisFact]
    public async Task A_server_that_stands_still_makes_the_outcome_unknown_in_time()
    {
        await using IRedisLink link = await OpenAsync();
        string key = NewKey();
        (await SendAsync(link, key, Command.Get(key, 1))).Status.Should().Be(BatchStatus.Ok);
        RedisServer server = ServerOf(key);
        server.Pause();
        try
        {
            BatchAnswer answer = await link.SendAsync(new Batch(key, Lane.Control, Command.Get(key, 1)), TimeSpan.FromMilliseconds(200), default);
            answer.Status.Should().Be(BatchStatus.Unknown);
            answer.Error.Should().Contain("0.2 s");
        }
        finally
        {
            server.Resume();
        }
        await AnswersAgainAsync(link, key);
    }

    [RedisFact]
    public async Task Giving_up_waiting_is_an_unknown_outcome()
    {
        await using IRedisLink link = await OpenAsync();
        string key = NewKey();
        RedisServer server = ServerOf(key);
        using var cancelled = new CancellationTokenSource();
        server.Pause();
        try
        {
            ValueTask<BatchAnswer> sent = link.SendAsync(new Batch(key, Lane.Control, Command.Get(key, 1)), Deadline.Hang, cancelled.Token);
            await cancelled.CancelAsync();
            (await sent).Status.Should().Be(BatchStatus.Unknown);
        }
        finally
        {
            server.Resume();
        }
    }

    [RedisFact]
    public async Task Messages_are_heard_until_the_subscription_ends()
    {
        await using IRedisLink link = await OpenAsync();
        string channel = NewKey();
        var heard = new System.Collections.Concurrent.ConcurrentQueue<string?>();
        IAsyncDisposable subscription = await FirstAnswer.OfAsync(
            () => link.SubscribeAsync(channel, message => heard.Enqueue(message is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null), default),
            Deadline.Hang, TimeProvider.System, default);
        using ServerConsole client = ServerOf(channel).Connect();
        client.Send("PUBLISH", channel, "one");
        await Until.TrueAsync(() => heard.Contains("one"), "the message is heard");
        client.Send("CLIENT", "KILL", "TYPE", "pubsub");
        await Until.TrueAsync(
            () =>
            {
                client.Send("PUBLISH", channel, "two");
                return heard.Contains("two");
            },
            "messages are heard after a reconnect");
        if (Masters == 1)
            await Until.TrueAsync(() => heard.Contains(null), "the reconnect is told");
        await subscription.DisposeAsync();
    }

    [RedisFact]
    public async Task The_masters_hold_all_slots_in_order()
    {
        await using IRedisLink link = await OpenAsync();
        IReadOnlyList<RedisMaster> masters = await FirstAnswer.OfAsync(() => link.MastersAsync(default), Deadline.Hang, TimeProvider.System, default);
        masters.Should().HaveCount(Masters);
        masters.SelectMany(master => master.Slots).Sum(range => range.Last - range.First + 1).Should().Be(16384);
        masters.Select(master => master.Slots[0].First).Should().BeInAscendingOrder();
        masters.Should().OnlyContain(master => master.Replicas == Replicas && master.Endpoint.StartsWith("127.0.0.1:", StringComparison.Ordinal));
    }

    [RedisFact]
    public async Task Waiting_for_replicas_tells_how_many_have_it()
    {
        await using IRedisLink link = await OpenAsync();
        string key = NewKey();
        for (int i = 0; i < 3; i++)
        {
            BatchAnswer answer = await SendAsync(link, key, Command.Set(key, Bytes("x"), Minute), Enter(key + "h", key + "m"), Command.Wait(Replicas, Deadline.Seconds * 1000));
            answer.Status.Should().Be(BatchStatus.Ok, answer.Error);
            answer.Results[2].Number.Should().Be(Replicas);
        }
    }

    /// <summary>How many replicas each master has.</summary>
    internal virtual int Replicas => 0;

    /// <summary>Whether a killed connection always comes back. One of a caller's own that hangs cannot be replaced, and 1.2.6's sometimes do.</summary>
    internal virtual bool ComesBack => true;

    /// <summary>Whether the client library is a modern one, and not the stand-in.</summary>
    internal static bool IsModern { get; } = typeof(IRedisLink).Assembly.GetType("Redis.ParameterStore.LeasedStackExchangeLink") is not null;

    internal static async Task AnswersAgainAsync(IRedisLink link, string key)
    {
        BatchAnswer last = new(BatchStatus.Unknown, []);
        TimeProvider time = TimeProvider.System;
        long start = time.GetTimestamp();
        while (last.Status != BatchStatus.Ok && time.GetElapsedTime(start) < Deadline.Hang)
            last = await link.SendAsync(new Batch(key, Lane.Control, Command.Get(key, 100)), TimeSpan.FromSeconds(2), default);
        last.Status.Should().Be(BatchStatus.Ok, last.Error);
    }

    internal static ValueTask<BatchAnswer> SendAsync(IRedisLink link, string key, params Command[] commands) =>
        link.SendAsync(new Batch(key, Lane.Control, commands), Deadline.Hang, default);

    internal static Command Enter(string head, string manifest) => Command.Call(Script.Enter, [head, manifest, head + "l"], EnterArguments);

    private static ReadOnlyMemory<byte>[] EnterArguments => [Bytes("manifest"), Bytes("1"), Bytes("who"), Bytes("60000")];

    internal static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    internal static string Text(CommandResult result) => result.Kind switch
    {
        ResultKind.Nothing => "nil",
        ResultKind.Number => $"{result.Number}",
        ResultKind.Bytes => Encoding.UTF8.GetString(result.Bytes.Span),
        _ => result.Error ?? "list",
    };

    private static IEnumerable<string> Read(BatchAnswer answer) => answer.Results.Select(Text);
}
