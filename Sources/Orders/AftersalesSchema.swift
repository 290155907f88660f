import Storage

/// The tables of what happens to an order after it was paid.
enum AftersalesSchema {
    static let migrations = [parcels, refunds, notes]

    private static let parcels = Migration(
        "orders-2-parcels",
        "ALTER TABLE orders ADD COLUMN cancelled_at BIGINT",
        """
        CREATE INDEX orders_to_ship ON orders (key)
        WHERE status = 'placed' AND payment_status IN ('paid', 'partly_refunded')
            AND fulfilment_status IN ('unfulfilled', 'partial')
        """,
        """
        CREATE TABLE shipments (
            key BIGINT PRIMARY KEY,
            order_key BIGINT NOT NULL REFERENCES orders (key),
            carrier TEXT NOT NULL,
            tracking TEXT NOT NULL,
            request_key TEXT NOT NULL UNIQUE,
            shipped_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX shipments_order ON shipments (order_key)",
        """
        CREATE TABLE shipment_lines (
            shipment BIGINT NOT NULL REFERENCES shipments (key),
            position BIGINT NOT NULL,
            quantity BIGINT NOT NULL,
            PRIMARY KEY (shipment, position),
            CHECK (quantity > 0)
        )
        """)

    private static let refunds = Migration(
        "orders-2-refunds",
        """
        CREATE TABLE refunds (
            key BIGINT PRIMARY KEY,
            order_key BIGINT NOT NULL REFERENCES orders (key),
            payment BIGINT NOT NULL REFERENCES payments (key),
            amount_minor BIGINT NOT NULL,
            currency TEXT NOT NULL,
            tax_minor BIGINT NOT NULL,
            state TEXT NOT NULL,
            reason TEXT NOT NULL,
            restocks BIGINT NOT NULL,
            reference TEXT,
            request_key TEXT NOT NULL UNIQUE,
            created_at BIGINT NOT NULL,
            changed_at BIGINT NOT NULL,
            CHECK (amount_minor > 0),
            CHECK (tax_minor >= 0)
        )
        """,
        "CREATE INDEX refunds_order ON refunds (order_key)",
        """
        CREATE TABLE refund_lines (
            refund BIGINT NOT NULL REFERENCES refunds (key),
            position BIGINT NOT NULL,
            quantity BIGINT NOT NULL,
            amount_minor BIGINT NOT NULL,
            PRIMARY KEY (refund, position),
            CHECK (quantity > 0)
        )
        """)

    private static let notes = Migration(
        "orders-3-notes",
        """
        CREATE TABLE order_notes (
            order_key BIGINT PRIMARY KEY REFERENCES orders (key),
            text TEXT NOT NULL,
            changed_at BIGINT NOT NULL
        )
        """)
}
