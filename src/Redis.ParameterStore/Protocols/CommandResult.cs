namespace Redis.ParameterStore;

/// <summary>One command's result: nothing, a number, bytes, a list, or an error.</summary>
internal readonly struct CommandResult
{
    private readonly CommandResult[]? _items;

    private CommandResult(ResultKind kind, long number, ReadOnlyMemory<byte> bytes, CommandResult[]? items, string? error, IDisposable? lease)
    {
        Kind = kind;
        Number = number;
        Bytes = bytes;
        _items = items;
        Error = error;
        Lease = lease;
    }

    internal ResultKind Kind { get; }

    internal long Number { get; }

    /// <summary>Valid until <see cref="Lease"/> is disposed.</summary>
    internal ReadOnlyMemory<byte> Bytes { get; }

    internal CommandResult[] Items => _items ?? [];

    /// <summary>The server's error text, beginning with its code (MOVED, OOM, NOPERM, …).</summary>
    internal string? Error { get; }

    /// <summary>Gives pooled memory back; null if there is none. Whoever takes a result disposes it once.</summary>
    internal IDisposable? Lease { get; }

    internal static CommandResult Nothing => default;

    internal static CommandResult Of(long number) => new(ResultKind.Number, number, default, null, null, null);

    internal static CommandResult Of(ReadOnlyMemory<byte> bytes, IDisposable? lease = null) => new(ResultKind.Bytes, 0, bytes, null, null, lease);

    internal static CommandResult Of(CommandResult[] items) => new(ResultKind.List, 0, default, items, null, null);

    internal static CommandResult Failed(string error) => new(ResultKind.Error, 0, default, null, error, null);
}

/// <summary>What a result is.</summary>
internal enum ResultKind
{
    /// <summary>Nil, or a status like OK.</summary>
    Nothing,
    Number,
    Bytes,
    List,
    Error,
}
