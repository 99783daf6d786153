// The registry as data: unique, complete, reachable.

import TerminalUI
import Testing

@testable import Console
@testable import Engine

@Suite struct RegistryTests {
    let registry = ActionRegistry.standard

    @Test func everyActionHasAUniqueNameAndHelp() {
        let names = registry.actions.map(\.name)
        #expect(Set(names).count == names.count)
        for action in registry.actions {
            #expect(!action.title.isEmpty && !action.help.isEmpty, "\(action.name)")
            #expect(!action.keys.isEmpty || action.twin != nil, "\(action.name)")
        }
    }

    @Test func everyKeyIsOneThatATerminalCanSend() {
        for action in registry.actions {
            for key in action.keys {
                #expect(Key(named: key)?.name == key, "\(action.name) \(key)")
            }
        }
    }

    @Test(arguments: Action.Scope.allCases) func noKeyMeansTwoThingsInOnePane(_ scope: Action.Scope)
    {
        let keys = registry.actions.filter { $0.scope == scope }.flatMap(\.keys)
        #expect(Set(keys).count == keys.count)
    }

    @Test func aSearchFindsAllWordsAndPutsTitlesFirst() {
        let found = ActionRegistry.search("reb", in: registry.actions)
        #expect(found.first?.name == "pipeline.rebuild")
        #expect(ActionRegistry.search("no such thing", in: registry.actions).isEmpty)
    }

    @Test func aPaneOffersOnlyActionsOfItsOwnScope() async {
        for pane in PaneID.allCases {
            let options = Rendering.options(pane)
            let console = Console(
                client: ScriptedEngine(), options: options, size: Size(columns: 80, rows: 24))
            let model = console.firstModel()
            for offered in pane.binding.actions(model) {
                #expect(registry.named(offered.name)?.scope == pane.scope, "\(offered.name)")
            }
        }
    }
}
