using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

public sealed class RatingColumnsTests
{
    private static readonly KeyDataViewType _key = new(typeof(uint), 10);

    public static TheoryData<DataViewType, DataViewType, DataViewType, string> BadTypes => new()
    {
        { NumberDataViewType.UInt32, _key, NumberDataViewType.Single, "The matrix column index column 'Column' is of type UInt32, but must be a key of UInt32; append mlContext.Transforms.Conversion.MapValueToKey(\"Column\")*" },
        { _key, TextDataViewType.Instance, NumberDataViewType.Single, "The matrix row index column 'Row' is of type String, but must be a key of UInt32; append *MapValueToKey(\"Row\")*" },
        { new KeyDataViewType(typeof(byte), 10), _key, NumberDataViewType.Single, "The matrix column index column 'Column' is of type Key<Byte, 0-9>, but must be a key of UInt32*" },
        { new KeyDataViewType(typeof(ulong), 10), _key, NumberDataViewType.Single, "*'Column' is of type Key<UInt64, 0-9>, but must be a key of UInt32*" },
        { _key, new KeyDataViewType(typeof(uint), uint.MaxValue), NumberDataViewType.Single, "The matrix row index column 'Row'*number of keys is not known*MapValueToKey(\"Row\")*" },
        { _key, new KeyDataViewType(typeof(uint), 4_000_000_000), NumberDataViewType.Single, "The matrix row index column 'Row' has 4000000000 keys, but at most 2147483647*MapValueToKey(\"Row\")*" },
        { _key, _key, NumberDataViewType.Double, "The label column 'Label' is of type Double, but must be Single; append *ConvertType(\"Label\"*" },
        { _key, _key, _key, "The label column 'Label' is of type Key<UInt32, 0-9>, but must be Single*" },
        { _key, _key, new VectorDataViewType(NumberDataViewType.Single, 2), "The label column 'Label' is of type Vector<Single, 2>, but must be Single*" },
        { new VectorDataViewType(_key, 2), _key, NumberDataViewType.Single, "*'Column' is of type Vector<Key<UInt32, 0-9>, 2>, but must be a key of UInt32*" },
    };

    [Theory]
    [MemberData(nameof(BadTypes))]
    public void A_column_of_a_wrong_type_is_refused_with_its_name_its_type_and_what_to_do(DataViewType column, DataViewType row, DataViewType label, string message)
    {
        Action find = () => RatingColumns.Find(RatingView.SchemaOf(column, row, label), "Column", "Row", "Label", "input");
        find.Should().Throw<ArgumentOutOfRangeException>().WithMessage(message).WithParameterName("input");
    }

    [Theory]
    [InlineData("Colum", "Row", "Label", "There is no matrix column index column 'Colum'; the data has: 'Column', 'Row', 'Label'.*")]
    [InlineData("Column", "row", "Label", "There is no matrix row index column 'row'; *")]
    [InlineData("Column", "Row", "Rating", "There is no label column 'Rating'; *")]
    public void A_missing_column_is_refused_with_what_there_is(string column, string row, string label, string message)
    {
        DataViewSchema schema = RatingView.SchemaOf(_key, _key, NumberDataViewType.Single);
        Action find = () => RatingColumns.Find(schema, column, row, label, "input");
        find.Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
    }

    [Fact]
    public void Key_counts_come_from_the_types()
    {
        DataViewSchema schema = RatingView.SchemaOf(new KeyDataViewType(typeof(uint), 7), new KeyDataViewType(typeof(uint), 3), NumberDataViewType.Single);
        RatingColumns columns = RatingColumns.Find(schema, "Column", "Row", "Label", "input");
        columns.ColumnCount.Should().Be(7);
        columns.RowCount.Should().Be(3);
        columns.UserCount.Should().Be(7);
        columns.ItemCount.Should().Be(3);
    }

    [Fact]
    public void A_second_view_with_another_number_of_keys_is_refused()
    {
        RatingColumns train = RatingColumns.Find(RatingView.SchemaOf(_key, _key, NumberDataViewType.Single), "Column", "Row", "Label", "input");
        DataViewSchema other = RatingView.SchemaOf(_key, new KeyDataViewType(typeof(uint), 11), NumberDataViewType.Single);
        Action match = () => RatingColumns.Find(other, "Column", "Row", "Label", "validation").MustMatch(train, "validation");
        match.Should().Throw<ArgumentOutOfRangeException>().WithMessage("Column 'Row' has 11 keys here and 10 in the training data; *").WithParameterName("validation");
    }
}
