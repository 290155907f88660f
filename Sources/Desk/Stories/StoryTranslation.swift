import Exchange
import Hub
import Staff
import Storage
import Stories
import Values
import Web

/// The screen on which a text is translated: the source on one side, the translation on the other, part by part.
enum StoryTranslation {
    static func page(_ call: DeskCall, scripts: [String]) async throws -> DeskPage {
        let key = try call.story()
        let (work, names, problems) = try await call.hub.database.read { tx in
            let work = try StoryWork.find(key, in: tx)
            let known = try StoryGoods.known(work.manuscript.products, in: tx)
            return (
                work, try StoryPicker.thumbnails(work.manuscript.pictures, in: tx),
                try StoryCheck.problems(of: work.manuscript, story: key, knowing: Set(known.keys),
                    films: try StoryGoods.films(work.manuscript.films, in: tx), in: tx))
        }
        let manuscript = work.manuscript
        guard let language = try call.askedLanguage(), language != manuscript.head.language else { throw NotFound("language") }
        let state = manuscript.completeness(in: language)
        let text = manuscript.texts[language] ?? Manuscript.Text()
        let rows = fields(manuscript, text, state, call) + pieces(manuscript, text, state, names, call)
        let mayEdit = call.may(.editStories) && work.state != .archived
        let url = StoryScreens.url(key)
        let look: String? = call.markets.markets.first { $0.languages.contains(language) }.map {
            StoryLook.address(work, $0, language, at: nil, revision: nil, call)
        }
        let progress: Fields = [
            "done": state.done, "total": state.total, "missing": state.missing.count, "outdated": state.outdated.count,
            "hasMissing": (!state.missing.isEmpty).orNil, "hasOutdated": (!state.outdated.isEmpty).orNil,
            "progressStep": state.percent / 10,
            "progressText": call.words("translatedOf", "\(state.done)", "\(state.total)"),
        ]
        let wrong = StoryProblemText.rows(problems.filter { $0.language == language }, key, work, call)
        let own: Fields = [
            "action": "\(url)/translate?language=\(language.path)", "autosave": "\(url)/autosave", "base": work.version,
            "key": "\(key)", "language": language.path, "sourceLang": manuscript.head.language.rawValue,
            "textLang": language.rawValue, "sourceName": manuscript.head.language.ownName, "targetName": language.ownName,
            "rows": rows, "savedAt": call.clock(work.changedAt), "storyScripts": scripts, "mayEdit": mayEdit.orNil,
            "readOnly": (!mayEdit).orNil, "previewURL": look, "wrong": wrong,
        ]
        return DeskPage(
            template: "story-translate", title: manuscript.source.title.isEmpty ? manuscript.head.slug : manuscript.source.title,
            section: "stories", crumbs: [.init(title: call.words("stories"), url: StoryScreens.home)],
            fields: own.merging(progress).merging(StoryTabs.fields(work, "translate \(language.path)", call)))
    }

    /// What is marked beside a part.
    private static func mark(_ part: Completeness.Part, _ state: Completeness) -> Fields {
        ["missing": state.missing.contains(part).orNil, "outdated": state.outdated.contains(part).orNil]
    }

    private static func fields(
        _ manuscript: Manuscript, _ text: Manuscript.Text, _ state: Completeness, _ call: DeskCall
    ) -> [Fields] {
        Manuscript.Field.allCases.compactMap { field in
            let source = manuscript.source[field]
            guard !source.isEmpty || !text[field].isEmpty else { return nil }
            let own: Fields = [
                "anchor": field.rawValue, "label": call.words("part_\(field.rawValue)"), "from": Fingerprint.of(source),
                "fromName": "from.\(field.rawValue)", "okName": "ok.\(field.rawValue)", "sourceText": source,
                "input": ["name": field.rawValue, "value": text[field], "isLong": (field == .summary).orNil] as Fields,
            ]
            return own.merging(mark(.field(field), state))
        }
    }

    /// The source's blocks in their order, then those that only the translation has.
    private static func pieces(
        _ manuscript: Manuscript, _ text: Manuscript.Text, _ state: Completeness, _ thumbnails: [String: String], _ call: DeskCall
    ) -> [Fields] {
        let words = call.words
        let own = Dictionary(text.pieces.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let sourceIDs = Set(manuscript.source.pieces.map(\.id))
        func row(_ piece: Manuscript.Piece, _ source: StoryBlock?, _ number: Int) -> Fields {
            let shown = source ?? piece.block
            var row: Fields = [
                "anchor": "b-\(piece.id)", "label": words("blockNumber", "\(number)", words("block_\(shown.kindName)")),
                "from": source?.fingerprint ?? "", "fromName": "from.\(piece.id)", "okName": "ok.\(piece.id)",
                "isExtra": (source == nil).orNil,
                "removeName": "remove.\(piece.id)",
            ]
            row = row.merging(mark(.piece(piece.id), state))
            switch (shown, own[piece.id]?.block) {
            case (.text(let html), let block):
                row["sourceHTML"] = source == nil ? nil : html
                var markdown = ""
                if case .text(let own)? = block { markdown = StoryMarkdown.write(own) }
                row["area"] = ["name": "md.\(piece.id)", "value": markdown, "isMarkdown": true] as Fields
            case (.quote(let text, let by), let block):
                row["sourceText"] = source == nil ? nil : by.map { "\(text)\n— \($0)" } ?? text
                var (words, name) = ("", "")
                if case .quote(let text, let by)? = block { (words, name) = (text, by ?? "") }
                row["area"] = ["name": "text.\(piece.id)", "value": words] as Fields
                row["by"] = ["name": "by.\(piece.id)", "value": name] as Fields
            case (.picture(let source, let alt, let caption), let block):
                row["thumbnail"] = thumbnails[source]
                row["sourceText"] = [alt, caption ?? ""].filter { !$0.isEmpty }.joined(separator: "\n")
                var (ownAlt, ownCaption) = ("", "")
                if case .picture(_, let alt, let caption)? = block { (ownAlt, ownCaption) = (alt, caption ?? "") }
                row["picture"] = [
                    "altName": "alt.\(piece.id)", "alt": ownAlt, "captionName": "caption.\(piece.id)", "caption": ownCaption,
                ] as Fields
            default:
                row["sourceText"] = shown.plainText
                row["isCopied"] = true
            }
            return row
        }
        let shared = manuscript.source.pieces.enumerated().filter { !$0.element.block.isEmpty }
            .map { row($0.element, $0.element.block, $0.offset + 1) }
        let extra = text.pieces.enumerated().filter { !sourceIDs.contains($0.element.id) }
            .map { row($0.element, nil, $0.offset + 1) }
        return shared + extra
    }

    /// The translation that a form holds. Blocks that hold no words are taken over from the source as they are; what only the
    /// translation has stays after the block that it follows.
    static func submission(_ form: Form, _ work: StoryWork, _ language: Language) throws -> Submission {
        let manuscript = work.manuscript
        guard language != manuscript.head.language else { throw NotFound("language") }
        let known = manuscript.texts[language] ?? Manuscript.Text()
        var text = known
        for field in Manuscript.Field.allCases where form.has(field.rawValue) {
            let value = form[field.rawValue]
            if let mark = form["from.\(field.rawValue)"].orNil, value != known[field] || !form["ok.\(field.rawValue)"].isEmpty {
                text.from[field] = mark
            }
            text[field] = value
        }
        let own = Dictionary(known.pieces.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var pieces: [Manuscript.Piece] = []
        for source in manuscript.source.pieces where !source.block.isEmpty {
            let old = own[source.id]
            guard let block = try block(form, source, over: old?.block), !block.isEmpty || old != nil else { continue }
            let isNew = block != old?.block || !form["ok.\(source.id)"].isEmpty
            let mark = source.block.isTranslated ? form["from.\(source.id)"].orNil : source.block.fingerprint
            pieces.append(Manuscript.Piece(id: source.id, block: block, from: isNew ? mark ?? old?.from : old?.from))
        }
        let sourceIDs = Set(manuscript.source.pieces.map(\.id))
        for (place, extra) in known.pieces.enumerated() where !sourceIDs.contains(extra.id) {
            guard form["remove.\(extra.id)"].isEmpty else { continue }
            let block = try form.has("md.\(extra.id)") || form.has("text.\(extra.id)") || form.has("alt.\(extra.id)")
                ? block(form, extra, over: extra.block) ?? extra.block : extra.block
            let before = place > 0 ? known.pieces[place - 1].id : nil
            let at = before.flatMap { id in pieces.firstIndex { $0.id == id } }.map { $0 + 1 } ?? (place == 0 ? 0 : pieces.count)
            pieces.insert(Manuscript.Piece(id: extra.id, block: block, from: extra.from), at: at)
        }
        text.pieces = pieces
        var submission = Submission(base: Int64(form["base"]) ?? 0)
        submission.texts[language] = text
        return submission
    }

    private static func block(_ form: Form, _ source: Manuscript.Piece, over known: StoryBlock?) throws -> StoryBlock? {
        let id = source.id
        switch source.block {
        case .text: return form.has("md.\(id)") ? try StoryForm.block(form, id, "text", over: known) : known
        case .quote: return form.has("text.\(id)") ? try StoryForm.block(form, id, "quote", over: known) : known
        case .picture(let name, _, _):
            guard form.has("alt.\(id)") || form.has("caption.\(id)") else { return known }
            let (alt, caption) = (form["alt.\(id)"], form["caption.\(id)"].orNil)
            return alt.isEmpty && caption == nil && known == nil ? nil : .picture(source: name, alt: alt, caption: caption)
        default: return source.block
        }
    }
}
