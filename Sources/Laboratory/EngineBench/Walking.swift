// A query of three hops over what was imported: a product, its orders against the link, their customers, the regions
// of those. Classes and links are those that the import inferred.

import Engine
import JSONText

struct Walking: Sendable {
    private let query: GraphQuery
    private let startKey: String
    private let products: Int
    private let client: any EngineClient
    private let call: CallContext

    /// Looks the links up; throws when the import inferred none.
    init(_ client: any EngineClient, _ call: CallContext, tables: GeneratedTables) async throws {
        let classes = try await client.run(
            ListClasses(database: Importing.database), call
        ).items
        guard let chain = Walking.chain(classes, tables),
            let start = classes.first(where: { $0.id == chain.start }),
            let key = start.key.first
        else {
            throw LaboratoryError.unexpected("no chain of three links was inferred from the tables")
        }
        query = GraphQuery(
            database: Importing.database, startClass: chain.start, hops: chain.hops, limit: 100)
        startKey = key
        products = tables.products
        self.client = client
        self.call = call
    }

    /// One query a start node, spread over all of them.
    func round(starts: Int, withDocuments: Bool) async throws -> Latencies {
        var times: [Double] = []
        for number in 0..<starts {
            try Task.checkCancellation()
            var query = query
            let product = number * 7919 % products + 1
            query.filters = [startKey: .integer(product)]
            query.includeDocuments = withDocuments
            let started = ContinuousClock.now
            let answer = try await client.run(query, call)
            times.append((ContinuousClock.now - started) / .microseconds(1))
            guard answer.rows > 0 else {
                throw LaboratoryError.unexpected("no order of product \(product) was found")
            }
        }
        return Latencies(times)
    }

    /// From the class with as many instances as there are products, first against a link and then along two.
    private static func chain(_ classes: [ClassView], _ tables: GeneratedTables) -> HopChain? {
        HopChooser.chains(of: classes, length: 3).first { chain in
            let start = classes.first { $0.id == chain.start }
            return start?.instances == tables.products
                && chain.hops.map { $0.direction ?? "out" } == ["in", "out", "out"]
        }
    }
}
