import Exchange
import Values

/// One row of a translation file: what it says, or why it cannot be taken.
struct TranslationRow: Sendable {
    /// Characters of a title, a name or a description of a picture.
    private static let lineLength = 500

    let line: Int
    let subject: String
    let translation: Translation?
    let trouble: (outcome: ImportReport.Outcome, reason: String)?

    init(_ row: CSVRow, _ columns: TranslationColumns, _ sanitizer: HTMLSanitizer) {
        line = row.line
        if let problem = row.problem {
            (subject, translation, trouble) = (String(row[0].prefix(60)), nil, (.refused, problem.reason))
            return
        }
        let identification = Self.identification(row[columns.identification])
        subject = [row[columns.type], String(identification.prefix(80)), row[columns.field], row[columns.locale]]
            .map(\.trimmingBlanks).filter { !$0.isEmpty }.joined(separator: " ")
        do {
            translation = try Self.read(row, identification, columns, sanitizer)
            trouble = nil
        } catch let skipped as Skipped {
            (translation, trouble) = (nil, (.skipped, skipped.reason))
        } catch {
            (translation, trouble) = (nil, (.refused, (error as? any Refusal)?.reason ?? "\(error)"))
        }
    }

    /// Left out on purpose.
    private struct Skipped: Error { let reason: String }

    /// Spreadsheets are kept from rounding long numbers by an apostrophe in front.
    static func identification(_ text: String) -> String {
        let text = text.trimmingBlanks
        return text.hasPrefix("'") ? String(text.dropFirst()) : text
    }

    private static func read(
        _ row: CSVRow, _ identification: String, _ columns: TranslationColumns, _ sanitizer: HTMLSanitizer
    ) throws -> Translation {
        let (type, field) = (row[columns.type].trimmingBlanks, row[columns.field].trimmingBlanks)
        guard let kind = TranslationKind(type, field) else {
            throw Skipped(reason: "The hub keeps no translation of \(field.isEmpty ? type : "\(type) \(field)").")
        }
        guard columns.market.map({ row[$0].trimmingBlanks.isEmpty }) ?? true else {
            throw Skipped(reason: "The hub has one text a language for all markets.")
        }
        let locale = row[columns.locale].trimmingBlanks
        guard let language = Language(locale: locale) else {
            throw Skipped(reason: "The hub does not speak “\(locale.prefix(20))”.")
        }
        let isHTML = if case .product(.html) = kind { true } else { false }
        func clean(_ place: Int) throws -> String {
            isHTML ? try sanitizer.clean(row[place]).trimmingBlanks : try Self.oneLine(row[place])
        }
        let text = try clean(columns.translation)
        guard !text.isEmpty else { throw Skipped(reason: "Not translated yet.") }
        let original = try columns.original.map(clean) ?? ""
        let subject: Translation.Subject = switch kind {
        case .product(let field): .product(identification, field)
        case .label(let sort): .label(original.isEmpty ? Label(sort, code: identification) : Label(sort, original))
        case .picture: .picture(identification)
        }
        return Translation(line: row.line, subject: subject, language: language, original: original, text: text)
    }

    /// Line ends and control characters become blanks. Refuses text that is too long.
    private static func oneLine(_ text: String) throws -> String {
        let scalars = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
        let line = String(String.UnicodeScalarView(scalars)).trimmingBlanks
        guard line.count <= lineLength else {
            throw InvalidField("text", "The text has \(line.count) characters, and \(lineLength) is the limit. Shorten it.")
        }
        return line
    }
}
