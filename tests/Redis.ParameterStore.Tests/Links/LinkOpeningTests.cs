using System.Net;
using System.Net.Sockets;

namespace Redis.ParameterStore.Tests;

/// <summary>Opening a link: what goes wrong is said at once, and no secret is told.</summary>
public sealed class LinkOpeningTests
{
    [RedisFact]
    public async Task Where_nobody_listens_the_error_names_the_endpoint()
    {
        int port = FreePorts.Take(1)[0];
        Func<Task> open = () => RedisLinks.OpenAsync($"127.0.0.1:{port},password=secret77", TimeProvider.System, default).AsTask().WaitAsync(Deadline.Hang);
        IOException error = (await open.Should().ThrowAsync<IOException>()).Which;
        error.ToString().Should().Contain($"127.0.0.1:{port}").And.NotContain("secret77");
    }

    [Fact]
    public async Task Where_nobody_answers_the_error_names_the_endpoint_within_seconds()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var time = new FakeTimeProvider();
        long start = time.GetTimestamp();
        Task open = RedisLinks.OpenAsync($"{listener.LocalEndpoint},password=secret77", time, default).AsTask();
        await Until.TrueAsync(
            () =>
            {
                time.Advance(open.IsCompleted ? TimeSpan.Zero : TimeSpan.FromSeconds(1));
                return open.IsCompleted || time.GetElapsedTime(start) > TimeSpan.FromSeconds(20);
            },
            "somebody gives up");
        IOException error = (await open.Awaiting(o => o.WaitAsync(Deadline.Hang)).Should().ThrowAsync<IOException>()).Which;
        error.ToString().Should().Contain($"{listener.LocalEndpoint}").And.NotContain("secret77");
        time.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(20));
    }

    [RedisFact]
    public async Task A_wrong_password_is_refused_and_not_told()
    {
        using RedisServer server = await RedisServer.StartAsync(new RedisServerOptions { Password = "right88" });
        await using (IRedisLink link = await RedisLinks.OpenAsync(server.ConnectionString, TimeProvider.System, default))
            (await LinkTests.SendAsync(link, "k", Command.Get("k", 1))).Status.Should().Be(BatchStatus.Ok);
        Func<Task> open = async () => await RedisLinks.OpenAsync($"{server.Endpoint},password=secret77", TimeProvider.System, default);
        IOException error = (await open.Should().ThrowAsync<IOException>()).Which;
        error.ToString().Should().Contain(server.Endpoint).And.NotContain("secret77").And.NotContain("right88");
    }

    [Theory]
    [InlineData("")]
    [InlineData("host:6379,password=a,secret77=b")]
    [InlineData("host:6379,connectTimeout=secret77")]
    public async Task A_string_that_cannot_be_read_is_refused_and_not_told(string connection)
    {
        Func<Task> open = async () => await RedisLinks.OpenAsync(connection, TimeProvider.System, default);
        ArgumentException error = (await open.Should().ThrowAsync<ArgumentException>()).Which;
        error.ToString().Should().NotContain("secret77");
        error.ParamName.Should().Be("connection");
    }

    [RedisFact]
    public async Task Connections_have_the_projects_name()
    {
        using RedisServer server = await RedisServer.StartAsync();
        await using IRedisLink link = await RedisLinks.OpenAsync(server.ConnectionString, TimeProvider.System, default);
        using ServerConsole console = server.Connect();
        console.Text("CLIENT", "LIST").Should().Contain("name=mlnet-distributed");
    }
}
