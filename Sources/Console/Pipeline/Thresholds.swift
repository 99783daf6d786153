// From where on a figure of the pipeline wants attention; of the config file.

package struct Thresholds: Hashable, Sendable {
    /// More waiting events than this are not the normal course of work.
    package var lag = 50
    /// Nothing should wait longer than this; nil: no matter how long.
    package var oldestSeconds: Double?
    /// Less free room on the disk than this is bad.
    package var freeBytes = 1_000_000_000

    package init() {}
}
