// Films is what is watched: films, their texts in the languages that somebody has written, and who made them.
//
// The moving pictures themselves are not here yet: a film has a page, a poster, credits and the goods that belong to it.

package import Storage

/// The tables of films.
package enum FilmSchema {
    /// Forward steps, oldest first.
    package static let migrations: [Migration] = []
}
