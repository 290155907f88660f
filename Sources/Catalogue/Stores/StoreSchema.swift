import Storage

/// The tables of stores.
enum StoreSchema {
    /// A market stands in `store_markets` once, so that it has one store.
    static let stores = Migration(
        "catalogue-2-stores",
        """
        CREATE TABLE stores (
            key BIGINT PRIMARY KEY,
            slug TEXT NOT NULL UNIQUE,
            position BIGINT NOT NULL,
            language TEXT NOT NULL,
            look TEXT NOT NULL,
            picture BIGINT REFERENCES pictures (key),
            story TEXT NOT NULL,
            changed_at BIGINT NOT NULL
        )
        """,
        """
        CREATE TABLE store_texts (
            store BIGINT NOT NULL REFERENCES stores (key),
            language TEXT NOT NULL,
            name TEXT NOT NULL,
            line TEXT NOT NULL,
            picture_alt TEXT NOT NULL,
            front TEXT NOT NULL,
            PRIMARY KEY (store, language)
        )
        """,
        """
        CREATE TABLE store_markets (
            market TEXT PRIMARY KEY,
            store BIGINT NOT NULL REFERENCES stores (key)
        )
        """,
        """
        CREATE TABLE store_products (
            store BIGINT NOT NULL REFERENCES stores (key),
            product BIGINT NOT NULL REFERENCES products (key),
            PRIMARY KEY (store, product)
        )
        """,
        "CREATE INDEX store_products_product ON store_products (product, store)")
}
