/// What somebody may do at the desk: the closed set that every screen declares from.
package enum Permission: String, Sendable, CaseIterable, Comparable {
    case seeStories
    case editStories
    case publishStories
    case seeProducts
    case editProducts
    case countStock
    case seeReleases
    case editReleases
    case unlockReleases
    case seeOrders
    case shipOrders
    case refundOrders
    case managePeople
    case seeChanges
    case manageKeys
    case manageHub

    package static func < (left: Permission, right: Permission) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

/// A job at the desk. A person has one or several, and may do what any of them may.
package enum Role: String, Sendable, CaseIterable {
    case administrator
    case editor
    case campaigner
    case merchandiser
    case support

    /// What the job needs, and no more.
    package var permissions: Set<Permission> {
        switch self {
        case .administrator: Set(Permission.allCases)
        case .editor: [.seeStories, .editStories, .publishStories, .seeProducts, .seeReleases, .editReleases]
        case .campaigner: [.seeStories, .seeProducts, .seeReleases, .editReleases, .unlockReleases, .seeChanges]
        case .merchandiser: [.seeStories, .seeProducts, .editProducts, .countStock, .seeReleases, .seeOrders, .shipOrders]
        case .support: [.seeStories, .seeProducts, .seeOrders, .shipOrders, .refundOrders]
        }
    }
}

extension Set<Role> {
    /// Roles as they are stored: names in their order, blanks between.
    var stored: String { Role.allCases.filter(contains).map(\.rawValue).joined(separator: " ") }

    init?(stored text: String) {
        let roles = text.split(separator: " ").map { Role(rawValue: String($0)) }
        guard !roles.contains(nil) else { return nil }
        self = Set(roles.compactMap { $0 })
    }
}
