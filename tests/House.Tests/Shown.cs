namespace House.Tests;

/// <summary>Something of each kind, for the dump to show.</summary>
public abstract class Shown<T> : Stream
{
    public const int Limit = 3;

    protected Shown(int first, string second = "x") => Hidden = $"{first}{second}";

    public required int? Given { get; init; }

    public T Half { get; protected set; } = default!;

    internal string Hidden { get; }

    public abstract void Do<TOther>(in TOther other, out int done, CancellationToken token = default);

    public override string ToString() => HiddenToo();

    private string HiddenToo() => Hidden;
}
