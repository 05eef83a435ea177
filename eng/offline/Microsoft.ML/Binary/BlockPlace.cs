namespace Microsoft.ML.Binary;

/// <summary>Where a block lies in the file, and how long it is there and decompressed.</summary>
internal readonly record struct BlockPlace(long Offset, int Length, int DecompressedLength);
