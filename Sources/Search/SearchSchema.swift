// Search finds what is open here by words: one index over stories, products, athletes, sports and films, the same on both engines.
//
// - A document is an item with its texts in every language. Its words are terms; a term's postings lie in blocks of 1,024
//   documents of one kind, one row a block, so that a query reads a few rows however much there is (docs/algorithms/search.md).
// - Nothing is changed in place: a changed item becomes a new document at the end and its old number is dead. Blocks with few
//   living documents are written anew and thrown away.
// - Whether something may be seen is asked of the gate when it is read, for results, counts and suggestions alike. Nothing that
//   a query answers, nor whether a slip of the pen is forgiven, depends on what is closed.
//
// What the items are, and which of their texts count, is left to the hub, which hands documents over when facts say so.

package import Storage

/// The tables of the search index.
package enum SearchSchema {
    /// Forward steps, oldest first.
    package static let migrations = [
        Migration(
            "search-1",
            """
            CREATE TABLE search_documents (
                kind BIGINT NOT NULL,
                number BIGINT NOT NULL,
                item BIGINT NOT NULL,
                path TEXT NOT NULL,
                fresh_at BIGINT NOT NULL,
                digest BIGINT NOT NULL,
                terms BIGINT NOT NULL,
                PRIMARY KEY (kind, number)
            )
            """,
            "CREATE UNIQUE INDEX search_documents_item ON search_documents (item)",
            """
            CREATE TABLE search_titles (
                item BIGINT NOT NULL,
                language TEXT NOT NULL,
                title TEXT NOT NULL,
                PRIMARY KEY (item, language)
            )
            """,
            """
            CREATE TABLE search_postings (
                term TEXT NOT NULL,
                kind BIGINT NOT NULL,
                block BIGINT NOT NULL,
                bytes BYTES NOT NULL,
                PRIMARY KEY (term, kind, block)
            )
            """,
            "CREATE INDEX search_postings_block ON search_postings (kind, block)",
            """
            CREATE TABLE search_blocks (
                kind BIGINT NOT NULL,
                block BIGINT NOT NULL,
                living BIGINT NOT NULL,
                PRIMARY KEY (kind, block),
                CHECK (living >= 0)
            )
            """,
            """
            CREATE TABLE search_ends (
                kind BIGINT PRIMARY KEY,
                next BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE search_words (
                key BIGINT PRIMARY KEY,
                word TEXT NOT NULL UNIQUE
            )
            """,
            """
            CREATE TABLE search_slips (
                rest BIGINT NOT NULL,
                word BIGINT NOT NULL,
                PRIMARY KEY (rest, word)
            )
            """,
            """
            CREATE TABLE search_waiting (
                item BIGINT PRIMARY KEY,
                kind BIGINT NOT NULL
            )
            """)
    ]
}
