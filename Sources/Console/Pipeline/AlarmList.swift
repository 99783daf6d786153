// The last alarms, newest first, with their age.

import TerminalUI

enum AlarmList {
    static func draw(
        _ alarms: [Alarm], into screen: inout Screen, in rect: Rect, _ context: PaneContext
    ) {
        guard rect.height > 1 else { return }
        screen.put("Alarms", x: rect.x, y: rect.y, width: rect.width, style: .header)
        let rows = rect.inset(top: 1)
        if alarms.isEmpty {
            screen.put(
                "none since the console was opened", x: rows.x, y: rows.y, width: rows.width,
                style: .quiet)
        }
        for (line, alarm) in alarms.suffix(rows.height).reversed().enumerated() {
            let place = rows.line(line)
            screen.put(
                Ago.short(context.age(of: alarm.at)), x: place.x, y: place.y, width: Columns.age,
                style: .quiet, align: .right)
            let notice = Notice(
                alarm.worker.isEmpty ? alarm.text : "\(alarm.worker) \(alarm.text)", alarm.mood)
            screen.put(
                notice.glyph + notice.text, x: place.x + Columns.age + 2, y: place.y,
                width: place.width - Columns.age - 2, style: notice.style)
        }
    }
}
