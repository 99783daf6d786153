// How numbers, ages and ids are written on every screen: thin spaces in thousands, units kept, times
// as age. Values that are not known are `–`, never 0.

package enum Figure {
    /// The narrow no-break space between thousands; a plain space on ASCII screens.
    package static let thin = "\u{202F}"
    package static let unknown = "–"

    /// `6 642`
    package static func count(_ value: some BinaryInteger) -> String {
        let digits = String(value.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.count - index) % 3 == 0 { text += thin }
            text.append(digit)
        }
        return value < 0 ? "-" + text : text
    }

    package static func count(_ value: Int?) -> String { value.map { count($0) } ?? unknown }

    /// `0.4 s`, `12 s`, `3 m`, `5 h`, `8 d`: one figure that is right at a glance. Negative
    /// durations (a clock that was set back) count as zero.
    package static func age(_ duration: Duration) -> String {
        let seconds = max(0, duration / .seconds(1))
        switch seconds {
        case ..<1: return decimal(seconds, digits: 1) + " s"
        case ..<100: return "\(Int(seconds)) s"
        case ..<6000: return "\(Int(seconds) / 60) m"
        case ..<172_800: return "\(Int(seconds) / 3600) h"
        default: return count(Int(seconds) / 86_400) + " d"
        }
    }

    /// How long something took: `850 µs`, `28 ms`, `1.25 s`, `2 m 05 s`, `3 h 12 m`.
    package static func duration(_ duration: Duration) -> String {
        let seconds = max(0, duration / .seconds(1))
        switch seconds {
        case 0: return "0 ms"
        case ..<0.001: return "\(Int(seconds * 1_000_000)) µs"
        case ..<0.01: return decimal(seconds * 1000, digits: 1) + " ms"
        case ..<1: return "\(Int(seconds * 1000)) ms"
        case ..<10: return decimal(seconds, digits: 2) + " s"
        case ..<60: return decimal(seconds, digits: 1) + " s"
        case ..<3600: return "\(Int(seconds) / 60) m \(padded(Int(seconds) % 60)) s"
        default: return "\(Int(seconds) / 3600) h \(padded(Int(seconds) / 60 % 60)) m"
        }
    }

    /// `412/s`, `0.4/s`, `12 k/s`.
    package static func rate(_ perSecond: Double?) -> String {
        guard let perSecond, perSecond.isFinite else { return unknown }
        switch perSecond {
        case 0: return "0/s"
        case ..<10: return decimal(perSecond, digits: 1) + "/s"
        case ..<100_000: return count(Int(perSecond.rounded())) + "/s"
        default: return count(Int((perSecond / 1000).rounded())) + " k/s"
        }
    }

    /// `512 B`, `14 MB`, `1.2 GB`, in powers of 1000 as disks are sold.
    package static func bytes(_ value: Int) -> String {
        var amount = Double(value)
        for unit in ["B", "kB", "MB", "GB", "TB"] {
            if amount < 999.5 || unit == "TB" {
                let digits = amount < 9.95 && unit != "B" ? 1 : 0
                return decimal(amount, digits: digits) + " " + unit
            }
            amount /= 1000
        }
        return count(value)
    }

    /// `93%`, never 100% before it is whole and never 0% once it has begun.
    package static func percent(_ part: Double) -> String {
        guard part.isFinite else { return unknown }
        let rounded = Int((part * 100).rounded())
        if part < 1 && rounded >= 100 { return "99%" }
        if part > 0 && rounded <= 0 { return "1%" }
        return "\(rounded)%"
    }

    /// An id cut in the middle, `0192f3c1…7be2`: the beginning tells the time, the end the one.
    package static func id(_ text: String, head: Int = 8, tail: Int = 4) -> String {
        text.count <= head + tail + 1 ? text : "\(text.prefix(head))…\(text.suffix(tail))"
    }

    /// A number with this many digits after the point, rounded half away from zero.
    package static func decimal(_ value: Double, digits: Int) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return unknown }
        var scale = 1
        for _ in 0..<digits { scale *= 10 }
        let scaled = Int((value.magnitude * Double(scale)).rounded())
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard digits > 0 else { return sign + count(scaled) }
        let fraction = String(scaled % scale)
        let zeros = String(repeating: "0", count: digits - fraction.count)
        return sign + count(scaled / scale) + "." + zeros + fraction
    }

    private static func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
