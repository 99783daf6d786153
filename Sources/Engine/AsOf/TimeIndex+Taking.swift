// Taking events in: each domain event of the scope is one change.

internal import EventSourcing
internal import JSONText
internal import Ontology

extension TimeIndex {
    /// Takes in the next events of the log, in order. Those of other scopes only move the position.
    mutating func take(_ events: [RecordedEvent]) {
        for recorded in events where recorded.position > position {
            position = recorded.position
            let stream = recorded.event.stream
            guard recorded.event.kind == .domain, stream.database == scope.database,
                stream.epoch == scope.epoch, stream.branch == scope.branch,
                isClass(stream.className)
            else { continue }
            switch DomainEventType(rawValue: recorded.event.type) {
            case .instanceCreated, .instanceUpdated: write(recorded)
            case .instanceDeleted: delete(recorded)
            case .classCreated, .classUpdated, .classDeleted: define(recorded)
            default: continue
            }
        }
    }

    /// The graph knows no node of a class that could never be one.
    private func isClass(_ name: String) -> Bool {
        classes[name] != nil || (try? ClassID(name)) != nil
    }

    private mutating func tick(_ recorded: RecordedEvent) -> Int32 {
        // Writers on several hosts may tell times that go back a little; a moment must not.
        let at = max(recorded.event.occurredAt, ticks.last?.at ?? recorded.event.occurredAt)
        ticks.append(Tick(position: recorded.position, at: at))
        return Int32(ticks.count - 1)
    }

    private mutating func define(_ recorded: RecordedEvent) {
        var aggregate = ClassAggregate()
        aggregate.evolve(recorded.event)
        let tick = tick(recorded)
        let name = recorded.event.stream.className
        classes[name, default: []].append((tick, aggregate.definition))
        for link in aggregate.definition?.links ?? [] where !link.targetProperties.isEmpty {
            learn(Lookup(className: link.target.text, properties: link.targetProperties))
        }
    }

    /// Nodes that were read before a look-up was known were not entered in it.
    private mutating func learn(_ lookup: Lookup) {
        guard lookups.insert(lookup).inserted, let name = texts.number(of: lookup.className)
        else { return }
        if members[name]?.contains(where: { nodes[Int($0)].last >= 0 }) ?? false {
            mustStartAgain = true
        }
    }

    mutating func node(_ className: String, _ key: String) -> Int32 {
        let name = texts.add(className)
        let place = Place(className: name, key: ByteText(key))
        if let known = places[place] { return known }
        let number = Int32(nodes.count)
        nodes.append(Node(className: name, key: key))
        places[place] = number
        members[name, default: []].append(number)
        return number
    }

    private mutating func write(_ recorded: RecordedEvent) {
        let stream = recorded.event.stream
        let tick = tick(recorded)
        let number = node(stream.className, stream.key)
        let before = openArcs(of: number)
        var now: [Int32] = []
        for link in InstanceContent.links(of: recorded.event) {
            let predicate = texts.add(link.predicate)
            let target = target(link.target)
            func isSame(_ arc: Int32) -> Bool {
                arcs[Int(arc)].predicate == predicate && arcs[Int(arc)].target == target
            }
            if now.contains(where: isSame) { continue }
            now.append(before.first(where: isSame) ?? open(number, predicate, target, tick))
        }
        close(before.filter { !now.contains($0) }, tick)
        append(number, tick, recorded.sequence, isLive: true, now)
        hold(number, stream.className, recorded.event, tick)
    }

    private mutating func delete(_ recorded: RecordedEvent) {
        let stream = recorded.event.stream
        let tick = tick(recorded)
        let number = node(stream.className, stream.key)
        close(openArcs(of: number), tick)
        append(number, tick, recorded.sequence, isLive: false, [])
        hold(number, stream.className, nil, tick)
    }

    private func openArcs(of node: Int32) -> [Int32] {
        let last = nodes[Int(node)].last
        guard last >= 0, versions[Int(last)].isLive else { return [] }
        return arcs(of: versions[Int(last)])
    }

    func arcs(of version: Version) -> [Int32] {
        Array(versionArcs[Int(version.arcs.lowerBound)..<Int(version.arcs.upperBound)])
    }

    private mutating func append(
        _ node: Int32, _ tick: Int32, _ sequence: SequenceNumber, isLive: Bool, _ arcs: [Int32]
    ) {
        let start = Int32(versionArcs.count)
        versionArcs += arcs
        versions.append(
            Version(
                previous: nodes[Int(node)].last, tick: tick, sequence: sequence.value,
                isLive: isLive, arcs: start..<Int32(versionArcs.count)))
        nodes[Int(node)].last = Int32(versions.count - 1)
    }

    private mutating func open(
        _ from: Int32, _ predicate: Int32, _ target: Int32, _ tick: Int32
    ) -> Int32 {
        let number = Int32(arcs.count)
        let previous =
            target >= 0 ? nodes[Int(target)].lastArc : held[Int(-target - 1)].lastArc
        arcs.append(
            Arc(
                from: from, predicate: predicate, target: target, span: Span(since: tick),
                previous: previous))
        if target >= 0 {
            nodes[Int(target)].lastArc = number
        } else {
            held[Int(-target - 1)].lastArc = number
        }
        return number
    }

    private mutating func close(_ numbers: [Int32], _ tick: Int32) {
        for number in numbers { arcs[Int(number)].span.until = tick }
    }

    private mutating func target(_ target: LinkTarget) -> Int32 {
        if target.properties.isEmpty {
            return node(target.target.text, target.values.first ?? "")
        }
        learn(Lookup(className: target.target.text, properties: target.properties))
        return -heldNumber(target) - 1
    }

    private mutating func heldNumber(_ target: LinkTarget) -> Int32 {
        let parts = [target.target.text] + target.properties + target.values
        let place = parts.map { ByteText($0) }
        if let known = heldPlaces[place] { return known }
        held.append(Held(target: target))
        heldPlaces[place] = Int32(held.count - 1)
        return Int32(held.count - 1)
    }

    /// Enters what a node holds from now on into the look-ups of its class.
    private mutating func hold(
        _ node: Int32, _ className: String, _ event: Event?, _ tick: Int32
    ) {
        let own = lookups.filter { $0.className == className }
        guard !own.isEmpty || holding[node] != nil else { return }
        let data = event.flatMap { InstanceContent.data(of: $0) }
        var now: [Int32] = []
        for lookup in own {
            guard let data, let name = try? ClassID(className) else { break }
            let values = lookup.properties.compactMap { property -> String? in
                guard let value = data[property], !value.isNull else { return nil }
                return value.plainText
            }
            guard values.count == lookup.properties.count else { continue }
            now.append(
                heldNumber(
                    LinkTarget(target: name, properties: lookup.properties, values: values)))
        }
        let before = holding[node] ?? []
        for number in before where !now.contains(number) {
            guard
                let place = held[Int(number)].holders.lastIndex(where: {
                    $0.node == node && $0.span.until == Span.open
                })
            else { continue }
            held[Int(number)].holders[place].span.until = tick
        }
        for number in now where !before.contains(number) {
            held[Int(number)].holders.append((node, Span(since: tick)))
            if !heldEver[node, default: []].contains(number) {
                heldEver[node, default: []].append(number)
            }
        }
        holding[node] = now.isEmpty ? nil : now
    }
}
