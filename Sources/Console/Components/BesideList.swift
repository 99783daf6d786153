// What stands beside or below a list, about the row under its cursor.

import TerminalUI

enum BesideList {
    /// While the cursor is on its way over a slow link only this stands there; true when it does.
    static func waits(
        _ context: PaneContext, into screen: inout Screen, in rect: Rect
    ) -> Bool {
        guard context.isMoving else { return false }
        screen.put("…", x: rect.x, y: rect.y, width: rect.width, style: .quiet)
        return true
    }
}
