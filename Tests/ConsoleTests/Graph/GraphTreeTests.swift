// The tree of walked nodes: rows, paging, cycles, looking again.

import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct GraphTreeTests {
    private func node(_ id: String, _ badge: NodeBadge = NodeBadge(.full)) -> GraphAnswer.Node {
        ScriptedEngine.node(id, badge)
    }

    private func answer(
        _ id: String, _ bundles: [Neighbourhood.Bundle] = []
    ) -> Neighbourhood {
        Neighbourhood(node: node(id), bundles: bundles)
    }

    private func order() -> GraphTree {
        var tree = GraphTree(root: WalkedNode(node("Order/1")))
        tree.apply(
            answer(
                "Order/1",
                [
                    ScriptedEngine.bundle("customer", "out", "Customer", [node("Customer/85")]),
                    ScriptedEngine.bundle(
                        "order", "in", "Line", (1...5).map { node("Line/\($0)") }, next: "5"),
                ]), to: 0)
        return tree
    }

    @Test func aLinkToOneNodeSharesItsRowAndManyGetOneOfTheirOwn() {
        let rows = order().rows
        #expect(rows.map(\.depth) == [0, 1, 1, 2, 2, 2, 2])
        #expect(rows[1].line == .node(1, via: 0))
        #expect(rows[2].line == .branch(1))
        #expect(rows[6].line == .more(1))
    }

    @Test func numbersStandByTheirValueWhereAllAreThere() {
        var tree = GraphTree(root: WalkedNode(node("Order/1")))
        let keys = ["1032", "57", "9"].map { node("Line/\($0)") }
        let bundles = [ScriptedEngine.bundle("order", "in", "Line", keys)]
        tree.apply(answer("Order/1", bundles), to: 0)
        #expect(tree.branches[0].places.map { tree[place: $0].node.key } == ["9", "57", "1032"])
        tree.apply(answer("Order/1", bundles), to: 0)
        #expect(tree.branches[0].places.map { tree[place: $0].node.key } == ["9", "57", "1032"])
    }

    @Test func aBranchSaysHowManyWereReadOfHowManyItHas() {
        var tree = order()
        #expect(text(tree.rows[2], tree).contains("(5+)"))
        tree[branch: 1].total = 38
        #expect(text(tree.rows[2], tree).contains("(5 of 38)"))
    }

    private func text(_ row: GraphTree.Row, _ tree: GraphTree) -> String {
        GraphTreeLines(tree: tree, showsSummary: false).node(row).line.map(\.text).joined()
    }

    @Test func aFurtherPageJoinsOnAndEndsTheMore() {
        var tree = order()
        tree.append(
            answer(
                "Order/1", [ScriptedEngine.bundle("order", "in", "Line", [node("Line/6")])]), to: 1)
        let last = tree.rows.last
        #expect(last?.line == .node(7, via: nil))
        #expect(tree[place: 7].node.id == "Line/6")
        #expect(!tree.rows.contains { $0.line == .more(1) })
    }

    @Test func aNodeThatStandsAboveIsACycle() {
        var tree = order()
        tree.apply(
            answer(
                "Customer/85",
                [
                    ScriptedEngine.bundle(
                        "customer", "in", "Order", [node("Order/1"), node("Order/2")])
                ]), to: 1)
        let cycles = tree.places.indices.filter { tree[place: $0].cycle != nil }
        #expect(cycles.map { tree[place: $0].node.id } == ["Order/1"])
        #expect(tree[place: cycles[0]].cycle == 0)
    }

    @Test func theWayBackAloneIsNoOtherLink() {
        var tree = order()
        tree.apply(
            answer(
                "Customer/85",
                [ScriptedEngine.bundle("customer", "in", "Order", [node("Order/1")])]), to: 1)
        #expect(tree.rows[2].line == .remark(1))
    }

    @Test func lookingAgainKeepsWhatWasWalkedBelow() {
        var tree = order()
        tree.apply(answer("Customer/85"), to: 1)
        tree.apply(
            answer(
                "Order/1",
                [
                    ScriptedEngine.bundle(
                        "customer", "out", "Customer",
                        [node("Customer/85", NodeBadge(.partial, reason: "stale"))])
                ]), to: 0)
        #expect(tree[place: 1].branches == [])
        #expect(tree[place: 1].node.badge.reason == "stale")
        #expect(tree.incomplete(tree.rows).map(\.id) == ["Customer/85"])
    }

    @Test func aFilteredBranchStaysAsItIsWhenItsNodeIsLookedAtAgain() {
        var tree = order()
        let open = ScriptedEngine.bundle("order", "in", "Line", [node("Line/4")])
        tree.filter(1, by: "status=open", answer("Order/1", [open]))
        let branch = { (tree: GraphTree) in
            tree[branch: 1].places.map { tree[place: $0].node.id }
        }
        #expect(branch(tree) == ["Line/4"])
        #expect(tree.rows.filter { $0.line == .branch(1) }.count == 1)
        let all = ScriptedEngine.bundle(
            "order", "in", "Line", (1...5).map { node("Line/\($0)") }, next: "5")
        tree.apply(answer("Order/1", [all]), to: 0)
        #expect(branch(tree) == ["Line/4"])
        tree.forgetPages(of: 0)
        tree.apply(answer("Order/1", [all]), to: 0)
        #expect(branch(tree).count == 5)
    }

    @Test func wayExtentAndLayersCountHops() {
        var tree = order()
        tree.apply(
            answer(
                "Customer/85",
                [ScriptedEngine.bundle("region", "out", "Region", [node("Region/3")])]), to: 1)
        let region = tree.places.count - 1
        #expect(tree.way(to: region).map(\.predicate) == ["customer", "region"])
        #expect(tree.extent == (hops: 2, nodes: 8))
        #expect(tree.layers.map(\.count) == [1, 6, 1])
    }

    @Test func theQueryOfAWayNamesKeyHopsAndDirection() {
        var tree = GraphTree(root: WalkedNode(node("Order/1%2F7~it's")))
        tree.apply(
            answer(
                "Order/1%2F7~it's",
                [ScriptedEngine.bundle("order", "in", "Line", [node("Line/1"), node("Line/2")])]),
            to: 0)
        let text = GraphQueryText(
            database: "shop", tree: tree, place: 2, key: ["number", "part"])
        #expect(
            text.commandLine
                == "spice query --db shop Order '<order:Line' --where number=1/7 "
                + "--where 'part=it'\\''s'")
        #expect(text.curl.contains("/api/v1/graph-query/shop "))
        // Elsewhere both lines lead there.
        let far = GraphQueryText(
            database: "shop", tree: tree, place: 2, key: ["number", "part"],
            reach: EngineReach(target: "https://ops-host:8002"))
        #expect(far.commandLine.hasSuffix(" --connect https://ops-host:8002"))
        #expect(far.curl.contains("-sS https://ops-host:8002/api/v1/graph-query/shop "))
        let own = EngineReach(target: "/var/lib/my data")
        #expect(own.options == ["--data-dir", "/var/lib/my data"] && own.address == nil)
    }
}
