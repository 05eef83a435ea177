#if MODERN_REDIS
using StackExchange.Redis;

namespace Redis.ParameterStore;

/// <summary>Spells commands for a modern StackExchange.Redis: nothing is copied.</summary>
internal sealed class LeasedChannel(IDatabase database) : CommandChannel(ExecuteOn(database))
{
    internal override Task Issue(in Command command, bool scriptAsText) =>
        command.Kind == CommandKind.Get
            ? database.StringGetLeaseAsync(command.Key, CommandFlags.DemandMaster)
            : base.Issue(command, scriptAsText);

    internal override CommandResult Read(in Command command, Task answer)
    {
        if (answer is not Task<Lease<byte>?> leased)
            return base.Read(command, answer);
        return leased.Result is { } lease ? Limited(CommandResult.Of(lease.Memory, lease), command.Number) : CommandResult.Nothing;
    }

    protected override object Argument(ReadOnlyMemory<byte> bytes) => (RedisValue)bytes;
}
#endif
