package import Foundation
import Mustache

/// The templates of one surface, compiled once.
package struct Templates: Sendable {
    private let library: MustacheLibrary

    /// Compiles every `.mustache` file of a folder; throws with the file's name and line when one is malformed.
    package init(folder: URL) async throws {
        library = try await MustacheLibrary(directory: folder.path)
    }

    /// Renders a template; one that does not exist is a bug.
    package func render(_ name: String, _ fields: Fields) -> String {
        guard let text = library.render(fields, withTemplate: name) else {
            preconditionFailure("there is no template \(name)")
        }
        return text
    }
}
