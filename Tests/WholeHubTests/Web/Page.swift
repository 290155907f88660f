import Foundation

/// What a fan sees of a page: the parts that tests look at.
struct Page: Sendable {
    let html: String

    /// The page of an answer; throws when the answer is none.
    init(_ answer: Answer, _ path: String = "", status: Int = 200) throws {
        guard answer.status == status, answer["Content-Type"]?.hasPrefix("text/html") == true else {
            throw NoPage(path: path, status: answer.status, text: answer.text)
        }
        html = answer.text
    }

    /// The addresses of links whose address contains a text.
    func links(_ part: String) -> [String] {
        html.matches(of: /<a [^>]*href="([^"]*)"/).map { Self.plain($0.output.1) }.filter { $0.contains(part) }
    }

    /// The value of a hidden field.
    func hidden(_ name: String) -> String? {
        html.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/)
            .first { $0.output.1 == name }.map { Self.plain($0.output.2) }
    }

    /// The variants that can be chosen on a product's page: name and key.
    var choices: [String: String] {
        let found = html.matches(of: /name="variant" value="([^"]*)"[^>]*><span class="size-face"><span class="size-name">([^<]*)</)
        return Dictionary(found.map { (Self.plain($0.output.2), String($0.output.1)) }, uniquingKeysWith: { first, _ in first })
    }

    /// The amounts of the sum, from above.
    var amounts: [String] {
        html.matches(of: /<dt>[^<]*<\/dt><dd>([^<]*)<\/dd>/).map { Self.plain($0.output.1) }
    }

    /// The fields that the form complains about, in its order.
    var faults: [String] {
        html.matches(of: /has-error">\n<label for="([^"]*)"/).map { String($0.output.1) }
    }

    /// What a product costs: the price that is set in bold.
    var prices: [String] { html.matches(of: /<strong>([^<]*)<\/strong>/).map { Self.plain($0.output.1) } }

    /// How an order stands: `waiting`, `paid`, `failed`, `cancelled` or `shipped`.
    var ticket: String? { html.firstMatch(of: /class="ticket is-([a-z]+)"/).map { String($0.output.1) } }

    private static func plain(_ text: Substring) -> String {
        String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }
}

/// An answer that is not the page that was asked for.
struct NoPage: Error, CustomStringConvertible {
    let path: String
    let status: Int
    let text: String

    var description: String {
        let said = text.firstMatch(of: /<h1[^>]*>(.*?)<\/h1>/).map { String($0.output.1) } ?? String(text.prefix(500))
        return "\(path) answered \(status): \(said)"
    }
}
