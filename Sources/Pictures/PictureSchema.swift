package import Storage

/// The tables of pictures.
package enum PictureSchema {
    /// Forward steps, oldest first.
    package static let migrations = [
        Migration(
            "pictures-1",
            """
            CREATE TABLE picture_files (
                hash TEXT PRIMARY KEY,
                media_type TEXT NOT NULL,
                bytes BYTES NOT NULL
            )
            """,
            """
            CREATE TABLE pictures (
                key BIGINT PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                hash TEXT NOT NULL REFERENCES picture_files (hash),
                media_type TEXT NOT NULL,
                width BIGINT NOT NULL,
                height BIGINT NOT NULL,
                changed_at BIGINT NOT NULL
            )
            """),
        Migration(
            "pictures-2",
            "ALTER TABLE pictures ADD COLUMN focus_x BIGINT NOT NULL DEFAULT 500",
            "ALTER TABLE pictures ADD COLUMN focus_y BIGINT NOT NULL DEFAULT 500",
            """
            CREATE TABLE picture_texts (
                picture BIGINT NOT NULL REFERENCES pictures (key),
                language TEXT NOT NULL,
                alt TEXT NOT NULL,
                PRIMARY KEY (picture, language)
            )
            """),
        Migration(
            "pictures-3",
            "ALTER TABLE pictures ADD COLUMN byte_count BIGINT NOT NULL DEFAULT 0",
            """
            UPDATE pictures SET byte_count = (SELECT length(f.bytes) FROM picture_files f WHERE f.hash = pictures.hash)
            """,
            "CREATE INDEX pictures_hash ON pictures (hash)"),
    ]
}
