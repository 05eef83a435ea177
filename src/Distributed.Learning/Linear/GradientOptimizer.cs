namespace Distributed.Learning;

/// <summary>What a table does with the gradients that are pushed to it.</summary>
public enum GradientOptimizer
{
    /// <summary>Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic optimization", JMLR 2011.</summary>
    AdaGrad,

    /// <summary>McMahan et al., "Ad click prediction: a view from the trenches", KDD 2013.</summary>
    FtrlProximal,

    /// <summary>Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015.</summary>
    Adam,

    /// <summary>Polyak's heavy ball.</summary>
    Momentum,
}
