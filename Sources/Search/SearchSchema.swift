// Search finds what is open here by words: one index over stories, products, athletes and films, on both engines.
//
// The index holds words and keys and is filled by facts; whether something may be seen is asked of the gate when it is read.

package import Storage

/// The tables of the search index.
package enum SearchSchema {
    /// Forward steps, oldest first.
    package static let migrations: [Migration] = []
}
