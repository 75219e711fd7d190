using AngleSharp.Dom;

namespace Monitor.Sources.Html;

/// <summary>
/// A way through a tree in the document's order. Not by recursion, as the depth is the page's to choose; and not from sibling to sibling:
/// AngleSharp looks for a node among all its siblings to find the next one, so that a hundred thousand in a row take ten billion steps.
/// </summary>
internal static class NodeWalk
{
    /// <param name="root">Where it begins.</param>
    /// <param name="enter">Called for each node; whether to go inside.</param>
    /// <param name="leave">Called for each node that was entered, behind everything inside.</param>
    public static void Through(INode root, Func<INode, bool> enter, Action<INode> leave)
    {
        if (!enter(root)) return;
        var open = new Stack<(INode Node, int Next)>();
        open.Push((root, 0));
        while (open.TryPop(out var place))
        {
            if (place.Next == place.Node.ChildNodes.Length)
            {
                leave(place.Node);
                continue;
            }

            open.Push((place.Node, place.Next + 1));
            var child = place.Node.ChildNodes[place.Next];
            if (enter(child)) open.Push((child, 0));
        }
    }
}
