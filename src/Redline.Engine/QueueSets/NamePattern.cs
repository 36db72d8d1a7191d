namespace Redline.Engine.QueueSets;

/// <summary>Patterns of names. Linear in the length of the name for each <c>*</c>, whatever the pattern.</summary>
internal static class NamePattern
{
    /// <summary>Whether a name fits as a whole, by code unit.</summary>
    public static bool Fits(string pattern, string name)
    {
        var (p, n, star, resume) = (0, 0, -1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = n;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == name[n]))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1; // the last star takes one character more
                n = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }
}
