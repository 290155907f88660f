package import Storage

/// The tables of the till.
package enum OrderSchema {
    /// Forward steps, oldest first.
    package static let migrations = [baskets, orders, payments, rates, repeats] + AftersalesSchema.migrations

    private static let baskets = Migration(
        "orders-1-baskets",
        """
        CREATE TABLE baskets (
            key BIGINT PRIMARY KEY,
            token TEXT NOT NULL UNIQUE,
            market TEXT NOT NULL,
            created_at BIGINT NOT NULL,
            changed_at BIGINT NOT NULL,
            closed_at BIGINT
        )
        """,
        """
        CREATE TABLE basket_lines (
            basket BIGINT NOT NULL REFERENCES baskets (key),
            item BIGINT NOT NULL,
            quantity BIGINT NOT NULL,
            story BIGINT,
            position BIGINT NOT NULL,
            PRIMARY KEY (basket, item),
            CHECK (quantity BETWEEN 1 AND 20)
        )
        """)

    private static let orders = Migration(
        "orders-1-orders",
        """
        CREATE TABLE orders (
            key BIGINT PRIMARY KEY,
            number TEXT NOT NULL UNIQUE,
            token TEXT NOT NULL UNIQUE,
            basket BIGINT NOT NULL UNIQUE REFERENCES baskets (key),
            market TEXT NOT NULL,
            language TEXT NOT NULL,
            status TEXT NOT NULL,
            payment_status TEXT NOT NULL,
            fulfilment_status TEXT NOT NULL,
            currency TEXT NOT NULL,
            total_minor BIGINT NOT NULL,
            tax_minor BIGINT NOT NULL,
            shipping_minor BIGINT NOT NULL,
            email TEXT NOT NULL,
            address TEXT NOT NULL,
            hold BIGINT,
            placed_at BIGINT NOT NULL,
            pay_until BIGINT NOT NULL,
            changed_at BIGINT NOT NULL
        )
        """,
        """
        CREATE INDEX orders_unpaid ON orders (pay_until)
        WHERE status = 'placed' AND payment_status IN ('pending', 'failed')
        """,
        """
        CREATE TABLE order_lines (
            order_key BIGINT NOT NULL REFERENCES orders (key),
            position BIGINT NOT NULL,
            item BIGINT NOT NULL,
            title TEXT NOT NULL,
            variant TEXT,
            sku TEXT NOT NULL,
            quantity BIGINT NOT NULL,
            unit_minor BIGINT NOT NULL,
            net_minor BIGINT NOT NULL,
            tax_minor BIGINT NOT NULL,
            rate_ppm BIGINT NOT NULL,
            tax_class TEXT NOT NULL,
            story BIGINT,
            PRIMARY KEY (order_key, position)
        )
        """,
        """
        CREATE TABLE order_taxes (
            order_key BIGINT NOT NULL REFERENCES orders (key),
            rate_ppm BIGINT NOT NULL,
            base_minor BIGINT NOT NULL,
            tax_minor BIGINT NOT NULL,
            PRIMARY KEY (order_key, rate_ppm)
        )
        """,
        """
        CREATE TABLE idempotency (
            key TEXT PRIMARY KEY,
            digest TEXT NOT NULL,
            order_key BIGINT NOT NULL,
            at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX idempotency_at ON idempotency (at)")

    private static let payments = Migration(
        "orders-1-payments",
        """
        CREATE TABLE payments (
            key BIGINT PRIMARY KEY,
            order_key BIGINT NOT NULL REFERENCES orders (key),
            provider TEXT NOT NULL,
            reference TEXT,
            amount_minor BIGINT NOT NULL,
            currency TEXT NOT NULL,
            state TEXT NOT NULL,
            created_at BIGINT NOT NULL,
            changed_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX payments_order ON payments (order_key)",
        "CREATE INDEX payments_open ON payments (changed_at) WHERE state IN ('pending', 'action')")

    private static let rates = Migration(
        "orders-1-rates",
        """
        CREATE TABLE tax_rates (
            key BIGINT PRIMARY KEY,
            market TEXT NOT NULL,
            region TEXT NOT NULL,
            tax_class TEXT NOT NULL,
            rate_ppm BIGINT NOT NULL,
            valid_from BIGINT NOT NULL,
            valid_to BIGINT NOT NULL,
            CHECK (rate_ppm >= 0),
            CHECK (valid_to > valid_from)
        )
        """,
        "CREATE INDEX tax_rates_market ON tax_rates (market, region, tax_class, valid_from)",
        """
        CREATE TABLE shipping_rates (
            market TEXT PRIMARY KEY,
            price_minor BIGINT NOT NULL,
            free_from_minor BIGINT
        )
        """)

    /// Records of repeated requests are Storage's now, for every kind of request.
    private static let repeats = Migration(
        "orders-2-repeats",
        """
        INSERT INTO repeats (scope, key, digest, subject, at)
        SELECT 'checkout', key, digest, order_key, at FROM idempotency
        """,
        "DROP TABLE idempotency")
}
