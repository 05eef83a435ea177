using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A member of a user's class, and the column that it is bound to.</summary>
internal sealed record TypedColumn(UserMember Member, string Name, DataViewType Type, DataViewSchema.Annotations Annotations)
{
    public static TypedColumn[] Of(Type userType, SchemaDefinition definition, SchemaDefinition.Direction direction)
    {
        definition ??= SchemaDefinition.Create(userType, direction);
        return [.. definition.Select(c => Of(userType, c)).Where(c => c.Member.MemberType != typeof(IChannel))];
    }

    public static DataViewSchema SchemaOf(TypedColumn[] columns)
    {
        var schema = new DataViewSchema.Builder();
        foreach (TypedColumn column in columns)
            schema.AddColumn(column.Name, column.Type, column.Annotations);
        return schema.ToSchema();
    }

    private static TypedColumn Of(Type userType, SchemaDefinition.Column column)
    {
        UserMember member = UserMember.Named(userType, column.MemberName);
        string name = string.IsNullOrEmpty(column.ColumnName) ? column.MemberName : column.ColumnName;
        DataViewType type = column.ColumnType;
        if (type == null)
            type = member.IsVector ? new VectorDataViewType(member.PlainItemType()) : member.PlainItemType();
        Check.Argument(
            member.IsVector == type is VectorDataViewType,
            "userSchemaDefinition",
            $"Column '{name}' is {type}, but the member '{member.Name}' is {(member.IsVector ? "a vector" : "a scalar")}");
        Check.Argument(
            type.ItemType().RawType == member.RawItemType,
            "userSchemaDefinition",
            $"Column '{name}' is of item type {type.ItemType().RawType}, but the member '{member.Name}' of {member.RawItemType}");
        return new TypedColumn(member, name, type, column.Annotations);
    }
}
