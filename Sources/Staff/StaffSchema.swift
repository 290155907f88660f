// Staff is who may work at the desk and through the API: people, their roles and sessions, keys of machines, and what they changed.

package import Storage

/// The tables of staff.
package enum StaffSchema {
    /// Forward steps, oldest first.
    package static let migrations: [Migration] = []
}
