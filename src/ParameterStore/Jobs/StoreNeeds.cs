namespace ParameterStore;

/// <summary>What a policy needs of a store.</summary>
internal static class StoreNeeds
{
    /// <summary>Refuses a policy that the store cannot serve.</summary>
    /// <exception cref="ArgumentException">The store lacks something; policy, store and what is lacking are named.</exception>
    public static void Check(string policy, SyncTraits traits, string store, StoreTraits offered)
    {
        StoreTraits needed = (traits.Weights ? StoreTraits.Weights : 0) | (traits.Pull == PullMode.Exactly ? StoreTraits.ExactPull : 0);
        StoreTraits lacking = needed & ~offered;
        if (lacking != StoreTraits.None)
            throw new ArgumentException($"The policy {policy} needs {lacking} of its store, but {store} has {offered}; choose another policy or another store.");
    }
}
