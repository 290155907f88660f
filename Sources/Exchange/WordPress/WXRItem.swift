package import Values

/// One `<item>` of a WordPress export: a post, a page, an attachment or something of a plugin, as the file says it.
package struct WXRItem: Hashable, Sendable {
    /// A category, a tag or a term of a plugin that the item belongs to.
    package struct Category: Hashable, Sendable {
        /// The taxonomy, such as `category`, `post_tag` or `post_format`.
        package let domain: String
        /// The term's slug, percent-decoded.
        package let nicename: String
        /// The term's name for people.
        package let name: String
    }

    /// A custom field; values of plugins are often serialised PHP.
    package struct Meta: Hashable, Sendable {
        /// The field's name; WordPress hides those that begin with an underscore.
        package let key: String
        /// The field's value as text.
        package let value: String
    }

    /// The line on which the item begins, counted from 1.
    package internal(set) var line = 0
    /// `wp:post_id`; nil when it is missing or no number.
    package internal(set) var id: Int64?
    /// `wp:post_type`: `post`, `page`, `attachment`, `nav_menu_item` or a plugin's.
    package internal(set) var type = ""
    /// `wp:status`: `publish`, `draft`, `private`, `pending`, `future`, `inherit`, `trash` or a plugin's.
    package internal(set) var status = ""
    /// The title; it may hold HTML entities and tags.
    package internal(set) var title = ""
    /// `wp:post_name`, percent-decoded; empty for drafts. It need not be a valid `Slug`.
    package internal(set) var slug = ""
    /// The address that the item had on the old site.
    package internal(set) var link = ""
    /// `wp:post_date_gmt`; nil for a draft that was never published (`0000-00-00 00:00:00`).
    package internal(set) var date: Instant?
    /// `wp:post_date`, on the clock of the old site.
    package internal(set) var localDate: CivilTime?
    /// The login name of the author.
    package internal(set) var creator = ""
    /// The author's name for readers, where the file lists the authors.
    package internal(set) var creatorName: String?
    /// `content:encoded`: the body, as WordPress keeps it; see `WordPressText`.
    package internal(set) var content = ""
    /// `excerpt:encoded`.
    package internal(set) var excerpt = ""
    /// Categories, tags and other terms.
    package internal(set) var categories: [Category] = []
    /// Custom fields.
    package internal(set) var meta: [Meta] = []
    /// `wp:attachment_url`: where the file of an attachment is.
    package internal(set) var attachmentURL: String?
    /// `wp:post_parent`: the id of the item that this one belongs to; nil when it stands alone.
    package internal(set) var parent: Int64?
    /// Whether the post stays on top of the old site's front page.
    package internal(set) var isSticky = false
    /// The password that readers need; nil when they need none. Such an item must not become public.
    package internal(set) var password: String?

    /// The first custom field of that name.
    package func meta(_ key: String) -> String? { meta.first { $0.key == key }?.value }
}
