package import Storage
package import Values

/// The point of a picture that matters most, in thousandths of its width and height from the upper left: it stays in sight where a
/// template crops.
package struct FocalPoint: Hashable, Sendable {
    /// From the left, 0 to 1000.
    package let x: Int64
    /// From the top, 0 to 1000.
    package let y: Int64

    /// The middle, which is what pictures have until somebody says otherwise.
    package static let middle = FocalPoint(x: 500, y: 500)

    /// A point; values outside are moved to the edge.
    package init(x: Int64, y: Int64) {
        self.x = min(1000, max(0, x))
        self.y = min(1000, max(0, y))
    }

    /// Classes that place a cropped picture, such as `fx-3 fy-8`, since a page's policy takes no styles of its own: tenths are
    /// as fine as a crop shows. Nil for the middle.
    package var classes: String? {
        let (x, y) = ((x + 50) / 100, (y + 50) / 100)
        return x == 5 && y == 5 ? nil : "fx-\(x) fy-\(y)"
    }
}

extension Picture {
    /// Moves the point that stays in sight; true when that changed anything.
    @discardableResult
    package static func focus(_ picture: Key<Picture>, on point: FocalPoint, in tx: Transaction) throws -> Bool {
        let rows = try tx.run("""
            UPDATE pictures SET focus_x = \(point.x), focus_y = \(point.y)
            WHERE key = \(picture) AND (focus_x <> \(point.x) OR focus_y <> \(point.y))
            """)
        if rows > 0 { tx.touch(Topic(picture)) }
        return rows > 0
    }
}
