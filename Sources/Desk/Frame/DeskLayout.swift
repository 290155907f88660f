import Foundation
import Hub
import Staff
import Values
import Web

extension DeskFrame {
    /// What the layout shows around a screen.
    func layout(_ page: DeskPage, _ call: DeskCall) -> Fields {
        let words = call.words
        let person = page.isBare || call.session?.stage != .whole ? nil : call.session?.person
        let crumbs: [Fields] = page.crumbs.map { ["title": $0.title, "url": $0.url] }
        let flash: String? = call.flash.flatMap { words.optional($0.word, $0.values) }
        let primary: Fields? = page.primary.map { ["title": $0.title, "url": $0.url] }
        let me: Fields? = person.map { person in
            let name: Fields = ["name": person.name, "roles": Role.names(person.roles, words)]
            return name
        }
        return [
            "title": page.title, "hubName": hub.settings.name, "lang": call.language.rawValue, "words": words.fields,
            "css": assets.path("desk.css"), "script": assets.path("desk.js"), "icon": assets.path("desk.svg"),
            "productsCSS": assets.path("products.css"), "productsScript": assets.path("products.js"),
            "crumbs": crumbs, "hasCrumbs": (!crumbs.isEmpty).orNil, "flash": flash, "primary": primary, "me": me,
            "rail": person.map { rail($0, page.section, words) }, "site": siteURL(call), "formToken": call.token?.formToken,
            "isBare": page.isBare.orNil, "root": DeskRouter.root, "zone": call.zone.identifier,
        ]
    }

    private func rail(_ person: Person, _ current: String?, _ words: Words) -> [Fields] {
        DeskMenu.groups.compactMap { group in
            let entries: [Fields] = DeskMenu.sections.filter { $0.group == group && $0.isOpen(to: person) }.map { section in
                [
                    "title": words(section.word), "url": section.url, "current": (section.id == current).orNil,
                    "shortcut": section.shortcut.map { "g \($0)" },
                ]
            }
            guard !entries.isEmpty else { return nil }
            return ["title": words("rail_\(group.rawValue)"), "entries": entries]
        }
    }

    private func siteURL(_ call: DeskCall) -> String? {
        call.markets.home.map { "/\($0.code.path)/\($0.languages[0].path)" }
    }
}

extension Role {
    /// The names of roles as people read them.
    static func names(_ roles: Set<Role>, _ words: Words) -> String {
        allCases.filter(roles.contains).map { words("role_\($0.rawValue)") }.joined(separator: ", ")
    }
}
