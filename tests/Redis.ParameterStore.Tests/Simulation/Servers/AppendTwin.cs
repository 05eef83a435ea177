using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Redis.ParameterStore.Tests;

/// <summary>append.lua in C#: line by line, so that both can be read side by side.</summary>
internal static class AppendTwin
{
    private const int PublishedBytesMax = 8192;

    internal static List<byte[]> Run(ScriptCall call)
    {
        string head = call.Keys[0];
        double cursor = Math.Floor(call.Number(3)), most = Math.Max(0, call.Number(7));
        double keep = Math.Min(cursor, Math.Floor(call.Number(12)));
        if (call.Field(head, "first") is not string knownFirst)
            return ScriptCall.Reply("gone", "0", "0", "0");
        var state = new State(call)
        {
            First = ScriptCall.Number(knownFirst),
            Chain = call.Field(head, "chain") ?? "",
            Time = call.Planted == PlantedBug.ClockMovedBack ? call.Store.Now : Math.Max(ScriptCall.Number(call.Field(head, "time")), call.Store.Now),
        };
        state.Total = state.First + call.Store.ListLength(call.Keys[1]);
        string? last = call.Field(head, "m" + call.Text(1));
        if (last is null)
            return state.Answer("unknown");
        if (cursor > state.Total)
            return state.Answer("rolledback");
        if (cursor < state.First)
            return state.Answer("trimmed");
        if (!state.HasChain(cursor, call.Text(4)))
            return state.Answer("rolledback");
        string status = call.Arguments[5].Length == 0 ? "ok" : Append(call, state, keep, ScriptCall.Number(last));
        call.SetField(head, "time", LuaNumber.Format(state.Time));
        call.SetField(head, "b" + call.Text(1), LuaNumber.Format(state.Time));
        List<byte[]> reply = state.Answer(status);
        state.AddRecords(reply, cursor, most);
        return reply;
    }

    private static string Append(ScriptCall call, State state, double keep, double last)
    {
        string head = call.Keys[0];
        if (call.Number(2) <= last && call.Planted != PlantedBug.NoDeduplication)
            return "duplicate";
        if (call.Planted != PlantedBug.UnfencedLease && call.Text(5) != "0"
            && (call.Number(5) < ScriptCall.Number(call.Field(head, "token")) || call.Field(head, "holder") != call.Text(1)))
            return "fenced";
        if (call.Text(9) != "0" && state.Time - ScriptCall.Number(call.Field(head, "b" + call.Text(9)) ?? "0") < call.Number(10))
            return "alive";
        byte[] record = state.Record(call.Arguments[5].Span);
        call.Store.Append(call.Keys[1], record);
        if (state.Total == state.First && call.Store.MillisecondsLeft(head) is > 0 and long left)
            call.Store.Expire(call.Keys[1], left);
        call.SetField(head, "chain", state.Chain);
        call.SetField(head, "m" + call.Text(1), call.Text(2));
        if (CursorOf(call.Text(11)) > CursorOf(call.Field(head, "snapshot") ?? ""))
            call.SetField(head, "snapshot", call.Text(11));
        if (keep > state.First)
        {
            call.Store.TrimBefore(call.Keys[1], LuaNumber.Integer(keep - state.First));
            state.First = keep;
            call.SetField(head, "first", LuaNumber.Format(keep));
        }

        byte[] number = Encoding.Latin1.GetBytes(LuaNumber.Format(state.Total) + " ");
        call.Publish?.Invoke(call.Text(8), record.Length <= PublishedBytesMax ? [.. number, .. record] : number);
        state.Total++;
        return "ok";
    }

    private sealed class State(ScriptCall call)
    {
        internal double First { get; set; }

        internal double Total { get; set; }

        internal string Chain { get; set; } = "";

        internal double Time { get; init; }

        internal List<byte[]> Answer(string status) =>
            ScriptCall.Reply(status, LuaNumber.Format(Time), LuaNumber.Format(First), LuaNumber.Format(Total));

        /// <summary>Whether the chain at a cursor is this one.</summary>
        internal bool HasChain(double cursor, string chain)
        {
            if (cursor > First)
                return Encoding.Latin1.GetString(Item(cursor - 1 - First).AsSpan(0, 16)) == chain;
            if (cursor == Total)
                return Chain == chain;
            byte[] next = Item(0);
            return Hash(chain, next.AsSpan(16)) == Encoding.Latin1.GetString(next.AsSpan(0, 16));
        }

        /// <summary>Makes the next record and moves the chain.</summary>
        internal byte[] Record(ReadOnlySpan<byte> body)
        {
            byte[] stamped = [.. Encoding.Latin1.GetBytes(LuaNumber.Format16(Time)), .. body];
            Chain = Hash(Chain, stamped);
            return [.. Encoding.Latin1.GetBytes(Chain), .. stamped];
        }

        internal void AddRecords(List<byte[]> reply, double cursor, double bytesMax)
        {
            long bytes = 0;
            for (double at = cursor; at < Total && bytes < bytesMax;)
            {
                foreach (byte[] record in call.Store.Range(call.Keys[1], LuaNumber.Integer(at - First), LuaNumber.Integer(at - First + 63)))
                {
                    if (bytes >= bytesMax)
                        break;
                    reply.Add(record);
                    bytes += record.Length;
                    at++;
                }
            }
        }

        private byte[] Item(double index) => call.Store.Range(call.Keys[1], LuaNumber.Integer(index), LuaNumber.Integer(index))[0];

        private static string Hash(string chain, ReadOnlySpan<byte> rest) =>
            Convert.ToHexStringLower(SHA1.HashData([.. Encoding.Latin1.GetBytes(chain), .. rest]).AsSpan(0, 8));
    }

    private static double CursorOf(string snapshot)
    {
        int digits = snapshot.TakeWhile(char.IsAsciiDigit).Count();
        return digits == 0 ? -1 : double.Parse(snapshot.AsSpan(0, digits), CultureInfo.InvariantCulture);
    }
}
