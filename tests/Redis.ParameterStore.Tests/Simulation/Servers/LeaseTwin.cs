using System.Text.RegularExpressions;

namespace Redis.ParameterStore.Tests;

/// <summary>lease.lua in C#: line by line, so that both can be read side by side.</summary>
internal static partial class LeaseTwin
{
    internal static List<byte[]> Run(ScriptCall call)
    {
        string head = call.Keys[0];
        string member = call.Text(1);
        string? knownTime = call.Field(head, "time"), members = call.Field(head, "members");
        if (knownTime is null || call.Field(head, "m" + member) is null)
            return ScriptCall.Reply("0", "0", "0", "0");
        double time = Math.Max(ScriptCall.Number(knownTime), call.Store.Now);
        string holder = call.Field(head, "holder") ?? "0";
        double ends = ScriptCall.Number(call.Field(head, "until") ?? "0"), token = ScriptCall.Number(call.Field(head, "token"));
        if (holder == member || ends <= time || call.Planted == PlantedBug.UnfencedLease)
        {
            if (call.Text(2) == "0")
            {
                if (holder == member)
                    ends = time;
                token = 0;
            }
            else
            {
                if (holder != member || ends <= time)
                    token = Math.Max(token + 1, time);
                (holder, ends) = (member, time + call.Number(2));
            }

            call.SetField(head, "holder", holder);
            call.SetField(head, "until", LuaNumber.Format(ends));
            call.SetField(head, "time", LuaNumber.Format(time));
            if (token > 0)
                call.SetField(head, "token", LuaNumber.Format(token));
        }
        else
        {
            token = 0;
        }

        List<byte[]> reply = ScriptCall.Reply(LuaNumber.Format(token), holder, LuaNumber.Format(Math.Max(0, ends - time)), LuaNumber.Format(time));
        foreach (Match match in Digits().Matches(members ?? throw ServerErrorException.InScript("the members are not there")))
            if (call.Field(head, "b" + match.Value) is string beat)
                reply.AddRange(ScriptCall.Reply(match.Value, LuaNumber.Format(Math.Max(0, time - ScriptCall.Number(beat)))));
        return reply;
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
