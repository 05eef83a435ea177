// Most of the time is waiting.
[assembly: CollectionBehavior(MaxParallelThreads = 5)]
