using System.Globalization;
using System.Text;

namespace Redis.ParameterStore.Tests;

/// <summary>
/// The least that a process can do with the log: it appends numbered words in order, each until it is known to be there, reads what others append,
/// and when a failover took a tail away, it enters again and goes on from the first of its words that is not there.
/// </summary>
internal sealed class AppendingActor(KeyNames names, string who, int words) : Procedure<IReadOnlyList<string>>
{
    private readonly List<string> _records = [];
    private string _member = "";
    private long _sequence;

    /// <summary>The log as this process knows it; at its end all of its own words are in it.</summary>
    internal IReadOnlyList<string> Records => _records;

    protected override IEnumerable<Step> Run()
    {
        foreach (Step step in Enter())
            yield return step;
        while (NextWord() is int word and >= 0)
        {
            yield return Append(word);
            string status = Take();
            if (status is "rolledback" or "gone" or "unknown")
                foreach (Step step in Enter())
                    yield return step;
            yield return Step.WaitUntil(Reply.Now + Reply.Chance.Next(2_000_000));
        }
    }

    private int NextWord() => Enumerable.Range(0, words).FirstOrDefault(w => !_records.Any(r => r.EndsWith(Word(w), StringComparison.Ordinal)), -1);

    private string Word(int word) => string.Create(CultureInfo.InvariantCulture, $"|{who}.{word}|");

    private IEnumerable<Step> Enter()
    {
        (_sequence, string status) = (1, "");
        _records.Clear();
        _member = Reply.Chance.Next(1, int.MaxValue).ToString(CultureInfo.InvariantCulture);
        while (status != "ok")
        {
            yield return Step.Send(new Batch(names.Head, Lane.Control, Command.Call(Script.Enter, [names.Head, names.Manifest, names.Log], Bytes("manifest", _member, who, "86400000"))));
            if (Reply.Answers[0] is { Status: BatchStatus.Ok, Results: [{ Kind: ResultKind.List } list] })
                status = Encoding.Latin1.GetString(list.Items[1].Bytes.Span);
        }
    }

    private Step Append(int word)
    {
        string chain = _records.Count == 0 ? LogCodec.ChainStart : _records[^1][..16];
        return Step.Send(new Batch(names.Head, Lane.Control, Command.Call(Script.Append, [names.Head, names.Log],
            Bytes(_member, Text(_sequence), Text(_records.Count), chain, "0", $"{_member}.{Text(_sequence)}{Word(word)}", "1000000", names.Channel, "0", "0", "-1", "-1"))));
    }

    private string Take()
    {
        if (Reply.Answers[0].Status != BatchStatus.Ok)
            return "";
        string[] items = [.. Reply.Answers[0].Results[0].Items.Select(i => Encoding.Latin1.GetString(i.Bytes.Span))];
        _records.AddRange(items[4..]);
        if (items[0] is "ok" or "duplicate")
            _sequence++;
        return items[0];
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static ReadOnlyMemory<byte>[] Bytes(params string[] arguments) => [.. arguments.Select(a => (ReadOnlyMemory<byte>)Encoding.Latin1.GetBytes(a))];
}
