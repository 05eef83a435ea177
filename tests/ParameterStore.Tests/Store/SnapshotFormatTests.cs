using System.Runtime.InteropServices;
using System.Security.Cryptography;
using static ParameterStore.Tests.StoreFixtures;

namespace ParameterStore.Tests;

public sealed class SnapshotFormatTests
{
    [Fact]
    public async Task A_snapshot_of_the_first_format_is_read_and_all_its_folds_add()
    {
        var store = new InMemoryParameterStore();
        await store.RestoreAsync(new MemoryStream(FirstFormat([1, 2, 3, 4])), None);
        store.SpecOf(new(0)).IsSameAs(new("t", 2, 2)).Should().BeTrue();
        (await store.ReadAsync(new(0), 2)).Should().Equal(1, 2, 3, 4);
        (await store.PullAsync(new(), RowSet.Empty, PullBound.Newest, None)).Should().Be(new StoreVersion(7, 9));
    }

    [Fact]
    public async Task A_format_or_a_fold_that_this_version_does_not_know_is_refused_by_name()
    {
        byte[] newer = FirstFormat([1, 2, 3, 4]);
        newer[7] = 3;
        await new InMemoryParameterStore().Awaiting(s => s.RestoreAsync(new MemoryStream(newer), None).AsTask())
            .Should().ThrowAsync<InvalidDataException>().WithMessage("*format 3*formats 1 and 2*");

        var store = new InMemoryParameterStore();
        await store.CreateTableAsync(new("t", 2, 2) { Fold = Fold.Momentum(0.5f) }, None);
        var snapshot = new MemoryStream();
        await store.SnapshotAsync(snapshot, None);
        byte[] other = snapshot.ToArray();
        int at = other.AsSpan().IndexOf("Momentum"u8);
        other[at] = (byte)'T';
        int header = 12 + BitConverter.ToInt32(other, 8);
        SHA256.HashData(other.AsSpan(0, header)).CopyTo(other.AsSpan(header));
        await new InMemoryParameterStore().Awaiting(s => s.RestoreAsync(new MemoryStream(other), None).AsTask())
            .Should().ThrowAsync<InvalidDataException>().WithMessage("*'Tomentum(0.5)'*");
    }

    private static byte[] FirstFormat(float[] values)
    {
        var header = new MemoryStream();
        using var writer = new BinaryWriter(header);
        writer.Write(7L);
        writer.Write(9UL);
        writer.Write(0L);
        writer.Write(1);
        writer.Write("t");
        writer.Write(2);
        writer.Write(2);
        writer.Write(0);
        writer.Write("zeros");
        writer.Write(1);
        writer.Write(0);
        writer.Write(0);
        byte[] start = [.. "PSTORE\0\u0001"u8, .. BitConverter.GetBytes((int)header.Length), .. header.ToArray()];
        byte[] body = [.. MemoryMarshal.AsBytes(values.AsSpan())];
        return [.. start, .. SHA256.HashData(start), .. body, .. SHA256.HashData([.. start, .. body])];
    }
}
