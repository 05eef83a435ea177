global using Distributed.Simulation;
