import Exchange
import Values

/// Reads a folder of Markdown files, `<slug>.<language>.md`, as stories: all languages of one slug are one story.
struct MarkdownStories {
    let language: Language

    /// Hands the stories on in batches, in the order of their names, and for every other file why it is left out.
    func read(_ path: String, _ progress: ImportProgress.Observer?, _ hand: ([StoryEntry]) throws -> Void) throws {
        let folder = try MarkdownFolder(path)
        try hand(folder.others.map { name in
            let reason = "Only files that end in .md are read, and no folders."
            return StoryEntry(place: .file(name), subject: name, content: .skipped(reason))
        })
        var slugs: [Slug: String] = [:]
        var batch: [StoryEntry] = []
        var done = 0
        for story in folder.groups {
            batch.append(entry(story, &slugs))
            done += story.count
            progress?(ImportProgress(done: Int64(done), total: Int64(folder.count), label: story[0].name))
            guard batch.count >= StoryImport.storiesAtOnce else { continue }
            try hand(batch)
            batch = []
        }
        try hand(batch)
    }

    /// One story of its files; any of them that cannot be read refuses the story.
    private func entry(_ files: [MarkdownFile], _ slugs: inout [Slug: String]) -> StoryEntry {
        var name = files[0].name
        var subject = files[0].stem
        do {
            var texts: [MarkdownText] = []
            for file in files {
                name = file.name
                let text = try MarkdownText(file, language)
                if let other = texts.first(where: { $0.language == text.language }) {
                    throw InvalidField("language", "\(other.name) is in the same language. Remove one of the two files.")
                }
                guard texts.first.map({ $0.slug == text.slug }) ?? true else {
                    let advice = "Files of one name are one story and have one slug."
                    throw InvalidField("slug", "\(texts[0].name) has another one. \(advice)")
                }
                texts.append(text)
            }
            subject = texts[0].slug.text
            if let other = slugs.updateValue(name, forKey: texts[0].slug) {
                throw InvalidField("slug", "\(other) has the same one. Rename one of the two stories.")
            }
            return StoryEntry(place: .file(files[0].name), subject: subject, content: .story(try patch(texts)))
        } catch {
            let refusal = error as? any Refusal ?? InvalidField("file", "The file cannot be read: \(error)")
            return StoryEntry(place: .file(name), subject: subject, content: .refused(refusal))
        }
    }

    /// What is said once for all languages is taken from the file in the first language, else from the first that says it.
    private func patch(_ texts: [MarkdownText]) throws -> StoryPatch {
        let ordered = texts.filter { $0.language == language } + texts.filter { $0.language != language }
        var patch = StoryPatch(slug: ordered[0].slug, language: ordered[0].language)
        patch.author = ordered.lazy.compactMap(\.author).first
        patch.state = ordered.lazy.compactMap(\.state).first ?? .published
        patch.publishedAt = ordered.lazy.compactMap(\.publishedAt).first
        patch.picture = ordered.lazy.compactMap(\.picture).first
        patch.athletes = ordered.lazy.compactMap(\.athletes).first
        patch.sports = ordered.lazy.compactMap(\.sports).first
        patch.notes = ordered.flatMap(\.notes)
        for text in texts { patch.texts[text.language] = text.text }
        guard patch.publishedAt != nil || patch.state == .draft else {
            throw InvalidField("published", "A story needs the time at which it was published, such as 2018-02-09T11:00:00Z.")
        }
        return patch
    }
}
