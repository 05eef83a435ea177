using System.Text;
using ParameterStore;

namespace Redis.ParameterStore.Tests;

public class LogCodecTests
{
    private const string Chain = "0123456789abcdef", Stamp = "1763719073000001";

    [Fact]
    public void Entries_of_every_kind_come_back_as_they_were()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            RandomEntries random = new(seed);
            LogEntry[] entries = random.OneOfEach();
            var expected = new LogRecord(17, Chain, 1763719073000001, random.Int(), random.Long(), random.Long(), entries);
            LogRecord read = LogCodec.Decode(17, Stored(LogCodec.Encode(expected.Member, expected.Sequence, expected.Token, entries)));
            read.Should().BeEquivalentTo(expected, o => o.RespectingRuntimeTypes().WithStrictOrdering(), "seed {0}", seed);
        }
    }

    [Fact]
    public void Every_kind_of_entry_is_among_those_that_are_tried()
    {
        IEnumerable<Type> kinds = typeof(LogEntry).Assembly.GetTypes().Where(t => t.BaseType == typeof(LogEntry));
        new RandomEntries(1).OneOfEach().Select(e => e.GetType()).Should().BeEquivalentTo(kinds);
        Enum.GetNames<EntryKind>().Should().BeEquivalentTo(kinds.Select(t => t.Name));
    }

    [Fact]
    public void An_ordinary_push_takes_less_than_100_bytes()
    {
        PushedAttempt pushed = new(new(new(3, 0), 1_000, 0), new(100_000, ulong.MaxValue), [new(12.5, 60_000)], 250_000);
        LogCodec.Encode(3, 1_000, 0, [new AttemptsPushed([pushed], new(3, 1_000, UpdateCodec.Float32, [262_144], []))]).Length.Should().BeLessThan(100);
    }

    [Fact]
    public void Altered_and_cut_records_are_refused_or_read_but_nothing_else_happens()
    {
        Random chance = new(1);
        for (int seed = 0; seed < 3_000; seed++)
        {
            byte[] stored = Stored(LogCodec.Encode(1, 2, 3, new RandomEntries(seed).Some()));
            if (chance.Next(2) == 0)
                Array.Resize(ref stored, chance.Next(stored.Length));
            for (int i = chance.Next(4); i > 0 && stored.Length > 32; i--)
                stored[32 + chance.Next(stored.Length - 32)] = (byte)chance.Next(256);
            ReadOrRefuse(stored);
        }
    }

    [Fact]
    public void Random_bytes_are_refused_or_read_but_nothing_else_happens()
    {
        Random chance = new(1);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] body = new byte[chance.Next(200)];
            chance.NextBytes(body);
            if (body.Length > 0)
                body[0] = 1;
            ReadOrRefuse(Stored(body));
        }
    }

    [Fact]
    public void Every_cut_of_a_record_is_refused()
    {
        byte[] stored = Stored(LogCodec.Encode(1, 2, 3, new RandomEntries(1).OneOfEach()));
        for (int length = 0; length < stored.Length; length++)
            FluentActions.Invoking(() => LogCodec.Decode(0, stored.AsSpan(0, length))).Should().Throw<InvalidDataException>("of {0} bytes", length);
    }

    [Fact]
    public void A_kind_that_is_not_known_is_said_to_be_of_another_version()
    {
        byte[] body = LogCodec.Encode(1, 2, 3, [new SeatTaken()]);
        body[^2] = 200;
        FluentActions.Invoking(() => LogCodec.Decode(0, Stored(body))).Should().Throw<InvalidDataException>().WithMessage("*kind 200*another version*");
    }

    [Fact]
    public void A_long_reason_is_cut_and_a_long_name_is_refused()
    {
        string reason = string.Concat(Enumerable.Repeat("€", 100_000));
        LogRecord read = LogCodec.Decode(0, Stored(LogCodec.Encode(1, 2, 3, [new SeatLeft(new WorkerId(0, 1), LeaveReason.Died, reason)])));
        reason.Should().StartWith(((SeatLeft)read.Entries[0]).Error);
        FluentActions.Invoking(() => LogCodec.Encode(1, 2, 3, [new TableWanted(reason, "")])).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void The_chain_is_the_start_of_a_hash_over_chain_time_and_body() =>
        LogCodec.ChainAfter("a", "bc"u8).Should().Be("a9993e364706816a", "that is how SHA-1 of 'abc' begins (FIPS 180-2)");

    private static void ReadOrRefuse(byte[] stored)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            LogCodec.Decode(0, stored);
        }
        catch (InvalidDataException)
        {
            // What the codec promises.
        }
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(64 * 1024 + (64 * stored.Length), "counts are checked before memory is taken");
    }

    private static byte[] Stored(byte[] body) => [.. Encoding.ASCII.GetBytes(Chain + Stamp), .. body];
}
