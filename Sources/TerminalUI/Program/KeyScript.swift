// Keys written as text: each character is a key, names stand in angle brackets (`:graph<enter>`),
// `<lt>` is the bracket itself. An unknown name is taken letter by letter.

package enum KeyScript {
    package static func keys(in text: String) -> [Key] {
        var keys: [Key] = []
        var rest = Substring(text)
        while let first = rest.first {
            if first == "<", let end = rest.firstIndex(of: ">") {
                let name = rest[rest.index(after: rest.startIndex)..<end]
                if let key = name == "lt" ? .character("<") : Key(named: String(name)) {
                    keys.append(key)
                    rest = rest[rest.index(after: end)...]
                    continue
                }
            }
            keys.append(first == "\n" ? .enter : .character(first))
            rest = rest.dropFirst()
        }
        return keys
    }
}
