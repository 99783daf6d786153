// Small tables as texts, and shared data when the environment names it.

import Foundation
import Inference
import Tables

/// One table out of a text.
func inferred(_ text: String, name: String = "t.csv") throws -> TableInference {
    try InferenceRun.profile(TableInput(.bytes(Array(text.utf8), name: name))).0
}

/// A column of `values` below `header`, beside a running number.
func column(_ header: String, _ values: [String], delimiter: String = ";") throws -> ColumnInference
{
    var bytes: [UInt8] = []
    let writer = DelimitedWriter(Dialect(delimiter: delimiter))
    writer.write(["row", header], to: &bytes)
    for (index, value) in values.enumerated() { writer.write(["\(index + 1)", value], to: &bytes) }
    let source = TableSource.bytes(bytes, name: "t.csv")
    return try InferenceRun.profile(TableInput(source)).0.columns[1]
}

/// The folder of shared data, when there is one.
let sharedFolder = ProcessInfo.processInfo.environment["SPICE_TEST_SHARED"]

/// All CSV files of a database among the shared data.
func sharedTables(_ database: String) throws -> [TableInput]? {
    guard let sharedFolder else {
        print("skipped: SPICE_TEST_SHARED does not name the shared data")
        return nil
    }
    let folder = sharedFolder + "/data/inference/keys-dev/files/" + database
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        .filter { $0.hasSuffix(".csv") }.map { TableInput(.file(path: folder + "/" + $0)) }
}
