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

    internal static StoreState Decode(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var version = new StoreVersion(reader.ReadInt64(), reader.ReadUInt64());
        long newestToken = reader.ReadInt64();
        var tables = new TableImage[reader.ReadInt32()];
        for (int i = 0; i < tables.Length; i++)
        {
            TableSpec spec = ReadSpec(reader);
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
        writer.Write((int)spec.Fold);
        writer.Write(spec.Initial.Identity);
        writer.Write(spec.Sharing.Durability.Clocks);
        writer.Write(spec.Sharing.FirstRows.Length);
        foreach (int row in spec.Sharing.FirstRows)
            writer.Write(row);
    }

    private static TableSpec ReadSpec(BinaryReader reader)
    {
        string name = reader.ReadString();
        int rows = reader.ReadInt32();
        int columns = reader.ReadInt32();
        var fold = (Fold)reader.ReadInt32();
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
}
