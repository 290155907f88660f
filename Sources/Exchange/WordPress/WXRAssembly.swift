/// Puts items together from the elements of a WordPress export; knows nothing of the XML parser.
///
/// Comments and whatever else nobody asks for is passed over without being kept.
struct WXRAssembly {
    /// Bytes of text in one item: more than any real post. libxml2 itself stops at 10 MB, with a message that helps nobody.
    static let itemBytes = 8_000_000
    /// Categories and custom fields of one item together.
    static let itemParts = 10_000
    /// Authors of one file.
    static let authors = 100_000

    /// Items that are complete and wait to be handed over.
    var finished: [WXRItem] = []
    /// Whether something was seen that only a WordPress export holds.
    private(set) var isExport = false

    private static let itemPath = ["rss", "channel", "item"]
    private static let authorPath = ["rss", "channel", "wp:author"]
    private static let metaPath = itemPath + ["wp:postmeta"]

    private var path: [String] = []
    private var item: WXRItem?
    private var itemSize = 0
    private var text: [UInt8] = []
    private var category = (domain: "", nicename: "")
    private var author = (login: "", name: "")
    private var authorNames: [String: String] = [:]

    mutating func start(_ name: String, attributes: () -> [String: String], line: Int) {
        path.append(name)
        text.removeAll(keepingCapacity: true)
        if path == Self.itemPath {
            item = WXRItem()
            item?.line = line
            itemSize = 0
        } else if name == "category" {
            let attributes = attributes()
            category = (attributes["domain"] ?? "", WXRItem.decoded(attributes["nicename"] ?? ""))
        }
    }

    mutating func add(_ characters: UnsafeBufferPointer<UInt8>) throws {
        guard isKept else { return }
        itemSize += characters.count
        guard itemSize <= Self.itemBytes else {
            throw UnreadableInput(
                .tooLarge, "An item holds more than \(Self.itemBytes / 1_000_000) MB of text.")
        }
        text.append(contentsOf: characters)
    }

    mutating func end() throws {
        let isKept = isKept
        let isItem = path == Self.itemPath
        let name = path.removeLast()
        if isItem {
            try endItem()
        } else if isKept, item != nil {
            try endItemPart(name)
        } else if isKept {
            try endChannelPart(name)
            itemSize = 0
        }
        text.removeAll(keepingCapacity: true)
    }

    /// Text is kept of the direct parts of the channel, of an author, of an item and of a custom field.
    private var isKept: Bool {
        switch path.count {
        case 3: item == nil
        case 4: item != nil || path.starts(with: Self.authorPath)
        case 5: path.starts(with: Self.metaPath)
        default: false
        }
    }

    private mutating func endItem() throws {
        guard let whole = item else { return }
        item = nil
        isExport = isExport || whole.id != nil
        guard isExport else { throw Self.noExport }
        finished.append(whole)
    }

    /// What a file is refused with that is XML but holds nothing of WordPress.
    static let noExport = UnreadableInput(
        .wrongFormat,
        "The file is XML but no WordPress export. Make one in WordPress: Tools, Export, All content.")

    private mutating func endChannelPart(_ name: String) throws {
        switch name {
        case "wp:wxr_version": isExport = true
        case "wp:author_login": author.login = plainText
        case "wp:author_display_name": author.name = plainText
        case "wp:author":
            guard authorNames.count < Self.authors else {
                throw UnreadableInput(.tooLarge, "There are more than \(Self.authors) authors.")
            }
            authorNames[author.login] = author.name.isEmpty ? nil : author.name
            author = ("", "")
        default: break
        }
    }

    private mutating func endItemPart(_ name: String) throws {
        let text = plainText
        switch name {
        case "category":
            item?.categories.append(.init(domain: category.domain, nicename: category.nicename, name: text))
        case "dc:creator":
            item?.creator = text
            item?.creatorName = authorNames[text]
        default: item?.set(name, to: text)
        }
        guard let item, item.categories.count + item.meta.count > Self.itemParts else { return }
        throw UnreadableInput(
            .tooLarge, "An item has more than \(Self.itemParts) categories and custom fields.")
    }

    private var plainText: String { String(decoding: text, as: UTF8.self) }
}
