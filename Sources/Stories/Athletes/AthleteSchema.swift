import Storage

/// The tables of sports and athletes.
enum AthleteSchema {
    static let sports = Migration(
        "stories-3-sports",
        """
        CREATE TABLE sports (
            key BIGINT PRIMARY KEY,
            slug TEXT NOT NULL UNIQUE,
            language TEXT NOT NULL,
            changed_at BIGINT NOT NULL
        )
        """,
        """
        CREATE TABLE sport_names (
            sport BIGINT NOT NULL REFERENCES sports (key),
            language TEXT NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (sport, language)
        )
        """,
        """
        CREATE TABLE story_sports (
            story BIGINT NOT NULL REFERENCES stories (key),
            slug TEXT NOT NULL,
            position BIGINT NOT NULL,
            PRIMARY KEY (story, slug)
        )
        """,
        "CREATE INDEX story_sports_slug ON story_sports (slug, story)")

    static let athletes = Migration(
        "stories-3-athletes",
        """
        CREATE TABLE athletes (
            key BIGINT PRIMARY KEY,
            slug TEXT NOT NULL UNIQUE,
            language TEXT NOT NULL,
            country TEXT NOT NULL,
            sport BIGINT NOT NULL REFERENCES sports (key),
            born BIGINT,
            standing BIGINT NOT NULL,
            changed_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX athletes_standing ON athletes (standing, key)",
        "CREATE INDEX athletes_sport ON athletes (sport, standing, key)",
        """
        CREATE TABLE athlete_texts (
            athlete BIGINT NOT NULL REFERENCES athletes (key),
            language TEXT NOT NULL,
            name TEXT NOT NULL,
            bio TEXT NOT NULL,
            PRIMARY KEY (athlete, language)
        )
        """,
        """
        CREATE TABLE athlete_results (
            athlete BIGINT NOT NULL REFERENCES athletes (key),
            position BIGINT NOT NULL,
            rank TEXT NOT NULL,
            medal TEXT NOT NULL,
            mark TEXT NOT NULL,
            PRIMARY KEY (athlete, position)
        )
        """,
        """
        CREATE TABLE athlete_events (
            athlete BIGINT NOT NULL REFERENCES athletes (key),
            position BIGINT NOT NULL,
            language TEXT NOT NULL,
            games TEXT NOT NULL,
            event TEXT NOT NULL,
            PRIMARY KEY (athlete, position, language)
        )
        """,
        """
        CREATE TABLE story_athletes (
            story BIGINT NOT NULL REFERENCES stories (key),
            slug TEXT NOT NULL,
            position BIGINT NOT NULL,
            PRIMARY KEY (story, slug)
        )
        """,
        "CREATE INDEX story_athletes_slug ON story_athletes (slug, story)")

    static let countries = Migration(
        "stories-4-medallists", "CREATE INDEX athletes_country ON athletes (country, standing, key)")
}
