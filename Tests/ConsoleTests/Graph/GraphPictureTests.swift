// The layout of the drawn graph.

import Testing

@testable import Console
@testable import Engine

struct GraphPictureTests {
    private func node(_ id: String) -> GraphAnswer.Node { ScriptedEngine.node(id) }

    /// Order/1 → Customer/85, which has two orders, of which one is the first again, and more.
    private var tree: GraphTree {
        var tree = GraphTree(root: WalkedNode(node("Order/1")))
        tree.apply(
            Neighbourhood(
                node: node("Order/1"),
                bundles: [
                    ScriptedEngine.bundle("customer", "out", "Customer", [node("Customer/85")]),
                    ScriptedEngine.bundle("shipper", "out", "Shipper", [node("Shipper/3")]),
                ]), to: 0)
        var orders = ScriptedEngine.bundle(
            "customer", "in", "Order", [node("Order/1"), node("Order/2")], next: "page 2")
        orders.total = 100_000
        tree.apply(Neighbourhood(node: node("Customer/85"), bundles: [orders]), to: 1)
        return tree
    }

    @Test func eachNodeStandsOnceInTheColumnOfItsDistance() {
        let items = GraphPicture(tree).items
        let nodes = items.filter(\.isNode)
        #expect(nodes.map(\.column) == [0, 1, 2, 1])
        #expect(nodes.map(\.row) == [0, 0, 1, 3])
    }

    @Test func aCircleEndsInItsNameAndTheRestInItsNumber() {
        let picture = GraphPicture(tree)
        #expect(picture.items.contains { $0.kind == .again("Order/1", isCycle: true) })
        #expect(picture.items.contains { $0.kind == .more(99_998) })
        #expect(picture.height == 4)
    }

    @Test func aFoldedNodeDrawsNothingBehindIt() {
        var tree = tree
        tree[place: 1].isOpen = false
        #expect(GraphPicture(tree).columns == 2)
    }

    @Test func theNodeUnderTheCursorIsFoundAlsoWhereItStandsElsewhere() {
        let picture = GraphPicture(tree)
        let again = tree.places.indices.first { tree[place: $0].cycle != nil }
        #expect(picture.item(of: again) == 0)
    }
}
