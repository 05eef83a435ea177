using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>What a connection string holds is never told to anybody.</summary>
public sealed class SecretTests
{
    private const string Password = "a-Secret~7x";

    [RedisFact]
    public async Task A_password_is_in_no_error_and_in_no_text()
    {
        using RedisServer server = await RedisServer.StartAsync(new() { Password = Password });
        RedisOptions options = ToyHost.Options(1);
        options.RedisTimeout = TimeSpan.FromMilliseconds(300);
        JobManifest manifest = ToyHost.Manifest(RedisStores.NewName(), SyncPolicy.Asynchronous);
        ToyHost host = await ToyHost.OpenAsync(server.ConnectionString, manifest, options);
        var placement = new RedisPlacement(server.ConnectionString, options);
        List<string> texts = [$"{placement}", $"{options}", $"{host.Host}", $"{host.Link}", $"{((RedisHost)host.Host).Runner.Node}"];
        string wrong = $"{server.Endpoint},password={Password}-wrong";
        texts.Add(await ErrorAsync(() => ToyHost.OpenAsync(wrong, manifest, options)));
        texts.Add(await ErrorAsync(() => ToyHost.OpenAsync($"{server.Endpoint},password={Password},nonsense=1=2,syncTimeout=x", manifest, options)));
        host.OnClock = _ =>
        {
            server.Kill();
            return Task.CompletedTask;
        };
        texts.Add(await ErrorAsync(host.WorkAsync));
        texts.Add(await ErrorAsync(() => ToyHost.OpenAsync(server.ConnectionString, manifest, options)));
        await host.DisposeAsync();
        texts.Should().OnlyContain(text => text.Length > 0 && !text.Contains(Password, StringComparison.Ordinal));
        texts[^1].Should().Contain(server.Endpoint, "where it failed is told");
    }

    private static async Task<string> ErrorAsync(Func<Task> act)
    {
        Exception? error = await Record.ExceptionAsync(act);
        error.Should().NotBeNull();
        return error!.ToString();
    }
}
