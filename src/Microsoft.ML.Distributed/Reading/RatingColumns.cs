using Distributed.Learning;
using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed;

/// <summary>The columns of a rating matrix in a view's schema, checked.</summary>
/// <param name="MatrixColumn">The key column that counts the matrix' columns.</param>
/// <param name="MatrixRow">The key column that counts the matrix' rows.</param>
/// <param name="Label">The column of values; null if values are not read.</param>
/// <param name="ColumnCount">The matrix' columns.</param>
/// <param name="RowCount">The matrix' rows.</param>
internal readonly record struct RatingColumns(
    DataViewSchema.Column MatrixColumn, DataViewSchema.Column MatrixRow, DataViewSchema.Column? Label, int ColumnCount, int RowCount)
{
    private const string ColumnRole = "matrix column index";
    private const string RowRole = "matrix row index";
    private const string LabelRole = "label";

    /// <summary>The columns of a view to read.</summary>
    /// <param name="schema">The view's schema.</param>
    /// <param name="columnName">The matrix column index.</param>
    /// <param name="rowName">The matrix row index.</param>
    /// <param name="labelName">The label; null if there is none.</param>
    /// <param name="argument">The name of the argument that the view came by, for errors.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    internal static RatingColumns Find(DataViewSchema schema, string columnName, string rowName, string? labelName, string argument)
    {
        (DataViewSchema.Column column, int columns) = FindKey(schema, columnName, ColumnRole, argument);
        (DataViewSchema.Column row, int rows) = FindKey(schema, rowName, RowRole, argument);
        DataViewSchema.Column? label = null;
        if (labelName is not null)
        {
            label = ColumnLookup.Find(schema, labelName, LabelRole, argument);
            if (label.Value.Type is not NumberDataViewType { RawType: var raw } || raw != typeof(float))
                throw NotALabel(labelName, $"{label.Value.Type}", argument);
        }

        return new(column, row, label, columns, rows);
    }

    /// <summary>The same checks on a schema's shape, as a chain asks before it fits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    internal static void Check(SchemaShape shape, string columnName, string rowName, string labelName, string argument)
    {
        CheckKey(shape, columnName, ColumnRole, argument);
        CheckKey(shape, rowName, RowRole, argument);
        SchemaShape.Column label = ColumnLookup.Find(shape, labelName, LabelRole, argument);
        if (label.Kind != SchemaShape.Column.VectorKind.Scalar || label.IsKey || label.ItemType.RawType != typeof(float))
            throw NotALabel(labelName, ColumnLookup.TypeOf(label), argument);
    }

    /// <summary>The same columns, but every value counts as 1.</summary>
    internal RatingColumns WithoutValues() => this with { Label = null };

    /// <summary>What a reader needs of the view.</summary>
    internal IEnumerable<DataViewSchema.Column> Needed => Label is { } label ? [MatrixColumn, MatrixRow, label] : [MatrixColumn, MatrixRow];

    /// <summary>
    /// Which axis is the users, whose parameters belong to one worker; the other is the items, which all share. The axis with more keys,
    /// so that less is shared; of equal ones the columns, as in ML.NET's own examples.
    /// </summary>
    internal MatrixAxis Users { get; init; } = ColumnCount >= RowCount ? MatrixAxis.Columns : MatrixAxis.Rows;

    /// <summary>User ids are under this.</summary>
    internal int UserCount => Users == MatrixAxis.Columns ? ColumnCount : RowCount;

    /// <summary>Item ids are under this.</summary>
    internal int ItemCount => Users == MatrixAxis.Columns ? RowCount : ColumnCount;

    /// <summary>The column of the users' keys.</summary>
    internal string UsersName => Users == MatrixAxis.Columns ? MatrixColumn.Name : MatrixRow.Name;

    /// <summary>The column of the items' keys.</summary>
    internal string ItemsName => Users == MatrixAxis.Columns ? MatrixRow.Name : MatrixColumn.Name;

    /// <summary>One row of the view as a rating.</summary>
    /// <param name="column">The matrix column's key, from 1.</param>
    /// <param name="row">The matrix row's key, from 1.</param>
    /// <param name="value">The value.</param>
    internal Rating ToRating(uint column, uint row, float value) =>
        Users == MatrixAxis.Columns ? new((int)column - 1, (int)row - 1, value) : new((int)row - 1, (int)column - 1, value);

    /// <summary>What is wrong with one row of the view; null if nothing is.</summary>
    internal string? FaultOf(uint column, uint row, float value)
    {
        // Keys count from 1, and 0 is missing: less one, both kinds of bad key are too large.
        if (column - 1 < (uint)ColumnCount && row - 1 < (uint)RowCount && float.IsFinite(value))
            return null;
        if (column - 1 >= (uint)ColumnCount)
            return BadKey(column, MatrixColumn.Name, ColumnCount);
        if (row - 1 >= (uint)RowCount)
            return BadKey(row, MatrixRow.Name, RowCount);
        string label = Label!.Value.Name;
        return $"has the value {value} in the label column '{label}'; leave such rows out, with mlContext.Data.FilterRowsByMissingValues(data, \"{label}\") for NaN and FilterRowsByColumn for infinities.";
    }

    /// <summary>Refuses a second view whose matrix has another shape.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A key count differs.</exception>
    internal void MustMatch(RatingColumns train, string argument)
    {
        MustMatch(MatrixColumn.Name, ColumnCount, train.ColumnCount, argument);
        MustMatch(MatrixRow.Name, RowCount, train.RowCount, argument);
    }

    private static string BadKey(uint key, string name, int count) => key == 0
        ? $"has no key (0) in column '{name}', as a value that MapValueToKey has not seen, or one that is not below the count of a [KeyType]; leave such rows out, with mlContext.Data.FilterRowsByMissingValues(data, \"{name}\")."
        : $"has key {key} in column '{name}', whose type has {count} keys; correct the type's number of keys, or map the values with MapValueToKey.";

    private static void MustMatch(string name, int actual, int expected, string argument)
    {
        if (actual != expected)
        {
            throw new ArgumentOutOfRangeException(
                argument, $"Column '{name}' has {actual} keys here and {expected} in the training data; map both views with one fitted MapValueToKey.");
        }
    }

    /// <summary>A type without a stated number of keys has the largest that its integers can hold.</summary>
    private static (DataViewSchema.Column Column, int Count) FindKey(DataViewSchema schema, string name, string role, string argument)
    {
        DataViewSchema.Column column = ColumnLookup.Find(schema, name, role, argument);
        if (column.Type is not KeyDataViewType key || key.RawType != typeof(uint))
            throw NotAKey(name, role, $"{column.Type}", argument);
        if (key.Count is 0 or >= uint.MaxValue)
        {
            throw new ArgumentOutOfRangeException(
                argument,
                $"The {role} column '{name}' is of type {key}, whose number of keys is not known; map it with mlContext.Transforms.Conversion.MapValueToKey(\"{name}\"), or state the number: [KeyType(count)].");
        }

        if (key.Count > int.MaxValue)
        {
            throw new ArgumentOutOfRangeException(
                argument, $"The {role} column '{name}' has {key.Count} keys, but at most {int.MaxValue} can be counted; map its values with mlContext.Transforms.Conversion.MapValueToKey(\"{name}\"), which gives keys only to those that occur.");
        }

        return (column, (int)key.Count);
    }

    private static void CheckKey(SchemaShape shape, string name, string role, string argument)
    {
        SchemaShape.Column column = ColumnLookup.Find(shape, name, role, argument);
        if (column.Kind != SchemaShape.Column.VectorKind.Scalar || !column.IsKey || column.ItemType.RawType != typeof(uint))
            throw NotAKey(name, role, ColumnLookup.TypeOf(column), argument);
    }

    private static ArgumentOutOfRangeException NotAKey(string name, string role, string actual, string argument) => new(
        argument,
        $"The {role} column '{name}' is of type {actual}, but must be a key of UInt32; append mlContext.Transforms.Conversion.MapValueToKey(\"{name}\") before this trainer.");

    private static ArgumentOutOfRangeException NotALabel(string name, string actual, string argument) => new(
        argument,
        $"The label column '{name}' is of type {actual}, but must be Single; append mlContext.Transforms.Conversion.ConvertType(\"{name}\", outputKind: DataKind.Single) before this trainer.");
}
