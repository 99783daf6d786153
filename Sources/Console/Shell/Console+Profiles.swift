// Going to another engine: a profile by its name, or an address. Everything that was shown belonged to
// the engine before, so all of it is forgotten, and answers that are under way are dropped.

import Engine
import TerminalUI

extension Console {
    func profileChooser(_ model: ConsoleModel) -> Chooser {
        let profiles = model.profiles
        let entries = profiles.map { profile in
            HelpOverlay.Entry(
                key: profile.name == model.profile?.name ? "●" : " ", name: profile.name,
                help: profile.target
                    + (profile.danger == .normal ? "" : " · \(profile.danger.rawValue)")
                    + (profile.isReadOnly ? " · read-only" : ""),
                isDangerous: profile.danger == .production)
        }
        return Chooser(
            list: HelpOverlay(title: "Profiles", entries: entries),
            messages: profiles.map { .profileWanted($0) })
    }

    /// Without profiles there is nothing to choose from.
    func openProfiles(_ model: inout ConsoleModel) {
        guard !model.profiles.isEmpty else {
            model.notice = Notice(
                "no profiles: name some under profiles: in the config file, or press ^O", .attention
            )
            return
        }
        model.overlay = .chooser(profileChooser(model))
    }

    func addressPrompt() -> Prompt<ConsoleMessage> {
        Prompt("connect to", placeholder: "ssh://host, http://host:8002 or unix:PATH") {
            .addressGiven($0)
        }
    }

    func turn(to address: String, _ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        guard let turning = options.turning else {
            model.notice = Notice("this console cannot go to another engine", .attention)
            return []
        }
        switch turning.reading(address) {
        case .success(let profile): return want(profile, &model)
        case .failure(let refusal):
            model.notice = Notice(refusal.reason, .bad)
            return []
        }
    }

    /// Asks first when something would end with the engine of this console.
    func want(
        _ profile: ConsoleProfile, _ model: inout ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        guard options.turning != nil else {
            model.notice = Notice("this console cannot go to another engine", .attention)
            return []
        }
        guard model.jobs.isEmpty else {
            model.notice = Notice("\(model.jobs[0].title) runs; K stops it, then go", .attention)
            return []
        }
        let hosting = options.hosting
        return [.run(id: "shell.profile") { .profileAsked(profile, hosting?()) }]
    }

    func turn(
        to profile: ConsoleProfile, _ hosting: Hosting?, _ model: inout ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        guard let visitors = hosting?.visitors, !visitors.isEmpty else {
            return turn(to: profile, &model)
        }
        model.overlay = .question(
            Question(
                dialog: Dialog(
                    title: "Go to \(profile.name)",
                    text: "The engine runs in this console and ends when it goes elsewhere, also "
                        + "for those who are attached.", details: visitors,
                    keys: [.init("⏎", "end it and go", isDangerous: true), .init("Esc", "stay")]),
                confirm: .profileConfirmed(profile)))
        return []
    }

    func turn(
        to profile: ConsoleProfile, _ model: inout ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        guard let turning = options.turning else { return [] }
        model.forget()
        model.pace = Pace()
        model.profile = profile
        model.isReadOnly = options.isReadOnly || profile.isReadOnly
        model.notice = Notice("going to \(profile.target)")
        return [
            .cancelAll(except: ["shell.session"]), tick(every: .lively),
            .run(id: "shell.profile") { .profileTurned(await turning.turn(profile)) },
        ]
    }

    func takeTurn(
        _ session: ConsoleSession?, _ model: inout ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        if let session { model.restore(session) }
        model.notice = nil
        model.keptSession = model.session
        return load(&model) + [follow(model.pace), lookAgain()]
    }
}

extension ConsoleModel {
    /// Forgets everything that came from an engine.
    mutating func forget() {
        database = nil
        branch = nil
        preferredDatabase = nil
        subject = nil
        databases = Loaded()
        databaseTurn = nil
        overlay = nil
        jobs = []
        isLeaving = false
        ontology = OntologyPane.initial
        mapping = MappingPane.initial
        commands = CommandsPane.initial
        graph = GraphPane.initial
        let thresholds = pipeline.thresholds
        pipeline = PipelinePane.initial
        pipeline.thresholds = thresholds
    }
}
