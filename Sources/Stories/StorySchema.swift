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
            "CREATE INDEX story_products_handle ON story_products (handle, story)"),
        Migration(
            "stories-2",
            """
            CREATE TABLE story_drafts (
                story BIGINT PRIMARY KEY REFERENCES stories (key),
                version BIGINT NOT NULL,
                revision BIGINT NOT NULL,
                published BIGINT,
                is_changed BIGINT NOT NULL,
                is_placed BIGINT NOT NULL,
                was_published BIGINT NOT NULL,
                parts TEXT NOT NULL,
                language TEXT NOT NULL,
                author TEXT NOT NULL,
                title TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                changed_at BIGINT NOT NULL,
                changed_by TEXT NOT NULL
            )
            """,
            "CREATE INDEX story_drafts_changed ON story_drafts (changed_at, story)",
            """
            CREATE TABLE story_draft_texts (
                story BIGINT NOT NULL REFERENCES stories (key),
                language TEXT NOT NULL,
                title TEXT NOT NULL,
                folded TEXT NOT NULL,
                missing BIGINT NOT NULL,
                outdated BIGINT NOT NULL,
                total BIGINT NOT NULL,
                PRIMARY KEY (story, language)
            )
            """,
            """
            CREATE TABLE story_revisions (
                key BIGINT PRIMARY KEY,
                story BIGINT NOT NULL REFERENCES stories (key),
                number BIGINT NOT NULL,
                kind TEXT NOT NULL,
                writer BIGINT,
                writer_name TEXT NOT NULL,
                begun_at BIGINT NOT NULL,
                at BIGINT NOT NULL,
                base BIGINT NOT NULL,
                parts TEXT NOT NULL,
                restored BIGINT,
                published_at BIGINT,
                published_by TEXT,
                content TEXT NOT NULL
            )
            """,
            "CREATE UNIQUE INDEX story_revisions_number ON story_revisions (story, number)"),
        AthleteSchema.sports, AthleteSchema.athletes, AthleteSchema.countries,
    ]
}
