import Hub
import Staff

/// The screens that the rail, the palette and the shortcuts lead to.
enum DeskMenu {
    /// The parts of the rail, from the top.
    enum Group: String, CaseIterable, Sendable {
        case today, tell, sell, house
    }

    /// One screen.
    struct Section: Sendable {
        /// What a page says it belongs to.
        let id: String
        /// The word for it.
        let word: String
        /// Below the desk's root.
        let path: String
        let group: Group
        /// Any of these opens it; none for screens that everybody has.
        let needs: Set<Permission>
        /// The key that follows `g`.
        var shortcut: String?

        var url: String { path.isEmpty ? DeskRouter.root : "\(DeskRouter.root)/\(path)" }

        func isOpen(to person: Person) -> Bool { needs.isEmpty || needs.contains { person.may($0) } }
    }

    static let groups = Group.allCases

    /// One line a screen, in the order of the rail.
    static let sections = [
        Section(id: "home", word: "home", path: "", group: .today, needs: [], shortcut: "h"),
        Section(id: "stories", word: "stories", path: "stories", group: .tell, needs: [.seeStories], shortcut: "s"),
        Section(id: "orders", word: "orders", path: "orders", group: .sell, needs: [.seeOrders], shortcut: "o"),
        Section(id: "products", word: "products", path: "products", group: .sell, needs: [.seeProducts], shortcut: "r"),
        Section(id: "pictures", word: "pictures", path: "pictures", group: .tell, needs: [.seeProducts], shortcut: "i"),
        Section(id: "athletes", word: "athletes", path: "athletes", group: .tell, needs: [.seeStories], shortcut: "t"),
        Section(id: "sports", word: "sports", path: "sports", group: .tell, needs: [.seeStories]),
        Section(id: "films", word: "films", path: "films", group: .tell, needs: [.seeStories], shortcut: "f"),
        Section(id: "stores", word: "stores", path: "stores", group: .sell, needs: [.seeProducts], shortcut: "e"),
        Section(id: "people", word: "people", path: "people", group: .house, needs: [.managePeople], shortcut: "p"),
        Section(
            id: "import", word: "import", path: "import", group: .house, needs: Set(ImportKind.allCases.map(\.permission)),
            shortcut: "m"),
        Section(id: "changes", word: "changes", path: "changes", group: .house, needs: [.seeChanges], shortcut: "c"),
        Section(id: "styles", word: "styles", path: "styles", group: .house, needs: []),
        Section(id: "account", word: "account", path: "account", group: .house, needs: [], shortcut: "a"),
    ]

    /// Screens that are found by their name and stand in no rail.
    static let places = [
        Section(id: "new-story", word: "newStory", path: "stories/new", group: .tell, needs: [.editStories]),
        Section(id: "new-product", word: "newProduct", path: "products/new", group: .sell, needs: [.editProducts]),
        Section(id: "stock", word: "stockList", path: "products/stock", group: .sell, needs: [.seeProducts]),
        Section(id: "locations", word: "locations", path: "products/locations", group: .sell, needs: [.countStock]),
        Section(id: "names", word: "names", path: "products/names", group: .sell, needs: [.seeProducts]),
        Section(id: "invite", word: "invite", path: "people/new", group: .house, needs: [.managePeople]),
        Section(id: "password", word: "changePassword", path: "account/password", group: .house, needs: []),
        Section(id: "second-step", word: "secondStep", path: "account/second-step", group: .house, needs: []),
    ] + ImportKind.allCases.map { kind in
        Section(
            id: "import-\(kind.rawValue)", word: "import_\(kind.rawValue)", path: "import/\(kind.rawValue)", group: .house,
            needs: [kind.permission])
    }
}
