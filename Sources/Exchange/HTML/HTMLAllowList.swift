/// What may be in a published text: the one table that the sanitiser works from.
enum HTMLAllowList {
    /// Elements that stay.
    static let elements: Set<String> = [
        "p", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "cite", "q", "em", "strong",
        "b", "i", "u", "s", "sub", "sup", "code", "pre", "br", "hr", "a", "img", "figure", "figcaption",
        "table", "thead", "tbody", "tr", "th", "td", "caption", "abbr", "time", "span",
    ]

    /// Elements that stay under another name: a page has one h1, its own, and what was struck out must not become valid again.
    static let renamed = [
        "h1": "h2", "h5": "h4", "h6": "h4", "del": "s", "strike": "s", "ins": "u", "tt": "code",
        "kbd": "code", "samp": "code",
        "acronym": "abbr", "tfoot": "tbody",
    ]

    /// Elements that are dropped with everything in them, since what they hold is code, another document or a control.
    static let dropped: Set<String> = [
        "script", "style", "iframe", "object", "applet", "form", "svg", "math", "template", "noscript",
        "noembed", "noframes", "frameset", "title", "head", "textarea", "select", "button", "xmp", "canvas",
        "audio", "video",
    ]

    /// Elements that only group: they go, and what is in them keeps its distance from what is around.
    static let groups: Set<String> = [
        "div", "section", "article", "header", "footer", "main", "aside", "nav", "address", "center",
        "details", "summary", "fieldset", "hgroup", "dir", "menu",
    ]

    /// Attributes that stay on any element.
    static let everywhere: Set<String> = ["title", "lang", "dir"]

    /// Attributes that stay on one element.
    static let attributes: [String: Set<String>] = [
        "a": ["href"], "img": ["src", "alt", "width", "height"], "time": ["datetime"],
        "blockquote": ["cite"], "q": ["cite"], "ol": ["start", "reversed"],
        "td": ["colspan", "rowspan"], "th": ["colspan", "rowspan"],
    ]

    /// Elements without which an element makes no sense and would be moved about by browsers.
    static let parents: [String: Set<String>] = [
        "li": ["ul", "ol"], "dt": ["dl"], "dd": ["dl"], "figcaption": ["figure"],
        "caption": ["table"], "thead": ["table"], "tbody": ["table"],
        "tr": ["table", "thead", "tbody"], "td": ["tr"], "th": ["tr"],
    ]

    /// Elements that hold certain elements only, and what anything else in them is put into.
    static let frames = [
        "ul": "li", "ol": "li", "dl": "dd", "table": "tr", "thead": "tr", "tbody": "tr", "tr": "td",
    ]

    /// Elements that begin a line of their own and end a paragraph before them.
    static let blocks: Set<String> = [
        "p", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "hr", "figure",
        "figcaption", "table", "thead", "tbody", "tr", "th", "td", "caption", "div",
    ]

    /// Blocks in which running text may stand, and no block.
    static let textOnly: Set<String> = ["h2", "h3", "h4", "pre", "dt"]
}
