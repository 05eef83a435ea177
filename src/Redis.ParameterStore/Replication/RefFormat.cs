using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>How a saved state holds the places of blobs.</summary>
internal static class RefFormat
{
    /// <summary>The least bytes of a saved update.</summary>
    internal const int UpdateBytesMin = (4 * sizeof(int)) + sizeof(long);

    /// <summary>The least bytes of a saved base.</summary>
    internal const int BaseBytesMin = (2 * sizeof(int)) + (3 * sizeof(long));

    private const int OwnedBytes = 2 * sizeof(int);
    private const int BaseShardBytes = sizeof(int) + sizeof(ulong);

    internal static void Write(StateWriter to, UpdateRef update)
    {
        to.Write(update.Member);
        to.Write(update.Number);
        to.Write((int)update.Codec);
        to.Write(update.SharedBytes.Length);
        foreach (int bytes in update.SharedBytes)
            to.Write(bytes);
        to.Write(update.Owned.Length);
        foreach (OwnedRef owned in update.Owned)
        {
            to.Write(owned.Shard);
            to.Write(owned.Coded);
        }
    }

    internal static UpdateRef ReadUpdate(ref StateReader from)
    {
        int member = from.ReadInt32("member", 0, int.MaxValue);
        long number = from.ReadInt64("number", long.MinValue);
        var codec = from.ReadEnum<UpdateCodec>("codec");
        var shared = new int[from.ReadCount("parameter shards", sizeof(int))];
        foreach (ref int bytes in shared.AsSpan())
            bytes = from.ReadInt32("bytes", 0, int.MaxValue);
        var owned = new OwnedRef[from.ReadCount("owned parts", OwnedBytes)];
        foreach (ref OwnedRef part in owned.AsSpan())
            part = OwnedRef.Decode(from.ReadInt32("example shard", 0, int.MaxValue), from.ReadInt32("bytes", int.MinValue, int.MaxValue));
        return new(member, number, codec, shared, owned);
    }

    internal static void Write(StateWriter to, IReadOnlyCollection<UpdateRef> updates)
    {
        to.Write(updates.Count);
        foreach (UpdateRef update in updates)
            Write(to, update);
    }

    internal static List<UpdateRef> ReadUpdates(ref StateReader from, string what)
    {
        var updates = new List<UpdateRef>();
        for (int left = from.ReadCount(what, UpdateBytesMin); left > 0; left--)
            updates.Add(ReadUpdate(ref from));
        return updates;
    }

    internal static void Write(StateWriter to, BaseRef image)
    {
        to.Write(image.Version);
        to.Write(image.Generation);
        to.Write(image.Member);
        to.Write(image.Bytes.Length);
        for (int shard = 0; shard < image.Bytes.Length; shard++)
        {
            to.Write(image.Bytes[shard]);
            to.Write(image.Hashes[shard]);
        }
    }

    internal static BaseRef ReadBase(ref StateReader from)
    {
        StoreVersion version = from.ReadVersion("base");
        long generation = from.ReadInt64("generation", long.MinValue);
        int member = from.ReadInt32("member", 0, int.MaxValue);
        var bytes = new int[from.ReadCount("parameter shards", BaseShardBytes)];
        var hashes = new ulong[bytes.Length];
        for (int shard = 0; shard < bytes.Length; shard++)
        {
            bytes[shard] = from.ReadInt32("bytes", 0, int.MaxValue);
            hashes[shard] = from.ReadUInt64("hash");
        }

        return new(version, generation, member, bytes, hashes);
    }
}
