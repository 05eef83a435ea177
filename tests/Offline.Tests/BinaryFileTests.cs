using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.Tests;

public sealed class BinaryFileTests : DifferentialTests, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("offline-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_empty_view_has_these_bytes() => Hold(t =>
    {
        t.Bytes("one column", Save(ML.Data.LoadFromEnumerable(Array.Empty<One>())));
        t.Bytes("every type", Save(ML.Data.LoadFromEnumerable(Array.Empty<Everything>())));
        IDataView mapped = ML.Transforms.Conversion.MapValueToKey("Key", "Word").Fit(Words()).Transform(Words());
        t.Bytes("with keys' names", Save(ML.Data.FilterRowsByMissingValues(ML.Data.SkipRows(mapped, 100), "Key")));
    });

    [Fact]
    public void Rows_are_read_back() => Hold(t =>
    {
        IDataView mapped = ML.Transforms.Conversion.MapValueToKey("Key", "Word").Fit(Words()).Transform(Words());
        foreach (IDataView view in new[] { ML.Data.LoadFromEnumerable(Everything.Some()), mapped })
        {
            IDataView again = Load(Save(view));
            t.View(again);
            t.Add("count", again.GetRowCount());
            t.Add("shuffles", again.CanShuffle);
        }
    });

    [Fact]
    public void Keys_keep_their_ranges_and_annotations_their_values() => Hold(t =>
    {
        IDataView view = ML.Data.LoadFromEnumerable(new[] { new Keyed { A = 1, B = 2, C = 3 }, new Keyed { A = 9 } });
        t.View(Load(Save(view)));
        IDataView concatenated = ML.Transforms.Concatenate("V", "X", "Y").Fit(Pairs()).Transform(Pairs());
        t.View(Load(Save(concatenated)));
    });

    [Fact]
    public void Hidden_columns_are_kept_only_on_demand() => Hold(t =>
    {
        IDataView hidden = ML.Transforms.CopyColumns("X", "Y").Fit(Pairs()).Transform(Pairs());
        t.View(Load(Save(hidden)));
        t.View(Load(Save(hidden, keepHidden: true)));
    });

    [Fact]
    public void Many_rows_go_in_blocks() => Hold(t =>
    {
        IDataView view = ML.Data.LoadFromEnumerable(Enumerable.Range(0, 3000).Select(i => new One { A = i, Word = $"word {i % 7}" }));
        IDataView again = Load(Save(view));
        t.Add("same numbers", again.GetColumn<float>("A").SequenceEqual(view.GetColumn<float>("A")));
        t.Add("same words", again.GetColumn<string>("Word").SequenceEqual(view.GetColumn<string>("Word")));
        t.Add("count", again.GetRowCount());
        t.Add("cursors", again.GetRowCursorSet(again.Schema, 4).Length);
        t.Rows(ML.Data.TakeRows(ML.Data.SkipRows(again, 2990), 3));
    });

    [Fact]
    public void What_is_no_such_file_is_refused() => Hold(t =>
    {
        byte[] bytes = Save(Pairs());
        t.Throws("nothing", () => Load([]));
        t.Throws("something else", () => Load(new byte[400]));
        t.Throws("another signature", () => Load([.. bytes.Select((b, i) => i == 3 ? (byte)~b : b)]));
        t.Throws("cut off", () => Load(bytes[..^10]));
        t.Throws("a missing file", () => ML.Data.LoadFromBinary("none.idv"));
        t.Throws("no path", () => ML.Data.LoadFromBinary((string)null));
        t.Throws("no stream", () => ML.Data.SaveAsBinary(Pairs(), null));
        t.Throws("no view", () => ML.Data.SaveAsBinary(null, new MemoryStream()));
    });

    private static byte[] Save(IDataView view, bool keepHidden = false)
    {
        using var stream = new MemoryStream();
        ML.Data.SaveAsBinary(view, stream, keepHidden);
        return stream.ToArray();
    }

    private IDataView Load(byte[] bytes)
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid():n}.idv");
        File.WriteAllBytes(path, bytes);
        return ML.Data.LoadFromBinary(path);
    }

    private static IDataView Words() => ML.Data.LoadFromEnumerable(new[] { new { Word = "b" }, new { Word = "a" }, new { Word = "" } });

    private static IDataView Pairs() => ML.Data.LoadFromEnumerable(new[] { new { X = 1f, Y = 2f }, new { X = float.NaN, Y = 0f } });

    private sealed class One
    {
        public float A;
        public string Word;
    }

    private sealed class Keyed
    {
        [KeyType(3)]
        public uint A;

        [KeyType(ulong.MaxValue - 1)]
        public ulong B;

        [KeyType(255)]
        public byte C;
    }
}
