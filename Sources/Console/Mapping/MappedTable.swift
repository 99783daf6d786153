// One of the opened tables with where its rows lead.

package import Engine

package struct MappedTable: Sendable {
    package enum Standing: Hashable, Sendable {
        case leftOut
        /// Its class is not in the database yet.
        case new
        /// Its class is there, and its columns are matched to it.
        case known
        /// Not known yet: no database, or no answer.
        case asked
    }

    package var table: InferenceView.Table
    package var className: String
    package var standing: Standing
    package var columns: [MappedColumn]
    /// The columns that tell its rows apart.
    package var key: [String]

    /// Columns that wait for an answer.
    package var asking: Int { columns.count { $0.standing == .asks || $0.standing == .unmatched } }

    /// Cells that the reading of their column does not hold.
    package var against: Int { table.columns.reduce(0) { $0 + $1.contradictionCount } }
}

extension MappingPane {
    /// The class that a table's rows lead to, and how its columns fit.
    package struct Match: Sendable {
        package var className: String
        /// The class as it stands in the database; fails with `class_not_found` for a new one.
        package var known = Loaded<ClassView>()
        package var suggestion = Loaded<MappingView>()
        /// What the class was like when its suggestion was asked for.
        var ground: ClassGround?
    }

    /// What a judgement stands on, of one class: its definition, and how many of its instances were compared.
    struct ClassGround: Hashable, Sendable {
        private static let compared = 200

        var sequence: Int
        var instances: Int

        init(_ view: ClassView) {
            sequence = view.sequence
            instances = min(view.instances, Self.compared)
        }
    }
}
