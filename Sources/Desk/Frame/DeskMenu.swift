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
        /// Nil for screens that everybody has.
        let needs: Permission?
        /// The key that follows `g`.
        var shortcut: String?

        var url: String { path.isEmpty ? DeskRouter.root : "\(DeskRouter.root)/\(path)" }

        func isOpen(to person: Person) -> Bool { needs.map(person.may) ?? true }
    }

    static let groups = Group.allCases

    /// One line a screen, in the order of the rail.
    static let sections = [
        Section(id: "home", word: "home", path: "", group: .today, needs: nil, shortcut: "h"),
        Section(id: "stories", word: "stories", path: "stories", group: .tell, needs: .seeStories, shortcut: "s"),
        Section(id: "orders", word: "orders", path: "orders", group: .sell, needs: .seeOrders, shortcut: "o"),
        Section(id: "products", word: "products", path: "products", group: .sell, needs: .seeProducts, shortcut: "r"),
        Section(id: "pictures", word: "pictures", path: "pictures", group: .tell, needs: .seeProducts, shortcut: "i"),
        Section(id: "people", word: "people", path: "people", group: .house, needs: .managePeople, shortcut: "p"),
        Section(id: "changes", word: "changes", path: "changes", group: .house, needs: .seeChanges, shortcut: "c"),
        Section(id: "styles", word: "styles", path: "styles", group: .house, needs: nil),
        Section(id: "account", word: "account", path: "account", group: .house, needs: nil, shortcut: "a"),
    ]
}
