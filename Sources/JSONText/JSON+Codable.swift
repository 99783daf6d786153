// Lets a JSON value be a member of Codable types. Only `JSONEncoding` and `JSONDecoding` know it: a
// coder that knows binary floats only would lose digits, so any other is refused.

extension JSON: Codable {
    package init(from decoder: any Decoder) throws {
        guard let decoder = decoder as? JSONValueDecoder else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath,
                    debugDescription: "a JSON value is read by JSONDecoding only"))
        }
        self = decoder.json
    }

    package func encode(to encoder: any Encoder) throws {
        guard let encoder = encoder as? JSONValueEncoder else {
            throw EncodingError.invalidValue(
                self,
                EncodingError.Context(
                    codingPath: encoder.codingPath,
                    debugDescription: "a JSON value is written by JSONEncoding only"))
        }
        encoder.node.content = .value(self)
    }
}
