// Desk is what the staff sees: one screen for each job, calm and quick, that works from the keyboard.

package import Hub
package import Hummingbird
package import Web

/// The desk's routes.
package struct DeskRoutes: Sendable {
    let hub: Hub

    /// The desk of a hub.
    package init(_ hub: Hub) { self.hub = hub }

    /// Registers every screen of the desk.
    package func register(on router: Router<WebContext>) {}
}
