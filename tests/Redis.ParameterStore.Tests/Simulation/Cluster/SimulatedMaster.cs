namespace Redis.ParameterStore.Tests;

/// <summary>
/// A master and its replica. The replica is the master some changes ago: every change is kept with what takes it back until the replica has
/// it. A failover takes back what it has not.
/// </summary>
internal sealed class SimulatedMaster
{
    private readonly LinkedList<(long ReplicatedAt, Action Undo)> _unreplicated = [];
    private long _replicatedAt;
    private long _clockMicroseconds;

    /// <param name="clockMicroseconds">What its clock shows at the world's beginning.</param>
    /// <param name="published">Receives what scripts publish.</param>
    internal SimulatedMaster(long clockMicroseconds, Action<string, byte[]> published)
    {
        _clockMicroseconds = clockMicroseconds;
        Server.Published = published;
        Server.Keys.Undo = undo => _unreplicated.AddLast((_replicatedAt, undo));
    }

    internal SimulatedRedis Server { get; } = new();

    /// <summary>Rises with every failover: connections of an earlier life are gone.</summary>
    internal int Life { get; private set; }

    /// <summary>Nobody answers before this time.</summary>
    internal long DownUntil { get; set; }

    /// <summary>The replica gets nothing before this time.</summary>
    internal long ReplicaCutUntil { get; set; }

    /// <summary>Executes a command other than WAIT.</summary>
    /// <param name="command">What.</param>
    /// <param name="now">The world's time.</param>
    /// <param name="lag">After which the replica has it.</param>
    internal CommandResult Execute(in Command command, long now, long lag)
    {
        while (_unreplicated.First is { } oldest && oldest.Value.ReplicatedAt <= now)
            _unreplicated.RemoveFirst();
        _replicatedAt = Math.Max(_replicatedAt, Math.Max(now, ReplicaCutUntil) + lag);
        return Server.Execute(in command, Clock(now));
    }

    /// <summary>When everything that was executed so far is on the replica.</summary>
    internal long ReplicatedAt(long now) => Math.Max(now, _replicatedAt);

    /// <summary>The master dies, and its replica takes over with what it has.</summary>
    /// <returns>How many changes were lost.</returns>
    internal int FailOver(long now, long downFor, long clockStepMicroseconds)
    {
        int lost = 0;
        Action<Action>? notes = Server.Keys.Undo;
        Server.Keys.Undo = null;
        for (; _unreplicated.Last is { } newest && newest.Value.ReplicatedAt > now; lost++)
        {
            newest.Value.Undo();
            _unreplicated.RemoveLast();
        }

        _unreplicated.Clear();
        Server.Keys.Undo = notes;
        Life++;
        DownUntil = now + downFor;
        _replicatedAt = 0;
        _clockMicroseconds += clockStepMicroseconds;
        return lost;
    }

    /// <summary>The keys that are there.</summary>
    internal IReadOnlyList<string> KeysAt(long now)
    {
        Server.Keys.Now = Clock(now);
        return Server.Keys.Keys;
    }

    private long Clock(long now) => _clockMicroseconds + (now / 1000);
}
