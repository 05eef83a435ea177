using System.Runtime.InteropServices;

namespace Distributed.Learning;

/// <summary>
/// What a process tells the others of its ratings, so that all of them cut the matrix alike: how many keys it knows, and how often each occurs. Keys that
/// do not occur take no room; the others about 2 bytes.
/// </summary>
internal sealed class LocalPart
{
    private readonly MemoryStream _bytes;
    private readonly BinaryReader _reader;
    private readonly long _counts;

    /// <param name="bytes">Of <see cref="Encode"/>.</param>
    internal LocalPart(ReadOnlyMemory<byte> bytes)
    {
        _bytes = MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> array) ? new(array.Array!, array.Offset, array.Count, writable: false) : new(bytes.ToArray());
        _reader = new(_bytes);
        Who = _reader.ReadString();
        Users = _reader.ReadInt32();
        Items = _reader.ReadInt32();
        Workers = _reader.ReadInt32();
        Ratings = _reader.ReadInt64();
        _counts = _bytes.Position;
    }

    /// <summary>Machine and process, for people.</summary>
    internal string Who { get; }

    /// <summary>How many user keys it knows.</summary>
    internal int Users { get; }

    /// <summary>How many item keys it knows.</summary>
    internal int Items { get; }

    /// <summary>How many workers it brings.</summary>
    internal int Workers { get; }

    /// <summary>How many ratings it has.</summary>
    internal long Ratings { get; }

    internal static byte[] Encode(string who, int workers, ReadOnlySpan<int> users, ReadOnlySpan<int> items)
    {
        var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(who);
        writer.Write(users.Length);
        writer.Write(items.Length);
        writer.Write(workers);
        long ratings = 0;
        foreach (int count in users)
            ratings += count;
        writer.Write(ratings);
        WriteCounts(writer, users);
        WriteCounts(writer, items);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>The lowest user id that occurs; −1 if there is none.</summary>
    internal int FirstUser()
    {
        _bytes.Position = _counts;
        return _reader.Read7BitEncodedInt() == 0 ? -1 : _reader.Read7BitEncodedInt() - 1;
    }

    /// <summary>Of every user id how often it occurs, then of every item id.</summary>
    /// <exception cref="InvalidDataException">The part says what cannot be.</exception>
    internal (int[] Users, int[] Items) Counts()
    {
        _bytes.Position = _counts;
        try
        {
            return (ReadCounts(Users), ReadCounts(Items));
        }
        catch (Exception damaged) when (damaged is EndOfStreamException or FormatException)
        {
            throw new InvalidDataException($"What {Who} says of its ratings is cut off or damaged.", damaged);
        }
    }

    private static void WriteCounts(BinaryWriter to, ReadOnlySpan<int> counts)
    {
        to.Write7BitEncodedInt(counts.Length - counts.Count(0));
        int last = -1;
        for (int id = 0; id < counts.Length; id++)
        {
            if (counts[id] == 0)
                continue;
            to.Write7BitEncodedInt(id - last);
            to.Write7BitEncodedInt(counts[id]);
            last = id;
        }
    }

    private int[] ReadCounts(int ids)
    {
        var counts = new int[ids];
        long id = -1;
        for (int left = _reader.Read7BitEncodedInt(); left > 0; left--)
        {
            id += _reader.Read7BitEncodedInt();
            if (id < 0 || id >= ids)
                throw new InvalidDataException($"{Who} says that it has ratings of key {id + 1}, but there are {ids} keys.");
            counts[id] = _reader.Read7BitEncodedInt();
        }

        return counts;
    }
}
