import Exchange
import Pictures
import Values

/// Reads the posts of a WordPress export as stories.
struct WordPressStories {
    let language: Language

    /// Hands the stories on in batches, and for everything else in the file why it is left out.
    func read(_ path: String, _ progress: ImportProgress.Observer?, _ hand: ([StoryEntry]) throws -> Void) throws {
        let attachments = try Attachments(path, progress)
        var slugs = TakenSlugs()
        var batch: [StoryEntry] = []
        try WXRReader.read(path, progress: progress) { item in
            batch.append(entry(item, attachments, &slugs))
            guard batch.count >= StoryImport.storiesAtOnce else { return }
            try hand(batch)
            batch = []
        }
        try hand(batch)
    }

    private func entry(_ item: WXRItem, _ attachments: Attachments, _ slugs: inout TakenSlugs) -> StoryEntry {
        let place = ImportReport.Place.line(item.line)
        let name = item.slug.isEmpty ? item.title : item.slug
        if let reason = Self.reasonToSkip(item) { return StoryEntry(place: place, subject: name, content: .skipped(reason)) }
        do {
            let title = try StoryText.line(item.title, "title")
            guard let slug = slugs.take(item, title) else {
                let reason = item.id.map { "The post \($0) is in the file twice." } ?? "It has neither a title nor a name."
                return StoryEntry(place: place, subject: name, content: .skipped(reason))
            }
            return StoryEntry(place: place, subject: slug.text, content: .story(try patch(item, title, slug, attachments)))
        } catch {
            let refusal = error as? any Refusal ?? InvalidField("item", "The post cannot be read: \(error)")
            return StoryEntry(place: place, subject: name, content: .refused(refusal))
        }
    }

    private static func reasonToSkip(_ item: WXRItem) -> String? {
        switch item.type {
        case "post" where ["trash", "auto-draft", "inherit"].contains(item.status):
            "A post that was thrown away or never written."
        case "post": nil
        case "page": "A page is no story; write it as a page of the hub."
        case "attachment": "A file; import pictures from a folder."
        case "nav_menu_item": "An entry of a menu."
        default: "Of the type “\(item.type)”, which belongs to WordPress or one of its plugins."
        }
    }

    private func patch(_ item: WXRItem, _ title: String, _ slug: Slug, _ attachments: Attachments) throws -> StoryPatch {
        let body = WordPressText(item.content)
        var text = StoryDraft.Text(title: title.isEmpty ? slug.text.replacing("-", with: " ") : title)
        text.summary = try StoryText.line(item.excerpt, "excerpt", most: StoryText.summaryLength)
        text.kicker = try StoryText.plain(Self.kicker(item), "category")
        text.blocks = try StoryBlocks.read(body.html, through: HTMLSanitizer(forStories: true))
        var patch = StoryPatch(slug: slug, language: language)
        patch.author = try StoryText.plain(item.creatorName ?? item.creator, "author")
        patch.publishedAt = item.date ?? item.localDate.map { Instant(ms: $0.epochSeconds * 1000) }
        patch.state = Self.state(item, &patch.notes)
        if title.isEmpty { patch.notes.append("It had no title and got one from its name.") }
        if !body.dropped.isEmpty { patch.notes.append("Left out: \(body.dropped.joined(separator: ", ")).") }
        patch.picture = ""
        if let file = item.meta("_thumbnail_id").flatMap({ Int64($0) }).flatMap({ attachments[$0] }) {
            patch.picture = file.name
            text.pictureAlt = try StoryText.plain(file.alt, "alt")
        }
        patch.texts[language] = text
        return patch
    }

    private static func state(_ item: WXRItem, _ notes: inout [String]) -> StoryDraft.State {
        if item.password != nil {
            notes.append("It asked for a password: kept as a draft.")
            return .draft
        }
        if item.status == "publish" { return .published }
        notes.append("Its status was “\(item.status)”: kept as a draft.")
        return .draft
    }

    /// The first category that says something.
    private static func kicker(_ item: WXRItem) -> String {
        item.categories.first { $0.domain == "category" && $0.nicename != "uncategorized" }?.name ?? ""
    }
}

/// The files that posts of an export lead with: they may stand after the posts, so the file is read once for them. That
/// also finds what is wrong with the file as a whole.
private struct Attachments {
    private var files: [Int64: (name: String, alt: String)] = [:]

    init(_ path: String, _ progress: ImportProgress.Observer?) throws {
        var files: [Int64: (name: String, alt: String)] = [:]
        try WXRReader.read(path, progress: ImportProgress.checking(progress)) { item in
            guard item.type == "attachment", let id = item.id, let address = item.attachmentURL else { return }
            let alt = (item.meta("_wp_attachment_image_alt") ?? "").prefix(StoryText.lineLength)
            files[id] = (Picture.name(from: address), String(alt))
        }
        self.files = files
    }

    subscript(id: Int64) -> (name: String, alt: String)? { files[id] }
}

/// The slugs that stories of one file have got: each is given once, so that no post writes over another of the same file.
private struct TakenSlugs {
    private var taken: Set<Slug> = []
    private var posts: Set<Int64> = []

    /// The slug of a post, from its name, else from its title, else from its number; nil for a post that was there
    /// already, or that has none of the three.
    mutating func take(_ item: WXRItem, _ title: String) -> Slug? {
        if let id = item.id, !posts.insert(id).inserted { return nil }
        guard let wanted = Self.slug(item, title) else { return nil }
        var slug = wanted
        var number = 2
        while !taken.insert(slug).inserted {
            slug = Slug("\(wanted.text.prefix(Slug.maxLength - 8))-\(number)") ?? wanted
            number += 1
        }
        return slug
    }

    private static func slug(_ item: WXRItem, _ title: String) -> Slug? {
        if let slug = Slug(item.slug) { return slug }
        let made = item.slug.contains("%") ? nil : Slug(making: item.slug)
        return made ?? Slug(making: title) ?? item.id.flatMap { Slug("post-\($0)") }
    }
}
