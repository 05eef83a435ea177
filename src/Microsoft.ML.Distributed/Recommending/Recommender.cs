using System.Numerics;
using Microsoft.ML.Trainers.Recommender;

namespace Microsoft.ML.Distributed;

/// <summary>
/// The best items of many users: blocks of users pass over panels of items, so that a panel is loaded once a block. Scores are compared as
/// they come out of vectors; what is handed out is summed again in the order of ML.NET's own loop, so that it has the same bits as <c>Transform</c>.
/// </summary>
internal sealed class Recommender
{
    private const int UsersOfBlock = 16 * ItemPanel.UsersAtOnce;

    private readonly float[] _users;
    private readonly float[] _items;
    private readonly int _rank;
    private readonly SeenItems? _exclude;

    private Recommender(MatrixFactorizationModelParameters model, MatrixAxis users, SeenItems? exclude)
    {
        (_users, _items) = users == MatrixAxis.Columns
            ? (NativeFactors.ColumnFactors(model), NativeFactors.RowFactors(model))
            : (NativeFactors.RowFactors(model), NativeFactors.ColumnFactors(model));
        _rank = model.ApproximationRank;
        _exclude = exclude;
    }

    /// <inheritdoc cref="DistributedCatalog.Recommend"/>
    internal static Recommendations Recommend(
        MatrixFactorizationModelParameters model, ReadOnlyMemory<uint> users, int n, SeenItems? exclude, MatrixAxis usersAre, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!Enum.IsDefined(usersAre))
            throw new ArgumentOutOfRangeException(nameof(usersAre), usersAre, $"usersAre is {(int)usersAre}; use {nameof(MatrixAxis.Columns)} or {nameof(MatrixAxis.Rows)}.");
        (int userKeys, int itemKeys) = usersAre == MatrixAxis.Columns
            ? (model.NumberOfColumns, model.NumberOfRows)
            : (model.NumberOfRows, model.NumberOfColumns);
        if (n < 1)
            throw new ArgumentOutOfRangeException(nameof(n), n, $"n is {n}; ask for at least 1 item a user.");
        n = Math.Min(n, itemKeys);
        if ((long)n * users.Length > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(n), n, $"{n} items for {users.Length} users are more than {Array.MaxLength}; ask for some users at a time.");
        foreach (uint user in users.Span)
        {
            if (user - 1 >= (uint)userKeys)
                throw new ArgumentOutOfRangeException(nameof(users), user, $"There is no user key {user}: the model's {usersAre} have keys from 1 to {userKeys}, and 0 is missing.");
        }

        if (exclude is not null && (exclude.Users != userKeys || exclude.Items != itemKeys))
        {
            throw new ArgumentException(
                $"exclude is over {exclude.Users} users and {exclude.Items} items, but the model, with users as its {usersAre}, has {userKeys} and {itemKeys}; use pairs with the same keys, and check usersAre.",
                nameof(exclude));
        }

        var best = new Recommendations(users.Length, n);
        new Recommender(model, usersAre, exclude).Run(users, best, cancellationToken);
        return best;
    }

    private void Run(ReadOnlyMemory<uint> users, Recommendations to, CancellationToken cancellationToken)
    {
        int blocks = (users.Length + UsersOfBlock - 1) / UsersOfBlock;
        Parallel.For(
            0,
            blocks,
            new ParallelOptions { CancellationToken = cancellationToken },
            () => new Scratch(_rank),
            (block, _, scratch) =>
            {
                int first = block * UsersOfBlock;
                RunBlock(users.Span[first..Math.Min(first + UsersOfBlock, users.Length)], first, to, scratch);
                return scratch;
            },
            _ => { });
    }

    private void RunBlock(ReadOnlySpan<uint> users, int first, Recommendations to, Scratch scratch)
    {
        int width = scratch.Panel.Width;
        for (int item = 0; item < _items.Length / _rank; item += width)
        {
            int items = Math.Min(width, (_items.Length / _rank) - item);
            scratch.Panel.Load(_items.AsSpan(item * _rank, items * _rank));
            for (int group = 0; group < users.Length; group += ItemPanel.UsersAtOnce)
            {
                ReadOnlySpan<uint> few = users[group..Math.Min(group + ItemPanel.UsersAtOnce, users.Length)];
                for (int i = 0; i < few.Length; i++)
                    FactorsOf(few[i]).CopyTo(scratch.Users.AsSpan(i * _rank));
                scratch.Panel.Score(scratch.Users, scratch.Scores);
                for (int i = 0; i < few.Length; i++)
                    Offer(few[i], scratch.Scores.AsSpan(i * width, items), item, to.TopOf(first + group + i));
            }
        }

        for (int i = 0; i < users.Length; i++)
            ScoreAsTransform(users[i], to.TopOf(first + i));
    }

    private ReadOnlySpan<float> FactorsOf(uint user) => _users.AsSpan((int)(user - 1) * _rank, _rank);

    private void Offer(uint user, ReadOnlySpan<float> scores, int firstItem, TopItems top)
    {
        ReadOnlySpan<uint> seen = _exclude is null ? [] : _exclude.Of(user);
        for (int at = 0; at < scores.Length;)
        {
            // Most items are below the bar: whole vectors of them are passed at once.
            if (at + Vector<float>.Count <= scores.Length && !Vector.GreaterThanAny(new Vector<float>(scores[at..]), new(top.Bar)))
            {
                at += Vector<float>.Count;
                continue;
            }

            for (int end = Math.Min(at + Vector<float>.Count, scores.Length); at < end; at++)
            {
                var item = new ScoredItem((uint)(firstItem + at) + 1, scores[at]);
                if (!(item.Score <= top.Bar) && seen.BinarySearch(item.Item) < 0)
                    top.Offer(item);
            }
        }
    }

    private void ScoreAsTransform(uint user, TopItems top)
    {
        ReadOnlySpan<float> p = FactorsOf(user);
        foreach (ref ScoredItem kept in top.Kept)
        {
            ReadOnlySpan<float> q = _items.AsSpan((int)(kept.Item - 1) * _rank, _rank);
            float score = 0;
            for (int f = 0; f < p.Length; f++)
                score += p[f] * q[f];
            kept = kept with { Score = score };
        }

        top.Sort();
    }

    /// <summary>What one thread needs for itself.</summary>
    private sealed class Scratch
    {
        internal Scratch(int rank)
        {
            Panel = new(rank);
            Users = new float[ItemPanel.UsersAtOnce * rank];
            Scores = new float[ItemPanel.UsersAtOnce * Panel.Width];
        }

        internal ItemPanel Panel { get; }

        internal float[] Users { get; }

        internal float[] Scores { get; }
    }
}
