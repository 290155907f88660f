package import Storage

/// The tables of films.
package enum FilmSchema {
    /// Forward steps, oldest first.
    package static let migrations = [
        Migration(
            "films-1",
            """
            CREATE TABLE campaigns (
                key BIGINT PRIMARY KEY,
                slug TEXT NOT NULL UNIQUE,
                language TEXT NOT NULL,
                position BIGINT NOT NULL,
                picture BIGINT REFERENCES pictures (key),
                changed_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE campaign_texts (
                campaign BIGINT NOT NULL REFERENCES campaigns (key),
                language TEXT NOT NULL,
                title TEXT NOT NULL,
                line TEXT NOT NULL,
                html TEXT NOT NULL,
                picture_alt TEXT NOT NULL,
                PRIMARY KEY (campaign, language)
            )
            """,
            """
            CREATE TABLE films (
                key BIGINT PRIMARY KEY,
                slug TEXT NOT NULL UNIQUE,
                language TEXT NOT NULL,
                campaign TEXT NOT NULL,
                position BIGINT NOT NULL,
                duration_ms BIGINT,
                picture BIGINT REFERENCES pictures (key),
                changed_at BIGINT NOT NULL,
                CHECK (duration_ms IS NULL OR duration_ms > 0)
            )
            """,
            "CREATE INDEX films_position ON films (campaign, position, key)",
            """
            CREATE TABLE film_texts (
                film BIGINT NOT NULL REFERENCES films (key),
                language TEXT NOT NULL,
                title TEXT NOT NULL,
                logline TEXT NOT NULL,
                html TEXT NOT NULL,
                picture_alt TEXT NOT NULL,
                PRIMARY KEY (film, language)
            )
            """,
            """
            CREATE TABLE film_credits (
                film BIGINT NOT NULL REFERENCES films (key),
                position BIGINT NOT NULL,
                role TEXT NOT NULL,
                name TEXT NOT NULL,
                organisation TEXT NOT NULL,
                PRIMARY KEY (film, position)
            )
            """,
            """
            CREATE TABLE film_products (
                film BIGINT NOT NULL REFERENCES films (key),
                position BIGINT NOT NULL,
                handle TEXT NOT NULL,
                PRIMARY KEY (film, position)
            )
            """,
            "CREATE INDEX film_products_handle ON film_products (handle, film)",
            """
            CREATE TABLE film_stories (
                film BIGINT NOT NULL REFERENCES films (key),
                position BIGINT NOT NULL,
                slug TEXT NOT NULL,
                PRIMARY KEY (film, position)
            )
            """,
            "CREATE INDEX film_stories_slug ON film_stories (slug, film)")
    ]
}
