namespace ParameterStore;

/// <summary>Everything in a snapshot but the tables' values. Its bytes are covered by a checksum, so decoding trusts them.</summary>
internal static class SnapshotHeader
{
    internal static byte[] Encode(StoreState state)
    {
        var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(state.Version.Index);
        writer.Write(state.Version.Chain);
        writer.Write(state.NewestToken);
        writer.Write(state.Tables.Length);
        foreach (TableImage table in state.Tables)
            Write(writer, table.Spec);
        writer.Write(state.Seats.Length);
        foreach (SeatRecord seat in state.Seats)
        {
            writer.Write(seat.Seat);
            writer.Write(seat.Sealed);
            writer.Write(seat.Incarnation);
            writer.Write(seat.Clock);
        }
        writer.Flush();
        return bytes.ToArray();
    }

    /// <param name="bytes">What <see cref="Encode"/> wrote.</param>
    /// <param name="hasFolds">Whether specs name their folds: false for snapshots from before there were several.</param>
    internal static StoreState Decode(byte[] bytes, bool hasFolds)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var version = new StoreVersion(reader.ReadInt64(), reader.ReadUInt64());
        long newestToken = reader.ReadInt64();
        var tables = new TableImage[reader.ReadInt32()];
        for (int i = 0; i < tables.Length; i++)
        {
            TableSpec spec = ReadSpec(reader, hasFolds);
            tables[i] = new(spec, GC.AllocateUninitializedArray<float>(spec.Rows * spec.Columns));
        }
        var seats = new SeatRecord[reader.ReadInt32()];
        for (int i = 0; i < seats.Length; i++)
            seats[i] = new(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        return new(version, newestToken, tables, seats);
    }

    private static void Write(BinaryWriter writer, TableSpec spec)
    {
        writer.Write(spec.Name);
        writer.Write(spec.Rows);
        writer.Write(spec.Columns);
        writer.Write(spec.Fold.ToString());
        writer.Write(spec.Initial.Identity);
        writer.Write(spec.Sharing.Durability.Clocks);
        writer.Write(spec.Sharing.FirstRows.Length);
        foreach (int row in spec.Sharing.FirstRows)
            writer.Write(row);
    }

    private static TableSpec ReadSpec(BinaryReader reader, bool hasFolds)
    {
        string name = reader.ReadString();
        int rows = reader.ReadInt32();
        int columns = reader.ReadInt32();
        Fold fold = hasFolds ? ReadFold(reader) : ReadAdd(reader);
        string identity = reader.ReadString();
        var durability = OwnedDurability.EveryClocks(reader.ReadInt32());
        int[] firstRows = new int[reader.ReadInt32()];
        for (int i = 0; i < firstRows.Length; i++)
            firstRows[i] = reader.ReadInt32();
        return new(name, rows, columns)
        {
            Fold = fold,
            Sharing = firstRows.Length == 0 ? Sharing.Shared : Sharing.OwnedBy(firstRows, durability),
            Initial = identity == RowInitializer.Zeros.Identity ? RowInitializer.Zeros : new RestoredRows(identity),
        };
    }

    private static Fold ReadFold(BinaryReader reader)
    {
        string text = reader.ReadString();
        try
        {
            return FoldText.Parse(text);
        }
        catch (FormatException error)
        {
            throw new InvalidDataException($"A table of the snapshot has the fold '{text}', which this version does not have.", error);
        }
    }

    // What the first format has in its place is a number that was always the same.
    private static Fold ReadAdd(BinaryReader reader)
    {
        reader.ReadInt32();
        return Fold.Add;
    }
}
