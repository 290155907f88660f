/// Makes HTML from anywhere safe to publish: what is on a short list of elements, attributes and addresses stays, everything
/// else goes, and the result is well formed and reads the same in every browser.
///
/// libxml2 reads the source, whatever its quality; `HTMLFilter` decides what stays, `HTMLNesting` where it may stand, and our
/// own writer escapes every character of text. So the result holds only what was put there on purpose, and sanitising it again
/// changes nothing. Scripts, styles, frames, forms, SVG, MathML and templates go with everything in them; unknown elements go
/// and their content stays.
package struct HTMLSanitizer: Sendable {
    private let filter: HTMLFilter

    /// A sanitiser for texts of the hub at `ownHost` (links to any other host get `rel="nofollow noopener"`).
    ///
    /// Pictures of other hosts go; those at a path of this site stay. A sanitiser `forStories` leaves links to `product:HANDLE`
    /// and `film:SLUG` for the page to resolve, and gives every picture its name among the hub's instead of the address that it
    /// had.
    package init(ownHost: String? = nil, forStories: Bool = false) {
        filter = HTMLFilter(address: HTMLAddress(ownHost: ownHost, allowsProducts: forStories, namesPictures: forStories))
    }

    /// The safe form of `html`; refuses more than `HTMLLimit` allows.
    package func clean(_ html: String) throws -> String { HTMLWriter.write(try nodes(of: html)) }

    /// The safe form as a tree.
    func nodes(of html: String) throws -> [HTMLNode] {
        HTMLNesting.arranged(filter.kept(try HTMLTree.read(html)))
    }
}
