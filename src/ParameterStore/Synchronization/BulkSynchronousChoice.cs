namespace ParameterStore;

/// <summary><see cref="SyncPolicy.BulkSynchronous"/>.</summary>
internal sealed class BulkSynchronousChoice : SyncPolicy
{
    internal static PolicyForm Form { get; } = new("bsp", "bsp", arguments => arguments.Length == 0 ? BulkSynchronous : null);

    public override ISyncPolicy Create() => new BulkSynchronousPolicy();

    public override string ToString() => "bsp";
}
