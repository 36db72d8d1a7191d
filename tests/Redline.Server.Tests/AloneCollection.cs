namespace Redline.Server.Tests;

/// <summary>Tests in real time that would find other tests running beside them: they run after all others, one by one.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
