using System.Globalization;
using System.Text;

namespace Redis.ParameterStore;

/// <summary>Redis Cluster's hash slots (Redis Cluster specification, "Key distribution model").</summary>
internal static class HashSlots
{
    internal const int Count = 16384;

    private const int Polynomial = 0x1021;

    /// <summary>The slot of a hash tag: CRC16 (XMODEM) modulo the number of slots.</summary>
    internal static int Of(string tag)
    {
        int crc = 0;
        foreach (byte b in Encoding.UTF8.GetBytes(tag))
        {
            crc ^= b << 8;
            for (int bit = 0; bit < 8; bit++)
                crc = ((crc & 0x8000) != 0 ? (crc << 1) ^ Polynomial : crc << 1) & 0xFFFF;
        }
        return crc % Count;
    }

    /// <summary>For each of so many parameter shards a tag with which the job's keys fall into that shard's part of the ring.</summary>
    internal static string[] Spread(string jobId, int fit, int shards)
    {
        string[] tags = new string[shards];
        for (int shard = 0; shard < shards; shard++)
        {
            int first = shard * Count / shards, end = (shard + 1) * Count / shards;
            for (int k = 0; tags[shard] is null; k++)
            {
                string tag = string.Create(CultureInfo.InvariantCulture, $"{shard}.{k}");
                int slot = Of(string.Create(CultureInfo.InvariantCulture, $"{jobId}.{fit}:{tag}"));
                if (slot >= first && slot < end)
                    tags[shard] = tag;
            }
        }
        return tags;
    }
}
