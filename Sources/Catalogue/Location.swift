package import Storage
import Values

/// A place where pieces lie, such as a warehouse or a shop. The till takes from the first location that has enough.
package struct Location: Hashable, Sendable {
    /// Locations of one hub.
    package static let limit = 50

    /// The stable name in files and cells: a slug.
    package let code: String
    /// What people call it.
    package let name: String
    /// Its place in the order in which the till takes.
    package let position: Int64

    /// Every location, in the order in which the till takes; the first one is always there.
    package static func all(in tx: Transaction) throws -> [Location] {
        try tx.all("SELECT code, name, position FROM locations ORDER BY position, code") {
            Location(code: $0.text(0), name: $0.text(1), position: $0.int(2))
        }
    }

    /// The location of a code; throws not found when there is none.
    package static func find(_ code: String, in tx: Transaction) throws -> Location {
        guard let location = try all(in: tx).first(where: { $0.code == code }) else { throw NotFound("location") }
        return location
    }

    /// Opens a location behind the others. Refuses a name that gives no code, one that is taken, and too many.
    package static func open(_ name: String, in tx: Transaction) throws -> Location {
        let known = try all(in: tx)
        guard let code = Slug(making: name)?.text, name.count <= 80 else {
            throw InvalidField("name", "A location needs a name of letters or digits, at most 80 characters.")
        }
        guard !known.contains(where: { $0.code == code }) else {
            throw InvalidField("name", "There is a location of this name already; choose another one.")
        }
        guard known.count < limit else { throw InvalidField("name", "There are \(limit) locations already; close one first.") }
        let location = Location(code: code, name: name, position: (known.last?.position ?? 0) + 1)
        try tx.run("INSERT INTO locations (code, position, name) VALUES (\(code), \(location.position), \(name))")
        return location
    }

    /// Moves it before the one in front of it, so that the till takes from it earlier; nothing changes for the first.
    package func moveUp(in tx: Transaction) throws {
        let known = try Self.all(in: tx)
        guard let place = known.firstIndex(of: self), place > 0 else { return }
        let before = known[place - 1]
        try tx.run("UPDATE locations SET position = \(before.position) WHERE code = \(code)")
        try tx.run("UPDATE locations SET position = \(position) WHERE code = \(before.code)")
        tx.touch(.products)
    }

    /// Closes it. Refuses the main one, and one where pieces lie or are promised to buyers.
    package func close(in tx: Transaction) throws {
        guard code != Stock.mainPlace else { throw InvalidField("location", "The main location stays; it is where imports count.") }
        let left = try tx.count("""
            SELECT count(*) FROM stock s JOIN cells c ON c.key = s.cell
            WHERE s.place = \(code) AND (c.capacity - c.sold > 0 OR c.held > 0)
            """)
        guard left == 0 else {
            throw InvalidField("location", "Pieces of \(left) variants lie here; count them to zero or elsewhere first.")
        }
        try tx.run("DELETE FROM stock WHERE place = \(code)")
        try tx.run("DELETE FROM locations WHERE code = \(code)")
        tx.touch(.products)
    }
}
