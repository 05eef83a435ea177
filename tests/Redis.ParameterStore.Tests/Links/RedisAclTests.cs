using System.Text.RegularExpressions;

namespace Redis.ParameterStore.Tests;

/// <summary>A user with exactly the documented rights can do all that a job does, and nothing outside its prefix.</summary>
public sealed partial class RedisAclTests
{
    private const string Prefix = "mlnet:";

    [RedisFact]
    public async Task The_rights_are_enough_and_end_at_the_prefix()
    {
        using RedisServer server = await RedisServer.StartAsync(new RedisServerOptions { Password = "pass99", Acl = [$"user default on >pass99 {RedisAcl.Rules(Prefix)}"] });
        await using IRedisLink link = await RedisLinks.OpenAsync(server.ConnectionString, TimeProvider.System, default);
        const string key = Prefix + "{job.0}:head";
        BatchAnswer answer = await LinkTests.SendAsync(
            link, key, LinkTests.Enter(key, key + "m"), Command.Set(key + "s", LinkTests.Bytes("x"), 60_000), Command.Get(key + "s", 1), Command.Expire(key + "s", 1), Command.Unlink(key + "s"),
            Command.Call(Script.Lease, [key], LinkTests.Bytes("1"), LinkTests.Bytes("1000")), Command.Wait(0, 10));
        answer.Status.Should().Be(BatchStatus.Ok, answer.Error);
        answer.Results.Should().OnlyContain(result => result.Kind != ResultKind.Error);
        await (await FirstAnswer.OfAsync(() => link.SubscribeAsync(Prefix + "{job.0}:records", _ => { }, default), Deadline.Hang, TimeProvider.System, default)).DisposeAsync();
        (await FirstAnswer.OfAsync(() => link.MastersAsync(default), Deadline.Hang, TimeProvider.System, default)).Should().ContainSingle();
        (await LinkTests.SendAsync(link, "other", Command.Get("other", 1))).Results[0].Error.Should().Contain("NOPERM");
    }

    [Fact]
    public void Every_command_that_a_script_calls_is_among_the_rights()
    {
        foreach (Script script in new[] { Script.Append, Script.Enter, Script.Lease })
            foreach (Match call in Calls().Matches(script.Text))
                RedisAcl.Commands.Should().Contain(call.Groups[1].Value.ToLowerInvariant(), $"{script} calls it");
    }

    [Fact]
    public void The_documentation_has_the_command() =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "redis.md")).Should().Contain($"ACL SETUSER mlnet on >PASSWORD {RedisAcl.Rules(Prefix)}");

    [GeneratedRegex(@"redis\.call\('([A-Z]+)'")]
    private static partial Regex Calls();
}
