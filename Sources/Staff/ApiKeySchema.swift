package import Storage

/// The table of machines' keys.
package enum ApiKeySchema {
    /// Forward steps, oldest first.
    package static let migrations = [
        Migration(
            "staff-api-keys-1",
            """
            CREATE TABLE api_keys (
                key BIGINT PRIMARY KEY,
                prefix TEXT NOT NULL UNIQUE,
                hash TEXT NOT NULL,
                name TEXT NOT NULL,
                scopes TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                expires_at BIGINT,
                last_used_at BIGINT,
                revoked_at BIGINT
            )
            """)
    ]
}
