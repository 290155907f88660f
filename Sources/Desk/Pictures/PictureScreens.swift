import Catalogue
import Foundation
import HTTPTypes
import Hub
import Hummingbird
import Pictures
import Staff
import Storage
import Stories
import Values
import Web

/// Every picture of the hub: found, described, focused, and taken away while nothing shows it.
struct PictureScreens: Sendable {
    static let home = "\(DeskRouter.root)/pictures"
    private static let noun = PictureHistory.noun
    private static let perPage = 60
    /// Characters that say what a picture shows, in one language.
    private static let altLimit = 500
    /// Bytes of one upload: several pictures.
    private static let uploadLimit = 64 << 20
    private static let see = Need.permission(.seeProducts)
    private static let edit = Need.permission(.editProducts)

    /// Pictures by name or by what they show.
    static let finder = DeskFinder(needs: .seeProducts) { text, limit, call in
        let found = try await call.hub.database.read { try Picture.search(text, after: nil, limit: limit, in: $0) }
        return found.map { Found(title: $0.name, kind: call.words("noun_picture"), url: url($0.key)) }
    }

    func register(on router: inout DeskRouter) {
        router.get("pictures", needs: Self.see) { .page(try await Self.library($0)) }
        router.get("pictures.csv", needs: Self.see) { try await DeskSheet.answer($0) { try await PictureSheet.list($0, $1) } }
        router.receive("pictures", needs: Self.edit, isTokenInside: true) { try await Self.upload($0) }
        router.get("pictures/:picture", needs: Self.see) { .page(try await Self.page($0)) }
        router.post("pictures/:picture", needs: Self.edit) { try await Self.submit($0, $1) }
        router.post("pictures/:picture/undo/:change", needs: Self.edit) { call, _ in try await PictureHistory.takeBack(call) }
        router.post("pictures/:picture/remove", needs: Self.edit) { call, _ in try await Self.remove(call) }
    }

    static func url(_ key: Key<Picture>) -> String { "\(home)/\(key)" }

    /// A picture as the desk shows it small.
    static func thumb(_ picture: Picture) -> Fields {
        [
            "src": picture.isShownAsItIs ? picture.path : picture.rendition(upTo: 320, .webp)?.path ?? picture.path,
            "width": picture.width, "height": picture.height, "focus": picture.focus.classes,
        ]
    }

    private static func library(_ call: DeskCall, problem: (any Refusal)? = nil) async throws -> DeskPage {
        let filter = try PictureFilter(call)
        let after = try call.query()["after"].orNil
        let pictures = try await call.hub.database.read {
            try Picture.search(filter.text, lacking: filter.lacking, after: after, limit: perPage + 1, in: $0)
        }
        let shown = pictures.prefix(perPage)
        let rows: [Fields] = shown.map { picture in
            thumb(picture).merging([
                "name": picture.name, "url": url(picture.key), "size": "\(picture.width) × \(picture.height)",
                "weight": weight(picture),
            ])
        }
        let base = call.address(without: ["after"])
        let next = pictures.count > perPage ? shown.last.map { last in
            "\(base)\(base.contains("?") ? "&" : "?")after=\(last.name.urlQueryEscaped)"
        } : nil
        return DeskPage(
            template: "pictures", title: call.words("pictures"), section: "pictures", status: .init(code: problem?.status ?? 200),
            fields: [
                "rows": rows, "hasRows": (!rows.isEmpty).orNil, "path": home, "next": next, "action": home,
                "filters": filter.fields(call), "isFiltered": (!filter.isNothing).orNil,
                "csv": base.replacing(call.request.uri.path, with: "\(home).csv", maxReplacements: 1),
                "first": after == nil ? nil : base, "hasPages": (next != nil || after != nil).orNil,
                "empty": call.words(filter.isNothing ? "noPictures" : "nothingMatches"),
                "canEdit": call.may(.editProducts).orNil, "problem": problem.map(call.refusalText),
            ])
    }

    private static func weight(_ picture: Picture) -> String {
        picture.byteCount < 1 << 20 ? "\((picture.byteCount + 1023) >> 10) kB" : "\(picture.byteCount >> 20) MB"
    }

    /// The picture as it is, or as it was typed; `theirs` are texts that somebody else has changed meanwhile.
    private static func page(
        _ call: DeskCall, typed: Form? = nil, theirs: [String: String] = [:], problem: (any Refusal)? = nil
    ) async throws -> DeskPage {
        let key = try call.key("picture", of: Picture.self)
        let (picture, now, products, stories, changes) = try await call.hub.database.read { tx in
            let picture = try find(key, in: tx)
            return (picture, try PictureHistory.facts(picture, in: tx), try Shots.uses(of: picture, in: tx),
                    try Story.uses(of: picture, in: tx), try DeskHistory.read(noun, key, in: tx))
        }
        let words = call.words
        func mark(_ name: String) -> String {
            let fresh = ProductFacts.mark(of: now[name] ?? "")
            return theirs[name] == nil ? typed?[FactForm.mark(of: name)] ?? fresh : fresh
        }
        let texts: [Fields] = Language.allCases.map { language in
            let name = "alt.\(language.path)"
            let other = theirs[name].map { words("nowItSays", $0.isEmpty ? words("nothingInIt") : $0) }
            return [
                "name": name, "lang": language.rawValue, "label": language.ownName, "value": typed?[name] ?? now[name] ?? "",
                "markName": FactForm.mark(of: name), "mark": mark(name),
                "error": other ?? (problem?.field == name ? problem.map(call.refusalText) : nil),
            ]
        }
        let uses: [Fields] = products.map { ["title": $0.title, "url": ProductScreens.url($0.key)] as Fields }
            + stories.map { ["title": $0] as Fields }
        let status = theirs.isEmpty ? problem?.status ?? 200 : 409
        let shown: Fields = [
            "action": url(key), "original": picture.path, "x": typed?["focus_x"] ?? "\(picture.focus.x)",
            "y": typed?["focus_y"] ?? "\(picture.focus.y)", "focusMark": mark("focus"), "texts": texts,
            "uses": uses, "hasUses": (!uses.isEmpty).orNil, "remove": uses.isEmpty ? "\(url(key))/remove" : nil,
            "canEdit": call.may(.editProducts).orNil, "size": "\(picture.width) × \(picture.height)", "weight": weight(picture),
            "problem": theirs.isEmpty ? problem.map(call.refusalText) : "\(words("conflictHead")). \(words("cardConflict"))",
        ]
        return DeskPage(
            template: "picture", title: picture.name, section: "pictures", crumbs: [.init(title: words("pictures"), url: home)],
            status: .init(code: status),
            fields: thumb(picture).merging(DeskHistory.fields(changes, call) { DeskHistory.label($0, words) }).merging(shown))
    }

    static func find(_ key: Key<Picture>, in tx: Transaction) throws -> Picture {
        guard let picture = try Picture.find([key], in: tx)[key] else { throw NotFound("picture") }
        return picture
    }

    private static func submit(_ call: DeskCall, _ form: Form) async throws -> DeskAnswer {
        let key = try call.key("picture", of: Picture.self)
        do {
            let facts = try facts(form, call.words)
            let marks = Dictionary(facts.keys.map { ($0, form[FactForm.mark(of: $0)]) }, uniquingKeysWith: { first, _ in first })
                .filter { !$0.value.isEmpty }
            let (author, now) = (call.author, call.now)
            let theirs = try await call.hub.database.write { tx -> [String: String] in
                let known = try PictureHistory.facts(try find(key, in: tx), in: tx)
                let merge = FactMerge(facts, marks: marks) { known[$0] ?? "" }
                if merge.conflicts.isEmpty { _ = try PictureHistory.set(merge.changes, of: key, by: author, at: now, in: tx) }
                return Dictionary(merge.conflicts.map { ($0.name, $0.theirs) }, uniquingKeysWith: { first, _ in first })
            }
            guard theirs.isEmpty else { return .page(try await page(call, typed: form, theirs: theirs)) }
            return .see(url(key), Flash("saidSavedPicture"))
        } catch let refusal as any Refusal where refusal.status != 404 {
            return .page(try await page(call, typed: form, problem: refusal))
        }
    }

    /// What a form says of a picture; refuses a point that is none, and a text that is too long.
    private static func facts(_ form: Form, _ words: Words) throws -> [String: String] {
        let range = Int64(0)...1000
        guard let x = Int64(form["focus_x"]), let y = Int64(form["focus_y"]), range.contains(x), range.contains(y) else {
            throw InvalidField("focus_x", words("noFocus"))
        }
        var facts = ["focus": "\(x) \(y)"]
        for language in Language.allCases where form.has("alt.\(language.path)") {
            let name = "alt.\(language.path)"
            guard form[name].count <= altLimit else { throw InvalidField(name, words("problem_too_long", "\(altLimit)")) }
            facts[name] = form[name]
        }
        return facts
    }

    private static func upload(_ call: DeskCall) async throws -> DeskAnswer {
        let upload = try await read(call)
        do {
            let names = try await take(upload.files, call)
            return .see(home, Flash("saidUploaded", "\(names.count)"))
        } catch let refusal as any Refusal where refusal.status != 404 {
            return .page(try await library(call, problem: refusal))
        }
    }

    /// The files of a form that belongs to this session.
    static func read(_ call: DeskCall) async throws -> Upload {
        let upload = try await Upload.read(call.request, limit: uploadLimit)
        try call.check(upload.form["form_token"])
        return upload
    }

    /// Takes files into the library, all or none; a name that another picture has gets a number. Refuses the first that is no
    /// picture, with its name. Returns the names under which they are there.
    static func take(_ files: [Upload.File], _ call: DeskCall) async throws -> [String] {
        guard !files.isEmpty else { throw InvalidField("file", call.words("chooseFiles")) }
        var checked: [(name: String, file: PictureFile)] = []
        for file in files {
            do {
                checked.append((file.name, try PictureFile(file.bytes)))
            } catch let refusal as any Refusal {
                throw InvalidField("file", "\(file.name): \(call.refusalText(refusal))")
            }
        }
        let (pictures, author, now) = (checked, call.author, call.now)
        return try await call.hub.database.write { tx in
            try pictures.map { entry in
                let name = try Picture.freeName(entry.name, for: entry.file.hash, in: tx)
                let change = try Picture.save(entry.file, as: name, at: now, in: tx)
                if change == .created, let picture = try Picture.named(name, in: tx) {
                    try Change.record(
                        "uploaded", noun, picture.key, titled: name, by: author, after: ["hash": entry.file.hash], at: now, in: tx)
                }
                return name
            }
        }
    }

    private static func remove(_ call: DeskCall) async throws -> DeskAnswer {
        let key = try call.key("picture", of: Picture.self)
        let (author, now) = (call.author, call.now)
        do {
            let name = try await call.hub.database.write { tx in
                let picture = try find(key, in: tx)
                let uses = try Shots.uses(of: picture, in: tx).map(\.title) + Story.uses(of: picture, in: tx)
                guard uses.isEmpty else { throw PictureInUse(uses: uses) }
                try picture.remove(in: tx)
                try Change.record(
                    "removed", noun, key, titled: picture.name, by: author, before: ["hash": picture.hash], at: now, in: tx)
                return picture.name
            }
            return .see(home, Flash("saidRemoved", name))
        } catch let refusal as PictureInUse {
            return .page(try await page(call, problem: refusal))
        }
    }
}

/// A picture that something shows stays.
struct PictureInUse: Refusal {
    let uses: [String]
    var code: String { "picture_in_use" }
    var status: Int { 409 }
    var reason: String { "It is shown in: \(uses.prefix(5).joined(separator: ", ")). Take it out there first." }
}

extension String {
    /// The text as one value of a query.
    fileprivate var urlQueryEscaped: String { addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
}
