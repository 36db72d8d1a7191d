namespace Redline.Server.Identity.People;

/// <summary>people.yaml is wrong, so the server does not start.</summary>
/// <param name="mistakes">Every mistake.</param>
internal sealed class PeopleFileException(IReadOnlyList<PeopleMistake> mistakes) : Exception(string.Join(Environment.NewLine, mistakes))
{
    /// <summary>Every mistake, in the order of the file.</summary>
    public IReadOnlyList<PeopleMistake> Mistakes { get; } = mistakes;
}
