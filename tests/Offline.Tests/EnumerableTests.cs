using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.Tests;

public sealed class EnumerableTests : DifferentialTests
{
    [Fact]
    public void Members_become_columns_as_their_types_and_attributes_say() => Hold(t =>
    {
        IDataView view = ML.Data.LoadFromEnumerable(Everything.Some());
        t.View(view);
        t.Add("rows", view.GetRowCount());
        t.Add("shuffles", view.CanShuffle);
        t.Add("rows of a sequence", ML.Data.LoadFromEnumerable(Everything.Some().Where(_ => true)).GetRowCount());
        t.Add("cursors of a set", view.GetRowCursorSet(view.Schema, 4).Length);
    });

    [Fact]
    public void Keys_count_from_zero_in_a_class_and_from_one_in_a_view() => Hold(t =>
    {
        t.View(ML.Data.LoadFromEnumerable(Enumerable.Range(0, 5).Select(i => new Keyed { User = (uint)i, Item = (ulong)i, Small = (byte)i, Many = [(uint)i, 2] })));
    });

    [Fact]
    public void Some_members_cannot_be_columns() => Hold(t =>
    {
        t.Throws("object", () => ML.Data.LoadFromEnumerable([new { A = new object() }]));
        t.Throws("decimal", () => ML.Data.LoadFromEnumerable([new { A = 1m }]));
        t.Throws("two of one name", () => ML.Data.LoadFromEnumerable([new TwoOfOneName()]));
        t.Throws("a key of floats", () => ML.Data.LoadFromEnumerable([new FloatKey()]));
        t.Throws("a vector that is none", () => ML.Data.LoadFromEnumerable([new NoVector()]));
        t.Throws("a key without a count", () => ML.Data.LoadFromEnumerable([new CountlessKey()]));
        t.Throws("nothing", () => ML.Data.LoadFromEnumerable((IEnumerable<Keyed>)null));
    });

    [Fact]
    public void A_null_among_the_rows_is_an_error_when_it_is_reached() => Hold(t =>
    {
        IDataView view = ML.Data.LoadFromEnumerable(new[] { new Everything(), null });
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        t.Throws("first", () => cursor.MoveNext());
        t.Throws("second", () => cursor.MoveNext());
    });

    [Fact]
    public void A_schema_definition_may_rename_and_retype() => Hold(t =>
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Everything));
        definition["Single"].ColumnName = "Renamed";
        definition["Floats"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2);
        definition["Byte"].AddAnnotation("Why", 5, NumberDataViewType.Int32);
        definition.Remove(definition["Words"]);
        t.Add("members", definition.Select(c => $"{c.MemberName}>{c.ColumnName}:{c.ColumnType}"));
        t.View(ML.Data.LoadFromEnumerable(Everything.Some().Take(1), definition));
        t.Throws("annotation twice", () => definition["Byte"].AddAnnotation("Why", 5, NumberDataViewType.Int32));
        definition["Byte"].ColumnType = NumberDataViewType.Single;
        t.Throws("another type than the member's", () => ML.Data.LoadFromEnumerable(Everything.Some(), definition));
    });

    [Fact]
    public void A_schema_gives_a_class_types_and_annotations() => Hold(t =>
    {
        IDataView keyed = ML.Transforms.Conversion.MapValueToKey("User").Fit(Users()).Transform(Users());
        IDataView view = ML.Data.LoadFromEnumerable([new UserKey { User = 1 }, new UserKey { User = 5 }], keyed.Schema);
        t.View(view);
        t.Throws("a column without a member", () => ML.Data.LoadFromEnumerable([new { Other = 1 }], keyed.Schema));
    });

    [Fact]
    public void Views_become_objects_again() => Hold(t =>
    {
        IDataView view = ML.Data.LoadFromEnumerable(Everything.Some());
        foreach (Everything row in ML.Data.CreateEnumerable<Everything>(view, reuseRowObject: false))
            t.Add("row", row.Describe());
        Everything[] reused = [.. ML.Data.CreateEnumerable<Everything>(view, reuseRowObject: true)];
        t.Add("reused", reused.Distinct().Count());
        t.Throws("a column is missing", () => ML.Data.CreateEnumerable<Keyed>(view, false));
        t.Throws("a column is missing and ignored", () => _ = ML.Data.CreateEnumerable<Missing>(view, false, ignoreMissingColumns: true).ToList());
        t.Throws("another type", () => ML.Data.CreateEnumerable<AnotherType>(view, false));
        t.Throws("a vector for a scalar", () => ML.Data.CreateEnumerable<VectorForScalar>(view, false));
    });

    [Fact]
    public void One_column_is_a_sequence() => Hold(t =>
    {
        IDataView view = ML.Data.LoadFromEnumerable(Everything.Some());
        t.Add("floats", view.GetColumn<float>("Single"));
        t.Add("strings", view.GetColumn<string>("Word"));
        t.Add("arrays", view.GetColumn<float[]>("Floats").Select(a => string.Join("/", a.Select(x => Text.Of(x)))));
        t.Add("arrays of strings", view.GetColumn<string[]>("Words").Select(a => string.Join("/", a)));
        t.Throws("another type", () => view.GetColumn<double>("Single"));
        t.Throws("no such column", () => view.GetColumn<float>("Nothing"));
    });

    [Fact]
    public void Getters_check_columns_types_and_position() => Hold(t =>
    {
        IDataView view = ML.Data.LoadFromEnumerable(Everything.Some());
        DataViewSchema.Column single = view.Schema["Single"];
        using DataViewRowCursor cursor = view.GetRowCursor([single]);
        t.Add("active", cursor.IsColumnActive(single));
        t.Add("inactive", cursor.IsColumnActive(view.Schema["Word"]));
        t.Throws("inactive column", () => cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["Word"]));
        t.Throws("another type", () => cursor.GetGetter<double>(single));
        t.Add("position before", cursor.Position);
        t.Add("batch", cursor.Batch);
        while (cursor.MoveNext())
            t.Add("position", cursor.Position);
        t.Add("position after", cursor.Position);
        t.Add("again", cursor.MoveNext());
        t.Throws("id after the end", () =>
        {
            DataViewRowId id = default;
            cursor.GetIdGetter()(ref id);
        });
    });

    private static IDataView Users() => ML.Data.LoadFromEnumerable(new[] { new { User = "ann" }, new { User = "bob" }, new { User = "ann" } });

    private sealed class Keyed
    {
        [KeyType(3)]
        public uint User;

        [KeyType(3)]
        public ulong Item { get; set; }

        [KeyType(3)]
        public byte Small;

        [KeyType(3), VectorType(2)]
        public uint[] Many;
    }

    private sealed class UserKey
    {
        public uint User;
    }

    private sealed class TwoOfOneName
    {
        public float A = 1;

        [ColumnName("A")]
        public float B = 1;
    }

    private sealed class FloatKey
    {
        [KeyType(3)]
        public float A = 1;
    }

    private sealed class NoVector
    {
        [VectorType(3)]
        public float A = 1;
    }

    private sealed class CountlessKey
    {
        [KeyType]
        public uint A = 1;
    }

    private sealed class Missing
    {
        public float Single;
        public float NotThere = 5;
    }

    private sealed class AnotherType
    {
        public double Single;
    }

    private sealed class VectorForScalar
    {
        public float[] Single;
    }
}
