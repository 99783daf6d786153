// The trees that score feature classes: two boosted sets of them (130 and 160 rounds of one tree for
// each class; in the second set the thresholds are drawn at random), whose scores are averaged.
// Folds that keep one source on one side, four ways to part them that nothing was chosen on: accuracy
// 88.4 % (88.0 to 88.7), macro F1 87.2 %; a logistic regression on fewer features there: 86.7 and
// 85.5 %. By column: 95.2 and 94.6 %.
//
// A node is two characters: digits of a number in base 90. Small numbers are splits, numbered in the
// order of `splitTable`: the nodes of the left side follow (the value is at most the threshold), then
// those of the right side. Larger ones are leaves: steps of a score.

enum FeatureTrees {
    /// The score of each class, in the order of `FeatureClass.allCases`.
    static func scores(_ values: [String: Double]) -> [Double] {
        let row = names.map { name in
            // Figures that are no numbers were nought when the trees were fitted.
            values[name].flatMap { $0.isFinite ? $0 : nil } ?? 0
        }
        var scores = bias
        for (index, root) in forest.roots.enumerated() {
            scores[index % bias.count] += leaf(of: row, from: root) / 2
        }
        return scores
    }

    private static let bias: [Double] = [
        -1.6007, -2.6245, -1.9423, -2.4263, -3.8656, -2.3081, -1.2959, -2.6758, -3.61,
    ]
    private static let leastLeaf = -0.1308
    private static let leafStep = 0.00030317

    private static func leaf(of row: [Double], from root: Int) -> Double {
        var index = root
        while true {
            let node = forest.nodes[index]
            guard node.code < splits.count else {
                return leastLeaf + leafStep * Double(node.code - splits.count)
            }
            let split = splits[node.code]
            index = row[split.feature] <= split.threshold ? index + 1 : node.right
        }
    }

    private struct Split {
        /// In `names`.
        var feature: Int
        var threshold: Double
    }

    private static let (names, splits): ([String], [Split]) = {
        var names: [String] = []
        var splits: [Split] = []
        for word in splitTable.split(whereSeparator: \.isWhitespace) {
            if word.first?.isLetter == true {
                names.append(String(word))
            } else if let threshold = Double(word) {
                splits.append(Split(feature: names.count - 1, threshold: threshold))
            }
        }
        return (names, splits)
    }()

    private struct Node {
        var code: Int
        /// Where the right side of a split begins.
        var right = 0
    }

    private struct Forest {
        var nodes: [Node] = []
        var roots: [Int] = []

        /// `codes`: the nodes of all trees, one after another.
        init(_ codes: [Int], splits: Int) {
            nodes.reserveCapacity(codes.count)
            // The splits whose right side is still to come.
            var open: [Int] = []
            var isRoot = true
            for code in codes {
                if isRoot { roots.append(nodes.count) }
                isRoot = false
                nodes.append(Node(code: code))
                if code < splits {
                    open.append(nodes.count - 1)
                } else if let split = open.popLast() {
                    nodes[split].right = nodes.count
                } else {
                    isRoot = true
                }
            }
        }
    }

    private static let forest: Forest = {
        var codes: [Int] = []
        for table in [nodes1, nodes2, nodes3, nodes4] {
            var first: Int?
            for byte in table.utf8 where byte > 0x23 {
                let digit = Int(byte) - (byte > 0x5C ? 0x25 : 0x24)
                if let high = first {
                    codes.append(high * 90 + digit)
                    first = nil
                } else {
                    first = digit
                }
            }
        }
        return Forest(codes, splits: splits.count)
    }()
}
