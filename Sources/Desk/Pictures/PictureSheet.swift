import Hub
import Pictures
import Staff
import Storage
import Values
import Web

/// Pictures as rows of a file: the same as in the library, with what each shows in every language.
enum PictureSheet {
    static func list(_ call: DeskCall, _ window: DeskWindow) async throws -> DeskList {
        let filter = try PictureFilter(call)
        let (pictures, alts) = try await call.hub.database.read { tx in
            let pictures = try Picture.search(
                filter.text, lacking: filter.lacking, after: window.after, limit: window.limit + 1, in: tx)
            return (pictures, try Picture.alts(of: pictures.map(\.key), in: tx))
        }
        let columns = ["name", "media_type", "width", "height", "bytes", "focus_x", "focus_y"]
        return DeskList(
            title: call.words("pictures"), section: "pictures",
            columns: (columns + Language.allCases.map { "alt_\($0.path)" }).map { DeskColumn($0, $0) },
            rows: pictures.map { picture in
                let facts = [
                    picture.name, picture.mediaType, "\(picture.width)", "\(picture.height)", "\(picture.byteCount)",
                    "\(picture.focus.x)", "\(picture.focus.y)",
                ]
                let texts = Language.allCases.map { alts[picture.key]?[$0] ?? "" }
                return DeskRow(cursor: picture.name, cells: (facts + texts).map { DeskCell($0) })
            }, empty: call.words("noPictures"))
    }
}

/// Which pictures somebody looks for.
struct PictureFilter: Sendable {
    let text: String
    /// Only those that nobody has described in this language.
    let lacking: Language?

    init(_ call: DeskCall) throws {
        let query = try call.query()
        text = query["q"]
        lacking = Language(path: query["lacking"])
    }

    /// The fields that choose it.
    func fields(_ call: DeskCall) -> [Fields] {
        let languages = Language.allCases.map { ($0.path, $0.ownName) }
        return [
            DeskField(name: "q", label: call.words("text"), value: text, kind: .search, isRequired: false).fields,
            DeskField(
                name: "lacking", label: call.words("notDescribedIn"), value: lacking?.path ?? "",
                kind: .choice([("", call.words("all"))] + languages), isRequired: false).fields,
        ]
    }

    var isNothing: Bool { text.isEmpty && lacking == nil }
}
