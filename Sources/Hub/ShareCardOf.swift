package import Catalogue
package import Films
import Foundation
package import Pictures
package import Stories
package import Values

// The cards of the hub's pages: drawn by the interface for machines, named by the site.

extension ShareCard {
    /// The card of a story with its leading picture.
    package init(_ story: Story, _ picture: Picture?, hubName: String) {
        self.init(
            title: story.title, kicker: story.kicker, hubName: hubName, language: story.language, picture: picture?.hash)
    }

    /// The card of a product with its first picture.
    package init(_ card: ProductCard, hubName: String) {
        self.init(
            title: card.product.title.text, kicker: card.product.kindName, hubName: hubName,
            language: card.product.title.language, picture: card.picture?.picture.hash)
    }

    /// The card of a film with its poster.
    package init(_ film: Film, _ campaign: Campaign?, _ picture: Picture?, hubName: String) {
        self.init(
            title: film.title, kicker: campaign?.title ?? "", hubName: hubName, language: film.language, picture: picture?.hash)
    }

    /// The card of an athlete.
    package init(_ athlete: Athlete, _ sport: Sport?, hubName: String) {
        self.init(title: athlete.name, kicker: sport?.name ?? "", hubName: hubName, language: athlete.language, picture: nil)
    }

    /// The card of a sport.
    package init(_ sport: Sport, hubName: String) {
        self.init(title: sport.name, kicker: "", hubName: hubName, language: sport.language, picture: nil)
    }

    /// The card of a store with the picture of its front.
    package init(_ store: Store, _ picture: Picture?, hubName: String) {
        self.init(title: store.name, kicker: "", hubName: hubName, language: store.language, picture: picture?.hash)
    }

    /// The card of every page that has nothing of its own.
    package init(hubName: String, root: String, _ language: Language) {
        self.init(title: hubName, kicker: "", hubName: URL(string: root)?.host ?? hubName, language: language, picture: nil)
    }

    /// Its address below the hub's, such as `/cards/gb/en/stories/small-steps/0123456789abcdef01234567.jpg`.
    package func path(_ base: String, _ kind: String, _ slug: Slug) -> String {
        let safe = slug.text.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? ""
        return "/cards\(base)/\(kind)/\(safe)/\(hash).jpg"
    }
}
