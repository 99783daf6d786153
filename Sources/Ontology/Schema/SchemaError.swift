// Why a class or an instance does not fit. Each case has a stable code; the sentence says what to do.

/// A definition or a value that breaks a rule of the model.
package struct SchemaError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Hashable, Sendable {
        case missingField = "missing_field"
        case wrongShape = "wrong_shape"
        case invalidName = "invalid_name"
        case duplicateName = "duplicate_name"
        case unknownProperty = "unknown_property"
        case requiredProperty = "required_property"
        case wrongType = "wrong_type"
        case constraintViolated = "constraint_violated"
        case invalidLink = "invalid_link"
        case invalidKey = "invalid_key"
        case keyChanged = "key_changed"
        case tooLarge = "too_large"
        case tooDeep = "too_deep"
    }

    package let code: Code
    /// Where: `properties[2].name`, `data.price`, …
    package let path: String
    package let message: String

    package init(_ code: Code, at path: String, _ message: String) {
        self.code = code
        self.path = path
        self.message = message
    }

    package var description: String { message }
}
