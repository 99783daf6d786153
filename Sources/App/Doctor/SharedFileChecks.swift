// Themes and sample tables that come with the program.

import TerminalUI

enum SharedFileChecks {
    static func all() -> [DoctorCheck] { [themes, samples] }

    private static var themes: DoctorCheck {
        do throws(UsageError) {
            let names = try ThemeFiles.all().map(\.name)
            guard !names.isEmpty else {
                return .warn(
                    "themes", "none found: the console uses its built-in one",
                    "keep the folder themes beside the program or in ~/.config/spice")
            }
            return .ok("themes", names.joined(separator: ", "))
        } catch {
            return .fail("themes", "\(error)", "mend the file, or move it away")
        }
    }

    private static var samples: DoctorCheck {
        do {
            return .ok("samples", "\(try SampleData.tables().count) tables for the demo")
        } catch {
            return .warn(
                "samples", "the demo's tables were not found",
                "keep the folder samples beside the program, or name tables: spice demo FILE…")
        }
    }
}
