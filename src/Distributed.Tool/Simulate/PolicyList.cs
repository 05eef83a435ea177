using System.CommandLine;
using System.CommandLine.Parsing;
using ParameterStore;

namespace Distributed.Tool;

/// <summary>
/// Several policies in one text, though policies have commas of their own (<c>dssp:3,12</c>). Where there is a semicolon, semicolons separate and
/// nothing else does; where there is none, a comma separates if the policy before it has no arguments or a policy's name follows.
/// </summary>
internal static class PolicyList
{
    /// <summary>An option whose value is a list of policies; empty or null: not given.</summary>
    internal static Option<SyncPolicy[]> Option(string description, string name = "--policies", string helpName = "A,B,C") => new(name)
    {
        Description = description,
        HelpName = helpName,
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result => Read(result, name),
    };

    /// <summary>An option whose value is one policy; empty or null: not given.</summary>
    internal static Option<SyncPolicy[]> Single(string name, string description)
    {
        Option<SyncPolicy[]> option = Option(description, name, "POLICY");
        option.AllowMultipleArgumentsPerToken = false;
        option.Arity = ArgumentArity.ExactlyOne;
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Split(token.Value) is { Count: > 1 } several)
                result.AddError($"{name}: '{token.Value}' holds {several.Count} policies; give one.");
        });
        return option;
    }

    /// <exception cref="FormatException">A part is no policy; the message says what to write.</exception>
    internal static IReadOnlyList<SyncPolicy> Read(string text) => [.. Split(text).Select(SyncPolicy.Parse)];

    internal static IReadOnlyList<string> Split(string text)
    {
        if (text.Contains(';'))
            return text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var policies = new List<string>();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (policies.Count == 0 || !policies[^1].Contains(':') || BeginsPolicy(part))
                policies.Add(part);
            else
                policies[^1] += "," + part;
        }

        return policies;
    }

    private static bool BeginsPolicy(string part) => PolicyForm.Names.Contains(part.Split(':')[0].Trim(), StringComparer.OrdinalIgnoreCase);

    private static SyncPolicy[]? Read(ArgumentResult result, string name)
    {
        try
        {
            SyncPolicy[] policies = [.. result.Tokens.SelectMany(token => Read(token.Value))];
            if (policies.Length == 0)
                result.AddError($"{name}: there is no policy in '{string.Join(' ', result.Tokens)}'; write one, such as ssp:3.");
            if (policies.GroupBy(policy => policy.ToString()).FirstOrDefault(group => group.Count() > 1) is { } twice)
                result.AddError($"{name}: {twice.Key} is there twice; leave one out.");
            return policies;
        }
        catch (FormatException e)
        {
            result.AddError($"{name}: {e.Message}");
            return null;
        }
    }
}
