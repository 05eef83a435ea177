using Microsoft.ML.Data;

namespace Offline.Tests;

public sealed class VectorTests : DifferentialTests
{
    [Fact]
    public void Dense_and_sparse_vectors_say_what_they_hold() => Hold(t =>
    {
        foreach (VBuffer<float> vector in new[] { Dense(), Sparse(), new VBuffer<float>(4, 0, null, null), default })
        {
            t.Add("text", vector.ToString());
            t.Add("  dense", vector.IsDense);
            t.Add("  values", vector.GetValues().ToArray());
            t.Add("  indices", vector.GetIndices().ToArray());
            t.Add("  all", vector.DenseValues());
            t.Add("  items", vector.Items().Select(i => $"{i.Key}={Text.Of(i.Value)}"));
            t.Add("  all items", vector.Items(all: true).Select(i => $"{i.Key}={Text.Of(i.Value)}"));
        }
        t.Add("held", Sparse().GetItemOrDefault(3));
        t.Add("left out", Sparse().GetItemOrDefault(2));
        t.Throws("beyond", () => Sparse().GetItemOrDefault(6));
        t.Throws("fewer values than said", () => new VBuffer<float>(3, new float[2]));
        t.Throws("more values than slots", () => new VBuffer<float>(3, 4, new float[4], new int[4]));
        t.Throws("no indices", () => new VBuffer<float>(3, 2, new float[2], null));
    });

    [Fact]
    public void Copies_keep_density_and_reuse_buffers() => Hold(t =>
    {
        VBuffer<float> copy = new(8, new float[8], new int[8]);
        Sparse().CopyTo(ref copy);
        t.Add("sparse copy", copy.ToString());
        t.Add("values", copy.DenseValues());
        Sparse().CopyToDense(ref copy);
        t.Add("dense copy", copy.ToString());
        Sparse().CopyTo(ref copy, 1, 3);
        t.Add("slice", copy.ToString());
        t.Add("slice's values", copy.DenseValues());
        Sparse().CopyTo(ref copy, 3, 2);
        t.Add("slice that is full", copy.ToString());
        Dense().CopyTo(ref copy, 1, 2);
        t.Add("slice of dense", copy.DenseValues());
        float[] target = [9, 9, 9, 9, 9, 9, 9, 9];
        Sparse().CopyTo(target, 1, -1);
        t.Add("into a span", target);
        VBuffer<float>.Copy([1, 2, 3, 4], 1, ref copy, 2);
        t.Add("from an array", copy.DenseValues());
        t.Throws("too short a span", () => Sparse().CopyTo(new float[5]));
        t.Throws("slice beyond the end", () => Sparse().CopyTo(ref copy, 4, 3));
    });

    [Fact]
    public void Editors_say_whether_they_made_new_buffers() => Hold(t =>
    {
        VBuffer<float> vector = Sparse();
        VBufferEditor<float> editor = VBufferEditor.Create(ref vector, 5, 2);
        t.Add("fits", new[] { editor.CreatedNewValues, editor.CreatedNewIndices });
        editor.Values[0] = 5;
        editor.Indices[0] = 1;
        editor.Values[1] = 6;
        editor.Indices[1] = 4;
        vector = editor.Commit();
        t.Add("committed", vector.DenseValues());
        editor = VBufferEditor.Create(ref vector, 50, 20);
        t.Add("grows", new[] { editor.CreatedNewValues, editor.CreatedNewIndices });
        t.Add("truncated", editor.CommitTruncated(0).ToString());
        editor = VBufferEditor.CreateFromBuffer(ref vector);
        t.Add("from the buffer", editor.Values.ToArray());
        t.Throws("more values than slots", () => VBufferEditor.Create(ref vector, 2, 3));
        t.Throws("truncated to more", () => VBufferEditor.Create(ref vector, 2, 1).CommitTruncated(2));
    });

    [Fact]
    public void Row_ids_fork_and_combine_as_they_always_did() => Hold(t =>
    {
        var id = new DataViewRowId(5, 9);
        for (int i = 0; i < 3; i++)
        {
            t.Add("id", id);
            t.Add("  next", id.Next());
            t.Add("  fork", id.Fork());
            t.Add("  combined", id.Combine(new DataViewRowId(1, 2)));
            t.Add("  hash", id.GetHashCode());
            t.Add("  compared with its next", id.CompareTo(id.Next()));
            id = id.Fork().Next();
        }
    });

    private static VBuffer<float> Dense() => new(3, [1, 2, 3]);

    private static VBuffer<float> Sparse() => new(6, 2, [1.5f, -2], [3, 4]);
}
