// What is found after a run, and what the clients say must be found: two values that the checks compare.

package import EventSourcing
package import JSONText

package struct ChaosEvidence: Hashable, Sendable {
    /// An event of the log.
    package struct Entry: Hashable, Sendable {
        package var position: StorePosition
        package var eventID: String
        package var isCommand: Bool
        package var type: String
        /// The command itself, or the one that it answers.
        package var commandID: String?
        /// Type and name.
        package var stream: String
        package var sequence: Int

        package init(
            position: StorePosition, eventID: String, isCommand: Bool, type: String,
            commandID: String?, stream: String, sequence: Int
        ) {
            self.position = position
            self.eventID = eventID
            self.isCommand = isCommand
            self.type = type
            self.commandID = commandID
            self.stream = stream
            self.sequence = sequence
        }
    }

    package struct Instance: Hashable, Sendable {
        /// `FULL`, or what else with its reason.
        package var badge: String
        package var data: JSONObject

        package init(badge: String, data: JSONObject) {
            self.badge = badge
            self.data = data
        }
    }

    /// In the order of the log.
    package var log: [Entry] = []
    /// Status by command id, with the reason where it is not COMPLETED.
    package var statuses: [String: String] = [:]
    /// By `Class/key`: those that are there.
    package var instances: [String: Instance] = [:]
    /// By class.
    package var counts: [String: Int] = [:]
    /// What has not come to rest, in words; empty is good.
    package var unrest: [String] = []
    package var deadLetters: [String] = []
    package var drifts: [String] = []
    package var auditIsIntact = true
    package var auditDetail = ""
    /// Exports by model, before and after a rebuild.
    package var exports: [String: [String]] = [:]
    package var rebuiltExports: [String: [String]] = [:]
    /// Portable ones, where a run in order stands beside this one.
    package var portable: [String: [String]] = [:]
    package var portableInOrder: [String: [String]] = [:]

    package init() {}
}

package struct ChaosExpectation: Hashable, Sendable {
    package var acknowledged: [ChaosLedger.Acknowledged]
    /// Ids of commands that the run itself sent to begin with.
    package var opening: [String]
    /// By `Class/key`.
    package var instances: [String: JSONObject]
    /// Everything that ever was there, also what is deleted.
    package var touched: Set<String>
    package var isGapless: Bool

    package init(
        acknowledged: [ChaosLedger.Acknowledged], opening: [String],
        instances: [String: JSONObject], touched: Set<String>, isGapless: Bool
    ) {
        self.acknowledged = acknowledged
        self.opening = opening
        self.instances = instances
        self.touched = touched
        self.isGapless = isGapless
    }

    init(_ scripts: [ChaosScript], _ ledger: ChaosLedger, opening: [String], isGapless: Bool) {
        self.init(
            acknowledged: ledger.acknowledged, opening: opening, instances: [:], touched: [],
            isGapless: isGapless)
        for script in scripts {
            instances.merge(script.expected) { one, _ in one }
            touched.formUnion(script.touched)
        }
    }

    /// Of all that was touched.
    var classNames: Set<String> {
        Set(touched.compactMap { $0.split(separator: "/").first.map(String.init) })
    }
}
