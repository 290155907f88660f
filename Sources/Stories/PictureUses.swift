package import Pictures
package import Storage

extension Story {
    /// The titles of the stories that show a picture, at their head or in their text.
    package static func uses(of picture: Picture, in tx: Transaction) throws -> [String] {
        // A body names pictures by their file names, which hold no wildcard that could match too little.
        let pattern = "%\(picture.name)%"
        return try tx.all("""
            SELECT DISTINCT t.title, t.story FROM story_texts t JOIN stories s ON s.key = t.story AND s.language = t.language
            WHERE s.picture = \(picture.key)
                OR EXISTS (SELECT 1 FROM story_texts b WHERE b.story = s.key AND b.body LIKE \(pattern))
            ORDER BY t.title, t.story
            """) { $0.text(0) }
    }
}
