/// How much a text file may hold; more is refused, never cut.
package enum TextLimit {
    /// Bytes of a Markdown file with its front matter.
    package static let fileBytes = 2_000_000
    /// Bytes of the front matter: titles, dates and lists, not texts.
    package static let frontMatterBytes = 64_000
}
