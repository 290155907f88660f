import Foundation
package import Values

/// One file of a folder by its name: `<stem>.<language>.md`, or `<stem>.md`.
package struct MarkdownFile: Sendable {
    /// The file's name.
    package let name: String
    private let folder: String

    /// A file of a folder.
    package init(name: String, folder: String) {
        self.name = name
        self.folder = folder
    }

    /// The name without language and ending.
    package var stem: String { String(language == nil ? bare : bare.prefix { $0 != "." }) }

    /// The language that the name gives, when it gives one.
    package var language: Language? {
        let parts = bare.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2 ? Language(path: parts[1]) : nil
    }

    private var bare: Substring { name.dropLast(".md".count) }

    /// What it says; refuses a name that leads out of the folder, and a file that is no text.
    package func document() throws -> FrontMatter {
        try FrontMatter(try TextFile.read(try SafePath(name).resolved(in: folder)))
    }
}

/// A folder of Markdown files: files of one stem say the same thing in several languages.
package struct MarkdownFolder: Sendable {
    /// Files of one import.
    private static let filesLimit = 100_000

    /// Files of one stem together, in the order of their names.
    package let groups: [[MarkdownFile]]
    /// Names of everything else in the folder.
    package let others: [String]

    /// Lists a folder; refuses one that cannot be read, or that holds more files than the limit.
    package init(_ path: String) throws {
        let names = try Self.names(in: path)
        let files = names.filter { $0.hasSuffix(".md") }.map { MarkdownFile(name: $0, folder: path) }
        groups = Dictionary(grouping: files, by: \.stem).sorted { $0.key < $1.key }.map(\.value)
        others = names.filter { !$0.hasSuffix(".md") }
    }

    /// How many files there are to read.
    package var count: Int { groups.reduce(0) { $0 + $1.count } }

    private static func names(in path: String) throws -> [String] {
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { !$0.hasPrefix(".") }.sorted()
            guard names.count <= filesLimit else {
                throw UnreadableInput(.tooLarge, "There are more than \(filesLimit) files in \(path). Import them in parts.")
            }
            return names
        } catch let error as CocoaError {
            throw UnreadableInput(.missing, "The folder \(path) cannot be read: \(error.localizedDescription)")
        }
    }
}

/// One thing that a folder of Markdown files tells of: what its files say, or why it is left out.
package struct MarkdownEntry<Content: Sendable>: Sendable {
    /// Its first file.
    package let place: ImportReport.Place
    /// Its name.
    package let subject: String
    /// What was read.
    package let content: Result<Content, MarkdownTrouble>

    /// What to write, when it could be read.
    package var found: Content? { try? content.get() }

    /// Reads every group of a folder with `read`, which may refuse one; the others go on.
    package static func all(in path: String, _ read: ([MarkdownFile]) throws -> Content) throws -> [MarkdownEntry] {
        let folder = try MarkdownFolder(path)
        let skipped = folder.others.map { name in
            let reason = "Only files that end in .md are read, and no folders."
            return MarkdownEntry(place: .file(name), subject: name, content: .failure(.init(outcome: .skipped, reason: reason)))
        }
        return skipped + folder.groups.map { files in
            let content: Result<Content, MarkdownTrouble>
            do {
                content = .success(try read(files))
            } catch let refusal as any Refusal {
                content = .failure(.init(outcome: .refused, reason: refusal.told))
            } catch {
                content = .failure(.init(outcome: .refused, reason: "The file cannot be read: \(error)"))
            }
            return MarkdownEntry(place: .file(files[0].name), subject: files[0].stem, content: content)
        }
    }
}

/// Why something in a folder is left out.
package struct MarkdownTrouble: Error, Sendable {
    /// Skipped or refused.
    package let outcome: ImportReport.Outcome
    /// In a sentence, and what to do.
    package let reason: String
}

extension Refusal {
    /// The reason with its field in front.
    package var told: String { field.map { "\($0): \(reason)" } ?? reason }
}

extension [MarkdownValues] {
    /// What the first file says that says it: for what is said once for all languages.
    package func firstValue<Value>(_ read: (MarkdownValues) throws -> Value?) rethrows -> Value? {
        for values in self { if let value = try read(values) { return value } }
        return nil
    }
}

/// The values of one front matter, each as plain text on one line.
package struct MarkdownValues: Sendable {
    /// Characters of a title, a name or another single line.
    package static let lineLength = 500
    /// Characters of a summary.
    package static let summaryLength = 2_000
    /// The file.
    package let file: MarkdownFile
    /// What stands below the front matter.
    package let body: String
    private let values: [String: FrontMatterValue]

    /// Reads a file.
    package init(_ file: MarkdownFile) throws {
        let document = try file.document()
        self.file = file
        body = document.body
        values = document.values
    }

    /// The text of a key on one line; nil where the file does not have it. Refuses one that is too long.
    package func text(_ key: String, most: Int = lineLength) throws -> String? {
        try values[key].map { try Self.plain($0.list.joined(separator: ", "), key, most: most) }
    }

    /// The texts of a key, written as a list or with commas between them, empty ones left out; nil where the file does not have it.
    package func list(_ key: String, most: Int = 500) throws -> [String]? {
        guard let value = values[key] else { return nil }
        let parts = value.text.map { $0.split(separator: ",").map(String.init) } ?? value.list
        let texts = try parts.map { try Self.plain($0, key, most: Self.lineLength) }.filter { !$0.isEmpty }
        guard texts.count <= most else { throw InvalidField(key, "There are \(texts.count) of them, and \(most) is the limit.") }
        return texts
    }

    /// The slug of a key, or nil; refuses what is none.
    package func slug(_ key: String) throws -> Slug? {
        guard let text = try text(key), !text.isEmpty else { return nil }
        if let slug = Slug(text) { return slug }
        let advice = Slug(making: text).map { "Write \($0)." } ?? "Give it another one."
        throw InvalidField(key, "“\(text.prefix(60))” is no slug: only lower-case letters, digits and hyphens are. \(advice)")
    }

    /// The slugs of a list; refuses one that is none.
    package func slugs(_ key: String) throws -> [Slug]? {
        try list(key)?.map { text in
            guard let slug = Slug(text) else { throw InvalidField(key, "“\(text.prefix(60))” is no slug or handle. Correct it.") }
            return slug
        }
    }

    /// The language that the file's text says, else its name, else `fallback`.
    package func language(or fallback: Language) throws -> Language {
        guard let text = try text("language"), !text.isEmpty else { return file.language ?? fallback }
        guard let language = Language(path: text) else {
            let known = Language.allCases.map(\.rawValue).joined(separator: ", ")
            throw InvalidField("language", "“\(text.prefix(40))” is not spoken here. Use one of \(known).")
        }
        return language
    }

    /// A plain text on one line; refuses one that is too long.
    private static func plain(_ text: String, _ field: String, most: Int) throws -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            .filter { $0.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } }
        guard line.count <= most else {
            throw InvalidField(field, "The text has \(line.count) characters, and \(most) is the limit. Shorten it.")
        }
        return line
    }
}
