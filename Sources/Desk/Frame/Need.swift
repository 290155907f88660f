package import HTTPTypes
package import Staff

/// What a route of the desk asks of whoever calls it. Each route declares it, and `DeskRouter` checks it: nowhere else is
/// anything allowed or refused.
package enum Need: Hashable, Sendable {
    /// Nothing: the way in.
    case nobody
    /// A password that was right, and nothing more: the second step.
    case halfSession
    /// Somebody who is signed in, whatever they may do: the own account.
    case session
    /// Somebody who may do this.
    case permission(Permission)
}

/// A registered route, for the map of the desk.
package struct DeskRoute: Hashable, Sendable {
    /// GET or POST.
    package let method: HTTPRequest.Method
    /// As it was registered, such as `/desk/orders/:order`.
    package let path: String
    /// What it asks for.
    package let need: Need
}
