using System.Net;
using System.Security.Cryptography;
using System.Text;
using MovieLens;
using Redis.ParameterStore.Tests;

namespace Samples.Tests;

public sealed class DownloadTests : IDisposable
{
    private static readonly byte[] _whole = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("ratings ", 20_000)));

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new();
    private readonly Server _server = new();

    public void Dispose()
    {
        _server.Dispose();
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_good_file_is_fetched_once()
    {
        _server.Answer = Send(_whole);
        string path = await Get();
        File.ReadAllBytes(path).Should().Equal(_whole);
        (await Get()).Should().Be(path);
        _server.Requests.Should().Be(1);
        Names().Should().Equal(Download.FileName);
    }

    [Fact]
    public async Task A_wrong_hash_is_refused_and_names_both()
    {
        byte[] other = [.. _whole, 1];
        _server.Answer = Send(other);
        (await Failure()).Should().Contain(Hash(other)).And.Contain(Hash(_whole)).And.Contain("--data FILE");
        Names().Should().BeEmpty();
    }

    [Fact]
    public async Task A_cut_off_transfer_leaves_nothing()
    {
        _server.Answer = response =>
        {
            response.ContentLength64 = _whole.Length;
            response.OutputStream.Write(_whole, 0, _whole.Length / 2);
            response.OutputStream.Flush();
            response.Abort();
        };
        (await Failure()).Should().StartWith("Could not download http://127.0.0.1").And.Contain("Try again");
        Names().Should().BeEmpty();
    }

    [Fact]
    public async Task A_missing_file_is_an_error_with_its_status()
    {
        _server.Answer = response => response.StatusCode = 404;
        (await Failure()).Should().Contain("404");
        Names().Should().BeEmpty();
    }

    [Fact]
    public async Task Nobody_listening_is_an_error()
    {
        _server.Dispose();
        (await Failure()).Should().StartWith("Could not download");
    }

    [Fact]
    public async Task A_bad_download_never_replaces_what_is_there()
    {
        _folder.Write(Download.FileName, "an older edition");
        _server.Answer = Send([1, 2, 3]);
        await Failure();
        File.ReadAllText(_folder.File(Download.FileName)).Should().Be("an older edition");
        Names().Should().Equal(Download.FileName);
    }

    [Fact]
    public async Task A_good_download_replaces_what_is_not_the_known_file()
    {
        _folder.Write(Download.FileName, "half a file");
        _server.Answer = Send(_whole);
        File.ReadAllBytes(await Get()).Should().Equal(_whole);
    }

    [Fact]
    public async Task Cancelling_leaves_nothing()
    {
        using CancellationTokenSource cancel = new();
        _server.Answer = response =>
        {
            response.ContentLength64 = _whole.Length;
            response.OutputStream.Write(_whole, 0, 10);
            response.OutputStream.Flush();
            cancel.Cancel();
        };
        Func<Task> act = () => Get(cancel.Token);
        await act.Should().ThrowAsync<OperationCanceledException>();
        Names().Should().BeEmpty();
    }

    private static Action<HttpListenerResponse> Send(byte[] body) => response =>
    {
        response.ContentLength64 = body.Length;
        response.OutputStream.Write(body);
    };

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private Task<string> Get(CancellationToken cancellationToken = default) =>
        new Download(_client, _folder.Path, Hash(_whole)).GetAsync(_server.Address, cancellationToken);

    private async Task<string> Failure()
    {
        Func<Task> act = () => Get();
        return (await act.Should().ThrowAsync<SampleException>()).Which.Message;
    }

    private IEnumerable<string> Names() => Directory.EnumerateFiles(_folder.Path).Select(path => Path.GetFileName(path)!);

    /// <summary>A loopback server that answers every request by one action.</summary>
    private sealed class Server : IDisposable
    {
        private readonly HttpListener _listener;
        private int _requests;

        public Server()
        {
            (Address, _listener) = Listen();
            _ = Serve();
        }

        public Uri Address { get; }

        public Action<HttpListenerResponse> Answer { get; set; } = _ => { };

        public int Requests => _requests;

        public void Dispose() => _listener.Close();

        // Another process may take a port that was free a moment ago.
        private static (Uri Address, HttpListener Listener) Listen()
        {
            while (true)
            {
                Uri address = new($"http://127.0.0.1:{FreePorts.Take(1)[0]}/sets/");
                HttpListener listener = new() { Prefixes = { address.ToString() } };
                try
                {
                    listener.Start();
                    return (address, listener);
                }
                catch (HttpListenerException)
                {
                    listener.Close();
                }
            }
        }

        private async Task Serve()
        {
            while (true)
            {
                HttpListenerContext context;
                try
                {
                    context = await _listener.GetContextAsync();
                }
                catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }

                Interlocked.Increment(ref _requests);
                try
                {
                    Answer(context.Response);
                    context.Response.Close();
                }
                catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
                {
                    // The client left, or the answer was cut off on purpose.
                }
            }
        }
    }
}
