// The members of a JSON object in the order in which they were written.
// Look-up is a scan: our objects have tens of members, where a scan beats hashing.

/// An ordered list of members; names are unique by their bytes (Swift calls composed and decomposed accents equal,
/// JSON does not).
package struct JSONObject: Hashable, Sendable {
    package struct Member: Hashable, Sendable {
        package var name: String
        package var value: JSON

        package init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }

        func isCalled(_ other: String) -> Bool {
            // Unequal by characters is unequal by bytes, and that is found out faster.
            name == other && name.utf8.elementsEqual(other.utf8)
        }
    }

    package private(set) var members: [Member]

    package init() { members = [] }

    /// Later members with a name that is already there replace the earlier value.
    package init(_ pairs: some Sequence<(String, JSON)>) {
        members = []
        for (name, value) in pairs { self[name] = value }
    }

    /// For the reader, which has checked that the names are unique.
    init(unique members: [Member]) { self.members = members }

    package var isEmpty: Bool { members.isEmpty }
    package var count: Int { members.count }
    package var names: [String] { members.map(\.name) }

    /// Setting nil removes the member; setting a new name appends it. O(members).
    package subscript(name: String) -> JSON? {
        get { members.first { $0.isCalled(name) }?.value }
        set {
            let index = members.firstIndex { $0.isCalled(name) }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(name, value))
            case (nil, nil): break
            }
        }
    }

    /// The members that are not called like any of these.
    package func without(_ names: [String]) -> JSONObject {
        JSONObject(unique: members.filter { member in !names.contains { member.isCalled($0) } })
    }

    /// Adds members of which none is here yet: the caller knows. O(members of `other`).
    package mutating func append(contentsOf other: JSONObject) {
        members.append(contentsOf: other.members)
    }

    /// `self` overlaid by the top-level members of `patch`; a null in the patch stays null.
    package func overlaid(by patch: JSONObject) -> JSONObject {
        var result = self
        for member in patch.members { result[member.name] = member.value }
        return result
    }

    /// Equality without regard to the order of members, at every depth.
    package func sameContent(as other: JSONObject) -> Bool {
        JSON.object(self).canonicalText == JSON.object(other).canonicalText
    }
}
