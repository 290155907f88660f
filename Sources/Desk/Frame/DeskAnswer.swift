import HTTPTypes
import Hummingbird
import Staff
import Web

/// What a screen answers.
enum DeskAnswer: Sendable {
    /// A page.
    case page(DeskPage)
    /// Go and see another screen, with something to be said there.
    case see(String, Flash? = nil)
    /// Go and see another screen as somebody who has just come in.
    case enter(SecretToken, String, Flash? = nil)
    /// Go and see another screen as nobody.
    case leave(String)
    /// Anything else.
    case response(Response)
}

/// One screen.
struct DeskPage: Sendable {
    /// A place above this one.
    struct Crumb: Sendable {
        let title: String
        let url: String
    }

    let template: String
    let title: String
    /// Which part of the rail is marked.
    var section: String?
    var crumbs: [Crumb] = []
    /// The one thing that people come here for, if it is a link.
    var primary: Link?
    /// Whether the page has no rail: at the door.
    var isBare = false
    var status: HTTPResponse.Status = .ok
    let fields: Fields

    /// A link with its words.
    struct Link: Sendable {
        let title: String
        let url: String
    }
}
