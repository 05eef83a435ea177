using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Offline.Tests;

public sealed class HostTests : DifferentialTests
{
    [Fact]
    public void Messages_reach_the_log_under_the_names_of_hosts() => Hold(t =>
    {
        MLContext context = ML;
        List<LoggingEventArgs> seen = [];
        context.Log += (_, e) => seen.Add(e);
        IHost host = ((IHostEnvironment)context).Register("Trainer");
        using (IChannel channel = host.Start("Training"))
        {
            channel.Info(MessageSensitivity.None, "epoch {0} of {1}", 1, 2);
            channel.Warning(MessageSensitivity.All, "plain {0}");
            channel.Error(MessageSensitivity.Schema, "wrong");
            channel.Trace(MessageSensitivity.UserData, "detail {0}", 0.5);
        }
        using (IChannel channel = host.Register("Child").Start("Sub"))
            channel.Info(MessageSensitivity.None, "from below");
        using (IChannel channel = ((IHostEnvironment)context).Start("Alone"))
            channel.Info(MessageSensitivity.None, "from the root");
        foreach (LoggingEventArgs e in seen)
            t.Add($"{e.Kind} [{e.Source}]", e.Message.Split("Elapsed")[0] + " / " + e.RawMessage.Split("Elapsed")[0]);
    });

    [Fact]
    public void Progress_does_not_reach_the_log() => Hold(t =>
    {
        MLContext context = ML;
        int seen = 0;
        context.Log += (_, _) => seen++;
        using (IProgressChannel channel = ((IHostEnvironment)context).Register("Trainer").StartProgressChannel("epochs"))
        {
            channel.SetHeader(new ProgressHeader(["loss"], ["epochs"]), entry =>
            {
                entry.SetProgress(0, 1, 5);
                entry.SetMetric(0, 0.5);
            });
            channel.Checkpoint(0.5, 1);
            using IProgressChannel inner = channel.StartProgressChannel("inner");
        }
        t.Add("messages", seen);
        t.Throws("no name", () => ((IHostEnvironment)context).StartProgressChannel(null));
    });

    [Fact]
    public void Seeds_make_a_chain_of_random_numbers() => Hold(t =>
    {
        foreach (int seed in new[] { 0, 1, 42, -1, int.MaxValue })
        {
            var environment = (IHostEnvironment)new MLContext(seed);
            IHost first = environment.Register("a");
            IHost second = environment.Register("b");
            IHost child = first.Register("c");
            IHost own = environment.Register("d", seed: 5);
            foreach (IHost host in new[] { first, second, child, own })
                t.Add($"seed {seed}", $"{host.Rand.Next()} {host.Rand.Next(100)} {host.Rand.Next(-5, 5)} {host.Rand.NextDouble():R}");
        }
        byte[] bytes = new byte[20];
        ((IHostEnvironment)ML).Register("x").Rand.NextBytes(bytes);
        t.Bytes("bytes", bytes);
    });

    [Fact]
    public void Hosts_check_names_and_mark_exceptions() => Hold(t =>
    {
        var environment = (IHostEnvironment)ML;
        t.Throws("no name", () => environment.Register(null));
        t.Throws("an empty name", () => environment.Register(""));
        IHost host = environment.Register("Trainer");
        Exception e = host.Process(new InvalidOperationException("x"));
        t.Add("marks", e.Data.Keys.Cast<string>().Select(key => $"{key}: {e.Data[key]}").Order(StringComparer.Ordinal));
        t.Add("described", host.ContextDescription);
        t.Add("root", environment.ContextDescription);
        t.Add("null", host.Process<Exception>(null));
    });

    [Fact]
    public void Ids_of_rows_are_mixed() => Hold(t =>
    {
        var id = new DataViewRowId(5, 0);
        var other = new DataViewRowId(0x123456789abcdef, 0xfedcba987654321);
        DataViewRowId[] made = [id.Fork(), other.Fork(), id.Next(), other.Next(), id.Combine(other), other.Combine(id), default(DataViewRowId).Combine(default)];
        foreach (DataViewRowId x in made.Prepend(other).Prepend(id))
            t.Add(x.ToString(), $"{x.High:x} {x.Low:x}");
        t.Add("equal", $"{id.Equals(new DataViewRowId(5, 0))} {id.Equals(other)} {id.CompareTo(other)}");
    });
}
