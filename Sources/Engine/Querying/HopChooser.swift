// Chooses multi-hop queries worth showing from the links of an ontology alone: chains over distinct classes, whose
// every link has edges. Pure; the same classes give the same choice.

/// A chain of hops from a class.
package struct HopChain: Hashable, Sendable {
    package var start: String
    package var hops: [GraphQuery.Hop]

    /// `A -link-> B <-link- C`.
    package var text: String {
        hops.reduce(start) { text, hop in
            hop.direction == "in"
                ? "\(text) <-\(hop.predicate)- \(hop.targetClass)"
                : "\(text) -\(hop.predicate)-> \(hop.targetClass)"
        }
    }

    var turns: Int { hops.count { $0.direction == "in" } }
}

package enum HopChooser {
    /// Chains looked at, at most: an ontology with very many links has more than anybody wants.
    private static let maximumChains = 20_000

    /// Chains of exactly `length` hops, the most telling first: those that go along links, then those that turn once.
    package static func chains(of classes: [ClassView], length: Int) -> [HopChain] {
        let steps = steps(classes)
        var found: [HopChain] = []
        for start in steps.keys.sorted() {
            extend(HopChain(start: start, hops: []), [start], steps, length, &found)
        }
        let order = Dictionary(
            uniqueKeysWithValues: classes.map { ($0.id, $0.instances) })
        return found.sorted { left, right in
            let ranks = [left, right].map { (preference($0), -(order[$0.start] ?? 0), $0.text) }
            return ranks[0] < ranks[1]
        }
    }

    /// One turn makes a query that joins what no single link does; more turns fan out.
    private static func preference(_ chain: HopChain) -> Int {
        chain.hops.count <= 2 ? chain.turns : abs(chain.turns - 1)
    }

    private static func steps(_ classes: [ClassView]) -> [String: [GraphQuery.Hop]] {
        var steps: [String: [GraphQuery.Hop]] = [:]
        for view in classes {
            for link in view.links where link.edges > link.unresolved {
                steps[view.id, default: []].append(
                    GraphQuery.Hop(predicate: link.predicate, targetClass: link.target))
                steps[link.target, default: []].append(
                    GraphQuery.Hop(
                        predicate: link.predicate, targetClass: view.id, direction: "in"))
            }
        }
        return steps
    }

    private static func extend(
        _ chain: HopChain, _ visited: Set<String>, _ steps: [String: [GraphQuery.Hop]],
        _ length: Int, _ found: inout [HopChain]
    ) {
        if found.count >= maximumChains { return }
        if chain.hops.count == length {
            found.append(chain)
            return
        }
        let last = chain.hops.last?.targetClass ?? chain.start
        for hop in steps[last] ?? [] where !visited.contains(hop.targetClass) {
            var longer = chain
            longer.hops.append(hop)
            extend(longer, visited.union([hop.targetClass]), steps, length, &found)
        }
    }
}
