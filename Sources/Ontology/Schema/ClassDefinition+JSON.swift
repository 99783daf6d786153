// The contract's class object ↔ ClassDefinition. Labels default to names, so that a client may leave them out.
// A property that is really a reference (type `link`, or with a target) becomes a link.

package import JSONText

extension ClassDefinition {
    /// Reads a class as a client sends it. Unknown members are ignored.
    package init(json: JSON) throws(SchemaError) {
        guard let object = json.object else {
            throw SchemaError(.wrongShape, at: "", "a class is a JSON object")
        }
        let reader = Members(object, path: "")
        let id = try reader.classID("id")
        var properties: [PropertyDefinition] = []
        var links: [LinkDefinition] = []
        for (index, item) in try reader.array("properties").enumerated() {
            let member = try Members(item, path: "properties[\(index)]")
            switch try PropertyOrLink(member) {
            case .property(let property): properties.append(property)
            case .link(let link): links.append(link)
            }
        }
        for (index, item) in try reader.array("relationships").enumerated() {
            links.append(
                try LinkDefinition(Members(item, path: "relationships[\(index)]")))
        }
        self.init(
            id: id, label: try reader.text("label"), description: try reader.text("description"),
            parent: object["parent_class"].map(\.isNull) == false
                ? try reader.classID("parent_class") : nil,
            isAbstract: try reader.flag("abstract"), properties: properties, links: links,
            primaryKey: try reader.texts("primary_key"),
            metadata: object["metadata"]?.object ?? JSONObject())
        try check()
    }

    /// The class in the shape of the contract, with our members beside it.
    package var json: JSON {
        var object = JSONObject()
        object["id"] = .string(id.text)
        object["label"] = .string(label)
        object["description"] = description.map(JSON.string) ?? .null
        object["parent_class"] = parent.map { .string($0.text) } ?? .null
        object["abstract"] = .bool(isAbstract)
        object["properties"] = .array(properties.map(\.json))
        object["relationships"] = .array(links.map(\.json))
        object["primary_key"] = .array(primaryKey.map(JSON.string))
        object["metadata"] = .object(metadata)
        return .object(object)
    }

    /// Names unique, key properties there, size within limits.
    package func check() throws(SchemaError) {
        try refuseDuplicates(properties.map(\.name), at: "properties")
        try refuseDuplicates(links.map(\.predicate), at: "relationships")
        guard properties.count + links.count <= ClassDefinition.maximumMembers else {
            throw SchemaError(
                .tooLarge, at: "properties",
                "a class has at most \(ClassDefinition.maximumMembers) properties and links")
        }
        for name in primaryKey where property(name) == nil {
            throw SchemaError(
                .unknownProperty, at: "primary_key",
                "the key names \(name), which is no property of \(id)")
        }
        for link in links {
            for name in link.sourceProperties where property(name) == nil {
                throw SchemaError(
                    .unknownProperty, at: "relationships.\(link.predicate)",
                    "the link is made of \(name), which is no property of \(id)")
            }
            let counts = (link.sourceProperties.count, link.targetProperties.count)
            guard counts.1 == 0 || counts.0 == 0 || counts.0 == counts.1 else {
                throw SchemaError(
                    .invalidLink, at: "relationships.\(link.predicate)",
                    "source_properties and target_properties must pair up")
            }
        }
    }

    private func refuseDuplicates(_ names: [String], at path: String) throws(SchemaError) {
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted {
            throw SchemaError(.duplicateName, at: path, "\(name) stands there twice")
        }
    }
}

extension PropertyDefinition {
    package var json: JSON {
        var object = JSONObject()
        object["name"] = .string(name)
        object["type"] = .string(type.name)
        object["label"] = .string(label)
        object["required"] = .bool(isRequired)
        object["description"] = description.map(JSON.string) ?? .null
        object["default"] = defaultValue ?? .null
        object["constraints"] = .object(constraints)
        return .object(object)
    }
}

extension LinkDefinition {
    package var json: JSON {
        var object = JSONObject()
        object["predicate"] = .string(predicate)
        object["target"] = .string(target.text)
        object["label"] = .string(label)
        object["cardinality"] = .string(cardinality.rawValue)
        object["description"] = description.map(JSON.string) ?? .null
        object["inverse_predicate"] = inversePredicate.map(JSON.string) ?? .null
        object["inverse_label"] = inverseLabel.map(JSON.string) ?? .null
        if !sourceProperties.isEmpty {
            object["source_properties"] = .array(sourceProperties.map(JSON.string))
        }
        if !targetProperties.isEmpty {
            object["target_properties"] = .array(targetProperties.map(JSON.string))
        }
        return .object(object)
    }

    init(_ member: Members) throws(SchemaError) {
        let predicate = try member.name("predicate")
        let cardinality = try member.text("cardinality") ?? Cardinality.oneToMany.rawValue
        guard let cardinality = Cardinality(wire: cardinality) else {
            throw SchemaError(
                .wrongShape, at: member.path + ".cardinality",
                "cardinality is one of 1:1, 1:n, n:1, n:m")
        }
        self.init(
            predicate: predicate, target: try member.classID("target"),
            label: try member.text("label"), cardinality: cardinality,
            description: try member.text("description"),
            inversePredicate: try member.text("inverse_predicate"),
            inverseLabel: try member.text("inverse_label"),
            sourceProperties: try member.texts("source_properties"),
            targetProperties: try member.texts("target_properties"))
    }
}
