/// A WordPress body made into HTML as WordPress itself would show it, ready for the sanitiser.
///
/// Bodies of the block editor are HTML between comments; the comments go. Bodies of the classic editor are text with some
/// tags, in which an empty line begins a paragraph and a line end is a `<br>`. Shortcodes, which call a plugin, are
/// turned into HTML where that says the same, and otherwise go.
package struct WordPressText: Hashable, Sendable {
    /// The HTML; not safe yet.
    package let html: String
    /// What had to be left out, each name once in order: shortcodes such as `gallery`, blocks such as `wp:latest-posts`. An
    /// import reports them.
    package let dropped: [String]

    /// Reads a body as the export holds it.
    package init(_ content: String) {
        var shortcodes = Shortcodes()
        let text = shortcodes.replaced(in: content.withUnixLines)
        var comments = WordPressComments()
        let bare = comments.removed(from: text)
        html = comments.areBlocks ? bare : WordPressParagraphs.made(from: bare)
        var names: [String] = []
        for name in shortcodes.dropped + comments.dropped where !names.contains(name) { names.append(name) }
        dropped = names
    }
}
