using System.Text;

namespace Redis.ParameterStore.Tests;

/// <summary>enter.lua in C#: line by line, so that both can be read side by side.</summary>
internal static class EnterTwin
{
    internal static List<byte[]> Run(ScriptCall call)
    {
        (string head, string manifest) = (call.Keys[0], call.Keys[1]);
        double time = call.Store.Now;
        string made = "0";
        if (call.Store.Find(head) is null)
        {
            call.Store.SetString(manifest, call.Arguments[0].ToArray(), (long)call.Number(4));
            call.Store.Delete(call.Keys[2]);
            call.SetField(head, "first", "0");
            call.SetField(head, "chain", "0000000000000000");
            call.SetField(head, "time", LuaNumber.Format(time));
            call.SetField(head, "token", "0");
            call.SetField(head, "members", "");
            call.Store.Expire(head, (long)call.Number(4));
            made = "1";
        }

        string? found = call.Store.GetString(manifest) is { } bytes ? Encoding.Latin1.GetString(bytes) : null;
        List<byte[]> Answer(string status) => Answered(call, head, found ?? "", status, time, made);
        if (found is null)
            return Answer("damaged");
        time = Math.Max(time, ScriptCall.Number(call.Field(head, "time")));
        if (found != call.Text(1))
            return Answer("differs");
        string member = call.Text(2);
        string? who = call.Field(head, "w" + member);
        if (who is not null && who != call.Text(3))
            return Answer("taken");
        if (who is null)
        {
            call.SetField(head, "m" + member, "0");
            call.SetField(head, "b" + member, LuaNumber.Format(time));
            call.SetField(head, "w" + member, call.Text(3));
            call.SetField(head, "members", call.Field(head, "members") + member + " ");
        }

        return Answer("ok");
    }

    // A field that is not there ends the list early, as nil and false do in Lua: the server sends a nil in its place.
    private static List<byte[]> Answered(ScriptCall call, string head, string found, string status, double time, string made) =>
        ScriptCall.Reply(found, status, LuaNumber.Format(time), call.Field(head, "first") ?? "", call.Field(head, "snapshot") ?? "-1", made);
}
