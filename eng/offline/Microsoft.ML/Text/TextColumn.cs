namespace Microsoft.ML.Data;

/// <summary>A column of a text file: its type, and the fields [Start, End) that it is made of; an end of null is the line's.</summary>
internal sealed record TextColumn(string Name, DataViewType Type, (int Start, int? End)[] Segments)
{
    /// <summary>The vector's size on a line of so many fields.</summary>
    public int SizeOn(int fields) => Segments.Sum(s => Math.Max(0, (s.End ?? fields) - s.Start));
}
