using System.Text;

namespace Offline.Tests;

/// <summary>A part of a model as ML.NET writes it: a header, a body, the texts that the body refers to, and the loader's assembly.</summary>
internal static class Blob
{
    private const int HeaderLength = 256;
    private const string AssemblyKey = "Version=1.0.0.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51";

    public static byte[] Of(string signature, uint written, uint readable, string loader, string assembly, Action<BinaryWriter> writeBody, params string[] texts)
    {
        byte[] body = Bytes(writeBody);
        byte[] ends = Bytes(w =>
        {
            long end = 0;
            foreach (string text in texts)
                w.Write(end += 2 * text.Length);
        });
        byte[] characters = Encoding.Unicode.GetBytes(string.Concat(texts));
        byte[] name = Encoding.Unicode.GetBytes($"{assembly}, {AssemblyKey}");
        long endsAt = HeaderLength + body.Length;
        long charactersAt = endsAt + ends.Length;
        long nameAt = charactersAt + characters.Length;
        long tailAt = nameAt + name.Length;
        byte[] header = Bytes(w =>
        {
            w.Write("ML\0MODEL"u8);
            w.Write(0x00010002u);
            w.Write(0x00010002u);
            w.Write((long)HeaderLength);
            w.Write((long)body.Length);
            w.Write(texts.Length == 0 ? 0 : endsAt);
            w.Write((long)ends.Length);
            w.Write(texts.Length == 0 ? 0 : charactersAt);
            w.Write((long)characters.Length);
            w.Write(Encoding.ASCII.GetBytes(signature.Replace(' ', '\0')));
            w.Write(written);
            w.Write(readable);
            w.Write(Encoding.ASCII.GetBytes(loader.PadRight(48, '\0')));
            w.Write(tailAt);
            w.Write(tailAt + 8);
            w.Write(nameAt);
            w.Write((uint)name.Length);
        });
        Array.Resize(ref header, HeaderLength);
        return [.. header, .. body, .. ends, .. characters, .. name, .. "LEDOM\0LM"u8];
    }

    private static byte[] Bytes(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        write(writer);
        return stream.ToArray();
    }
}
