using System.Numerics;

namespace Microsoft.ML.Distributed;

/// <summary>
/// The factors of some consecutive items, turned over so that one vector holds one factor of neighbouring items: what a user's factors are
/// multiplied with, without sums across a vector. Small enough to stay in cache while many users pass. Used by one thread.
/// </summary>
internal sealed class ItemPanel
{
    /// <summary>Users scored at once, so that each load of the panel serves several.</summary>
    internal const int UsersAtOnce = 4;

    private const int NumbersMax = 1 << 15;
    private const int ItemsMax = 1 << 10;

    private readonly int _rank;
    private readonly float[] _factors;

    internal ItemPanel(int rank)
    {
        _rank = rank;
        Width = Math.Max(1, Math.Min(NumbersMax / rank, ItemsMax) / Vector<float>.Count) * Vector<float>.Count;
        _factors = new float[rank * Width];
    }

    /// <summary>Items that a panel has room for: a whole number of vectors.</summary>
    internal int Width { get; }

    /// <summary>Takes items in; places beyond them keep old numbers, whose scores mean nothing.</summary>
    /// <param name="items">Row-major, 1 … <see cref="Width"/> × rank.</param>
    internal void Load(ReadOnlySpan<float> items)
    {
        for (int item = 0, from = 0; from < items.Length; item++, from += _rank)
        {
            ReadOnlySpan<float> factors = items.Slice(from, _rank);
            for (int f = 0; f < factors.Length; f++)
                _factors[(f * Width) + item] = factors[f];
        }
    }

    /// <summary>Scores all items for some users.</summary>
    /// <param name="users">Row-major, <see cref="UsersAtOnce"/> × rank.</param>
    /// <param name="scores">Row-major, <see cref="UsersAtOnce"/> × <see cref="Width"/>.</param>
    internal void Score(ReadOnlySpan<float> users, Span<float> scores)
    {
        ReadOnlySpan<float> a = users[.._rank], b = users.Slice(_rank, _rank), c = users.Slice(2 * _rank, _rank), d = users.Slice(3 * _rank, _rank);
        for (int item = 0; item < Width; item += Vector<float>.Count)
        {
            Vector<float> sa = default, sb = default, sc = default, sd = default;
            for (int f = 0, at = item; f < a.Length; f++, at += Width)
            {
                var q = new Vector<float>(_factors.AsSpan(at));
                sa = Vector.FusedMultiplyAdd(new(a[f]), q, sa);
                sb = Vector.FusedMultiplyAdd(new(b[f]), q, sb);
                sc = Vector.FusedMultiplyAdd(new(c[f]), q, sc);
                sd = Vector.FusedMultiplyAdd(new(d[f]), q, sd);
            }

            sa.CopyTo(scores[item..]);
            sb.CopyTo(scores[(Width + item)..]);
            sc.CopyTo(scores[((2 * Width) + item)..]);
            sd.CopyTo(scores[((3 * Width) + item)..]);
        }
    }
}
