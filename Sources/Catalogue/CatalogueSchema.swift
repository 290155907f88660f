package import Storage

/// The tables of the catalogue.
package enum CatalogueSchema {
    /// Forward steps, oldest first.
    package static let migrations = [products, prices, texts, desk, StoreSchema.stores]

    private static let products = Migration(
        "catalogue-1-products",
        """
        CREATE TABLE products (
            key BIGINT PRIMARY KEY,
            handle TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            html TEXT NOT NULL,
            vendor TEXT NOT NULL,
            category TEXT NOT NULL,
            kind TEXT NOT NULL,
            tags TEXT NOT NULL,
            tax_class TEXT NOT NULL,
            state TEXT NOT NULL,
            option1 TEXT NOT NULL,
            option2 TEXT NOT NULL,
            option3 TEXT NOT NULL,
            extra TEXT NOT NULL,
            created_at BIGINT NOT NULL,
            changed_at BIGINT NOT NULL
        )
        """,
        """
        CREATE TABLE variants (
            key BIGINT PRIMARY KEY,
            product BIGINT NOT NULL REFERENCES products (key),
            position BIGINT NOT NULL,
            option1 TEXT NOT NULL,
            option2 TEXT NOT NULL,
            option3 TEXT NOT NULL,
            sku TEXT NOT NULL,
            gtin TEXT NOT NULL,
            grams BIGINT NOT NULL,
            weight_unit TEXT NOT NULL,
            ships BIGINT NOT NULL,
            oversell BIGINT NOT NULL,
            buyer_limit BIGINT,
            picture TEXT NOT NULL,
            extra TEXT NOT NULL,
            removed_at BIGINT,
            CHECK (buyer_limit IS NULL OR buyer_limit > 0)
        )
        """,
        "CREATE INDEX variants_product ON variants (product, position)",
        "CREATE INDEX variants_sku ON variants (sku)",
        """
        CREATE TABLE product_pictures (
            product BIGINT NOT NULL REFERENCES products (key),
            position BIGINT NOT NULL,
            picture BIGINT NOT NULL REFERENCES pictures (key),
            alt TEXT NOT NULL,
            PRIMARY KEY (product, position)
        )
        """)

    private static let prices = Migration(
        "catalogue-1-prices",
        """
        CREATE TABLE prices (
            key BIGINT PRIMARY KEY,
            variant BIGINT NOT NULL REFERENCES variants (key),
            market TEXT NOT NULL,
            minor BIGINT NOT NULL,
            before_minor BIGINT,
            valid_from BIGINT NOT NULL,
            valid_to BIGINT NOT NULL,
            CHECK (minor >= 0),
            CHECK (valid_to > valid_from)
        )
        """,
        "CREATE INDEX prices_variant ON prices (variant, market, valid_from)",
        "CREATE INDEX prices_begin ON prices (market, valid_from)",
        "CREATE INDEX prices_end ON prices (market, valid_to)",
        """
        CREATE TABLE stock (
            variant BIGINT NOT NULL REFERENCES variants (key),
            place TEXT NOT NULL,
            cell BIGINT NOT NULL REFERENCES cells (key),
            PRIMARY KEY (variant, place)
        )
        """)

    private static let texts = Migration(
        "catalogue-2-texts",
        "ALTER TABLE products ADD COLUMN language TEXT NOT NULL DEFAULT 'en'",
        """
        CREATE TABLE product_texts (
            product BIGINT NOT NULL REFERENCES products (key),
            language TEXT NOT NULL,
            title TEXT NOT NULL,
            title_source TEXT NOT NULL,
            html TEXT NOT NULL,
            html_source TEXT NOT NULL,
            changed_at BIGINT NOT NULL,
            PRIMARY KEY (product, language)
        )
        """,
        """
        CREATE TABLE labels (
            sort TEXT NOT NULL,
            code TEXT NOT NULL,
            language TEXT NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (sort, code, language)
        )
        """)

    private static let desk = Migration(
        "catalogue-3-desk",
        "ALTER TABLE products ADD COLUMN revision BIGINT NOT NULL DEFAULT 1",
        """
        CREATE TABLE locations (
            code TEXT PRIMARY KEY,
            position BIGINT NOT NULL,
            name TEXT NOT NULL
        )
        """,
        "INSERT INTO locations (code, position, name) VALUES ('main', 1, 'Main')")
}
