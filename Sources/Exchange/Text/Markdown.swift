import CMark
import Foundation

/// CommonMark, made into HTML that is safe to publish.
package enum Markdown {
    /// Renders `text` with libcmark, raw HTML included and punctuation as it was typed, and sanitises the result; refuses a text
    /// of more than `TextLimit.fileBytes`, or what the sanitiser refuses.
    package static func html(_ text: String, through sanitizer: HTMLSanitizer) throws -> String {
        try sanitizer.clean(rendered(text))
    }

    /// What libcmark makes of the text: not safe yet.
    static func rendered(_ text: String) throws -> String {
        var text = text
        guard text.utf8.count <= TextLimit.fileBytes else {
            throw UnreadableInput(
                .tooLarge, "The text is larger than \(TextLimit.fileBytes / 1_000_000) MB. Split it.")
        }
        let html = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                cmark_markdown_to_html($0.baseAddress ?? nil, $0.count, CMARK_OPT_UNSAFE)
            }
        }
        guard let html else { preconditionFailure("there is no memory for a text") }
        defer { free(html) }
        return String(cString: html)
    }
}
