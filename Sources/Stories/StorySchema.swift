package import Storage

/// The tables of stories.
package enum StorySchema {
    /// Forward steps, oldest first.
    package static let migrations = [
        Migration(
            "stories-1",
            """
            CREATE TABLE stories (
                key BIGINT PRIMARY KEY,
                slug TEXT NOT NULL UNIQUE,
                language TEXT NOT NULL,
                author TEXT NOT NULL,
                state TEXT NOT NULL,
                published_at BIGINT NOT NULL,
                picture BIGINT REFERENCES pictures (key),
                changed_at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX stories_published ON stories (published_at, key)",
            """
            CREATE TABLE story_texts (
                story BIGINT NOT NULL REFERENCES stories (key),
                language TEXT NOT NULL,
                title TEXT NOT NULL,
                summary TEXT NOT NULL,
                kicker TEXT NOT NULL,
                picture_alt TEXT NOT NULL,
                body TEXT NOT NULL,
                PRIMARY KEY (story, language)
            )
            """,
            """
            CREATE TABLE story_products (
                story BIGINT NOT NULL REFERENCES stories (key),
                handle TEXT NOT NULL,
                PRIMARY KEY (story, handle)
            )
            """,
            "CREATE INDEX story_products_handle ON story_products (handle, story)")
    ]
}
