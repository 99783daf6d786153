// `spice infer --set`: the answers for a whole data set, in the form that scorers read. Only its manifest and its files
// are read.

import Laboratory

struct InferSet {
    let set: String
    let out: String?

    func run() throws {
        guard let out else { throw UsageError("--set needs --out") }
        try AnswerSet(directory: set, out: Paths.absolute(out), dumps: true).write(
            tool: "spice \(Version.text)")
    }
}
