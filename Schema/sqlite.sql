CREATE TABLE announcements (
    opening INTEGER NOT NULL REFERENCES openings (key),
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (opening, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE api_keys (
    key INTEGER PRIMARY KEY,
    prefix TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    last_used_at INTEGER,
    revoked_at INTEGER
) STRICT;
CREATE TABLE athlete_events (
    athlete INTEGER NOT NULL REFERENCES athletes (key),
    position INTEGER NOT NULL,
    language TEXT NOT NULL,
    games TEXT NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (athlete, position, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE athlete_results (
    athlete INTEGER NOT NULL REFERENCES athletes (key),
    position INTEGER NOT NULL,
    rank TEXT NOT NULL,
    medal TEXT NOT NULL,
    mark TEXT NOT NULL,
    PRIMARY KEY (athlete, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE athlete_texts (
    athlete INTEGER NOT NULL REFERENCES athletes (key),
    language TEXT NOT NULL,
    name TEXT NOT NULL,
    bio TEXT NOT NULL,
    PRIMARY KEY (athlete, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE athletes (
    key INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    language TEXT NOT NULL,
    country TEXT NOT NULL,
    sport INTEGER NOT NULL REFERENCES sports (key),
    born INTEGER,
    standing INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX athletes_country ON athletes (country, standing, key);
CREATE INDEX athletes_sport ON athletes (sport, standing, key);
CREATE INDEX athletes_standing ON athletes (standing, key);
CREATE TABLE audit (
    key INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    author INTEGER,
    author_name TEXT NOT NULL,
    noun TEXT NOT NULL,
    subject INTEGER NOT NULL,
    title TEXT NOT NULL,
    action TEXT NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX audit_author ON audit (author, key);
CREATE INDEX audit_subject ON audit (noun, subject, key);
CREATE TABLE basket_lines (
    basket INTEGER NOT NULL REFERENCES baskets (key),
    item INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    story INTEGER,
    position INTEGER NOT NULL,
    PRIMARY KEY (basket, item),
    CHECK (quantity BETWEEN 1 AND 20)
) STRICT, WITHOUT ROWID;
CREATE TABLE baskets (
    key INTEGER PRIMARY KEY,
    token TEXT NOT NULL UNIQUE,
    market TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    closed_at INTEGER
) STRICT;
CREATE TABLE campaign_texts (
    campaign INTEGER NOT NULL REFERENCES campaigns (key),
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    line TEXT NOT NULL,
    html TEXT NOT NULL,
    picture_alt TEXT NOT NULL,
    PRIMARY KEY (campaign, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE campaigns (
    key INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    language TEXT NOT NULL,
    position INTEGER NOT NULL,
    picture INTEGER REFERENCES pictures (key),
    changed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE cells (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    capacity INTEGER NOT NULL,
    held INTEGER NOT NULL,
    sold INTEGER NOT NULL,
    CHECK (held >= 0),
    CHECK (sold >= 0),
    CHECK (capacity - held - sold >= 0)
) STRICT;
CREATE TABLE changes (
    key INTEGER PRIMARY KEY,
    node INTEGER NOT NULL,
    topics TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX changes_at ON changes (at);
CREATE TABLE desk_sessions (
    key INTEGER PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES people (key),
    secret TEXT NOT NULL UNIQUE,
    stage TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    network TEXT NOT NULL,
    agent TEXT NOT NULL
) STRICT;
CREATE INDEX desk_sessions_person ON desk_sessions (person, key);
CREATE INDEX desk_sessions_seen ON desk_sessions (seen_at);
CREATE TABLE facts (
    key INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE TABLE film_credits (
    film INTEGER NOT NULL REFERENCES films (key),
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    organisation TEXT NOT NULL,
    PRIMARY KEY (film, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE film_products (
    film INTEGER NOT NULL REFERENCES films (key),
    position INTEGER NOT NULL,
    handle TEXT NOT NULL,
    PRIMARY KEY (film, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX film_products_handle ON film_products (handle, film);
CREATE TABLE film_stories (
    film INTEGER NOT NULL REFERENCES films (key),
    position INTEGER NOT NULL,
    slug TEXT NOT NULL,
    PRIMARY KEY (film, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX film_stories_slug ON film_stories (slug, film);
CREATE TABLE film_texts (
    film INTEGER NOT NULL REFERENCES films (key),
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    logline TEXT NOT NULL,
    html TEXT NOT NULL,
    picture_alt TEXT NOT NULL,
    PRIMARY KEY (film, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE films (
    key INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    language TEXT NOT NULL,
    campaign TEXT NOT NULL,
    position INTEGER NOT NULL,
    duration_ms INTEGER,
    picture INTEGER REFERENCES pictures (key),
    changed_at INTEGER NOT NULL,
    CHECK (duration_ms IS NULL OR duration_ms > 0)
) STRICT;
CREATE INDEX films_position ON films (campaign, position, key);
CREATE TABLE happenings (
    name TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    item INTEGER NOT NULL,
    market TEXT NOT NULL,
    count INTEGER NOT NULL,
    amount_minor INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE TABLE hold_lines (
    hold INTEGER NOT NULL,
    cell INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (hold, cell),
    CHECK (count > 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX hold_lines_cell ON hold_lines (cell);
CREATE TABLE holds (
    key INTEGER PRIMARY KEY,
    expires_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX holds_expires ON holds (expires_at);
CREATE TABLE hub_names (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
CREATE TABLE imports (
    key INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    author TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    is_dry INTEGER NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    lines TEXT NOT NULL
) STRICT;
CREATE TABLE item_rights (
    item INTEGER NOT NULL,
    market TEXT NOT NULL,
    until_at INTEGER NOT NULL,
    holder TEXT NOT NULL,
    PRIMARY KEY (item, market)
) STRICT, WITHOUT ROWID;
CREATE TABLE jobs (
    key INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    run_at INTEGER NOT NULL,
    leased_until INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    problem TEXT,
    UNIQUE (kind, subject)
) STRICT;
CREATE INDEX jobs_run_at ON jobs (run_at);
CREATE TABLE labels (
    sort TEXT NOT NULL,
    code TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (sort, code, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE ledger (
    key INTEGER PRIMARY KEY,
    cell INTEGER NOT NULL,
    movement TEXT NOT NULL,
    capacity INTEGER NOT NULL,
    held INTEGER NOT NULL,
    sold INTEGER NOT NULL,
    hold INTEGER,
    at INTEGER NOT NULL
) STRICT;
CREATE TABLE locations (
    code TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    name TEXT NOT NULL
) STRICT;
CREATE TABLE markets (
    code TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    currency TEXT NOT NULL,
    zone TEXT NOT NULL,
    languages TEXT NOT NULL,
    tax_mode TEXT NOT NULL
) STRICT;
CREATE TABLE migrations (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT;
CREATE TABLE nodes (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    leased_until INTEGER NOT NULL
) STRICT;
CREATE TABLE openings (
    key INTEGER PRIMARY KEY,
    release INTEGER NOT NULL REFERENCES releases (key),
    market TEXT NOT NULL,
    channel TEXT NOT NULL,
    start_time TEXT NOT NULL,
    end_time TEXT,
    opens_at INTEGER NOT NULL,
    closes_at INTEGER NOT NULL, zone_data TEXT NOT NULL DEFAULT '', told_start INTEGER NOT NULL DEFAULT 0, told_end INTEGER NOT NULL DEFAULT 0, held INTEGER NOT NULL DEFAULT 0, waived_by TEXT,
    CHECK (closes_at > opens_at)
) STRICT;
CREATE INDEX openings_closes ON openings (market, closes_at);
CREATE INDEX openings_opens ON openings (market, opens_at);
CREATE INDEX openings_release ON openings (release, market);
CREATE INDEX openings_untold_end ON openings (told_end, closes_at);
CREATE INDEX openings_untold_start ON openings (told_start, opens_at);
CREATE TABLE order_lines (
    order_key INTEGER NOT NULL REFERENCES orders (key),
    position INTEGER NOT NULL,
    item INTEGER NOT NULL,
    title TEXT NOT NULL,
    variant TEXT,
    sku TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    unit_minor INTEGER NOT NULL,
    net_minor INTEGER NOT NULL,
    tax_minor INTEGER NOT NULL,
    rate_ppm INTEGER NOT NULL,
    tax_class TEXT NOT NULL,
    story INTEGER,
    PRIMARY KEY (order_key, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE order_notes (
    order_key INTEGER PRIMARY KEY REFERENCES orders (key),
    text TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE order_taxes (
    order_key INTEGER NOT NULL REFERENCES orders (key),
    rate_ppm INTEGER NOT NULL,
    base_minor INTEGER NOT NULL,
    tax_minor INTEGER NOT NULL,
    PRIMARY KEY (order_key, rate_ppm)
) STRICT, WITHOUT ROWID;
CREATE TABLE orders (
    key INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    token TEXT NOT NULL UNIQUE,
    basket INTEGER NOT NULL UNIQUE REFERENCES baskets (key),
    market TEXT NOT NULL,
    language TEXT NOT NULL,
    status TEXT NOT NULL,
    payment_status TEXT NOT NULL,
    fulfilment_status TEXT NOT NULL,
    currency TEXT NOT NULL,
    total_minor INTEGER NOT NULL,
    tax_minor INTEGER NOT NULL,
    shipping_minor INTEGER NOT NULL,
    email TEXT NOT NULL,
    address TEXT NOT NULL,
    hold INTEGER,
    placed_at INTEGER NOT NULL,
    pay_until INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
, cancelled_at INTEGER) STRICT;
CREATE INDEX orders_to_ship ON orders (key)
WHERE status = 'placed' AND payment_status IN ('paid', 'partly_refunded')
    AND fulfilment_status IN ('unfulfilled', 'partial');
CREATE INDEX orders_unpaid ON orders (pay_until)
WHERE status = 'placed' AND payment_status IN ('pending', 'failed');
CREATE TABLE payments (
    key INTEGER PRIMARY KEY,
    order_key INTEGER NOT NULL REFERENCES orders (key),
    provider TEXT NOT NULL,
    reference TEXT,
    amount_minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX payments_open ON payments (changed_at) WHERE state IN ('pending', 'action');
CREATE INDEX payments_order ON payments (order_key);
CREATE TABLE people (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    email_folded TEXT NOT NULL UNIQUE,
    language TEXT NOT NULL,
    roles TEXT NOT NULL,
    state TEXT NOT NULL,
    password TEXT,
    password_at INTEGER,
    totp_secret BLOB,
    totp_pending BLOB,
    totp_step INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE picture_files (
    hash TEXT PRIMARY KEY,
    media_type TEXT NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
CREATE TABLE picture_texts (
    picture INTEGER NOT NULL REFERENCES pictures (key),
    language TEXT NOT NULL,
    alt TEXT NOT NULL,
    PRIMARY KEY (picture, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE pictures (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL REFERENCES picture_files (hash),
    media_type TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
, focus_x INTEGER NOT NULL DEFAULT 500, focus_y INTEGER NOT NULL DEFAULT 500, byte_count INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX pictures_hash ON pictures (hash);
CREATE TABLE prices (
    key INTEGER PRIMARY KEY,
    variant INTEGER NOT NULL REFERENCES variants (key),
    market TEXT NOT NULL,
    minor INTEGER NOT NULL,
    before_minor INTEGER,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER NOT NULL,
    CHECK (minor >= 0),
    CHECK (valid_to > valid_from)
) STRICT;
CREATE INDEX prices_begin ON prices (market, valid_from);
CREATE INDEX prices_end ON prices (market, valid_to);
CREATE INDEX prices_variant ON prices (variant, market, valid_from);
CREATE TABLE product_pictures (
    product INTEGER NOT NULL REFERENCES products (key),
    position INTEGER NOT NULL,
    picture INTEGER NOT NULL REFERENCES pictures (key),
    alt TEXT NOT NULL,
    PRIMARY KEY (product, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE product_texts (
    product INTEGER NOT NULL REFERENCES products (key),
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    title_source TEXT NOT NULL,
    html TEXT NOT NULL,
    html_source TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (product, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE products (
    key INTEGER PRIMARY KEY,
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
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
, language TEXT NOT NULL DEFAULT 'en', revision INTEGER NOT NULL DEFAULT 1) STRICT;
CREATE TABLE recovery_codes (
    person INTEGER NOT NULL REFERENCES people (key),
    hash TEXT NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (person, hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE refund_lines (
    refund INTEGER NOT NULL REFERENCES refunds (key),
    position INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    amount_minor INTEGER NOT NULL,
    PRIMARY KEY (refund, position),
    CHECK (quantity > 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE refunds (
    key INTEGER PRIMARY KEY,
    order_key INTEGER NOT NULL REFERENCES orders (key),
    payment INTEGER NOT NULL REFERENCES payments (key),
    amount_minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    tax_minor INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    restocks INTEGER NOT NULL,
    reference TEXT,
    request_key TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    CHECK (amount_minor > 0),
    CHECK (tax_minor >= 0)
) STRICT;
CREATE INDEX refunds_order ON refunds (order_key);
CREATE TABLE release_items (
    release INTEGER NOT NULL REFERENCES releases (key),
    item INTEGER NOT NULL, kind TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (release, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX release_items_item ON release_items (item, release);
CREATE TABLE releases (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL
, lock_lead INTEGER, owner INTEGER, owner_name TEXT NOT NULL DEFAULT '', changed_at INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE repeats (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    digest TEXT NOT NULL,
    subject INTEGER NOT NULL,
    at INTEGER NOT NULL,
    status INTEGER,
    location TEXT,
    body TEXT,
    PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX repeats_at ON repeats (at);
CREATE TABLE search_blocks (
    kind INTEGER NOT NULL,
    block INTEGER NOT NULL,
    living INTEGER NOT NULL,
    PRIMARY KEY (kind, block),
    CHECK (living >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE search_documents (
    kind INTEGER NOT NULL,
    number INTEGER NOT NULL,
    item INTEGER NOT NULL,
    path TEXT NOT NULL,
    fresh_at INTEGER NOT NULL,
    digest INTEGER NOT NULL,
    terms INTEGER NOT NULL,
    PRIMARY KEY (kind, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX search_documents_item ON search_documents (item);
CREATE TABLE search_ends (
    kind INTEGER PRIMARY KEY,
    next INTEGER NOT NULL
) STRICT;
CREATE TABLE search_postings (
    term TEXT NOT NULL,
    kind INTEGER NOT NULL,
    block INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (term, kind, block)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_postings_block ON search_postings (kind, block);
CREATE TABLE search_slips (
    rest INTEGER NOT NULL,
    word INTEGER NOT NULL,
    PRIMARY KEY (rest, word)
) STRICT, WITHOUT ROWID;
CREATE TABLE search_titles (
    item INTEGER NOT NULL,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (item, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE search_waiting (
    item INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL
) STRICT;
CREATE TABLE search_words (
    key INTEGER PRIMARY KEY,
    word TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE secrets (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
CREATE TABLE shipment_lines (
    shipment INTEGER NOT NULL REFERENCES shipments (key),
    position INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    PRIMARY KEY (shipment, position),
    CHECK (quantity > 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE shipments (
    key INTEGER PRIMARY KEY,
    order_key INTEGER NOT NULL REFERENCES orders (key),
    carrier TEXT NOT NULL,
    tracking TEXT NOT NULL,
    request_key TEXT NOT NULL UNIQUE,
    shipped_at INTEGER NOT NULL
) STRICT;
CREATE INDEX shipments_order ON shipments (order_key);
CREATE TABLE shipping_rates (
    market TEXT PRIMARY KEY,
    price_minor INTEGER NOT NULL,
    free_from_minor INTEGER
) STRICT;
CREATE TABLE sport_names (
    sport INTEGER NOT NULL REFERENCES sports (key),
    language TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (sport, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE sports (
    key INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    language TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE staff_links (
    key INTEGER PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES people (key),
    kind TEXT NOT NULL,
    secret TEXT NOT NULL UNIQUE,
    made_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
CREATE INDEX staff_links_person ON staff_links (person);
CREATE TABLE stock (
    variant INTEGER NOT NULL REFERENCES variants (key),
    place TEXT NOT NULL,
    cell INTEGER NOT NULL REFERENCES cells (key),
    PRIMARY KEY (variant, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE store_markets (
    market TEXT PRIMARY KEY,
    store INTEGER NOT NULL REFERENCES stores (key)
) STRICT;
CREATE TABLE store_products (
    store INTEGER NOT NULL REFERENCES stores (key),
    product INTEGER NOT NULL REFERENCES products (key),
    PRIMARY KEY (store, product)
) STRICT, WITHOUT ROWID;
CREATE INDEX store_products_product ON store_products (product, store);
CREATE TABLE store_texts (
    store INTEGER NOT NULL REFERENCES stores (key),
    language TEXT NOT NULL,
    name TEXT NOT NULL,
    line TEXT NOT NULL,
    picture_alt TEXT NOT NULL,
    front TEXT NOT NULL,
    PRIMARY KEY (store, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE stores (
    key INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    position INTEGER NOT NULL,
    language TEXT NOT NULL,
    look TEXT NOT NULL,
    picture INTEGER REFERENCES pictures (key),
    story TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE stories (
    key INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    language TEXT NOT NULL,
    author TEXT NOT NULL,
    state TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    picture INTEGER REFERENCES pictures (key),
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX stories_published ON stories (published_at, key);
CREATE TABLE story_athletes (
    story INTEGER NOT NULL REFERENCES stories (key),
    slug TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (story, slug)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_athletes_slug ON story_athletes (slug, story);
CREATE TABLE story_draft_texts (
    story INTEGER NOT NULL REFERENCES stories (key),
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    folded TEXT NOT NULL,
    missing INTEGER NOT NULL,
    outdated INTEGER NOT NULL,
    total INTEGER NOT NULL,
    PRIMARY KEY (story, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE story_drafts (
    story INTEGER PRIMARY KEY REFERENCES stories (key),
    version INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    published INTEGER,
    is_changed INTEGER NOT NULL,
    is_placed INTEGER NOT NULL,
    was_published INTEGER NOT NULL,
    parts TEXT NOT NULL,
    language TEXT NOT NULL,
    author TEXT NOT NULL,
    title TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    changed_by TEXT NOT NULL
) STRICT;
CREATE INDEX story_drafts_changed ON story_drafts (changed_at, story);
CREATE TABLE story_products (
    story INTEGER NOT NULL REFERENCES stories (key),
    handle TEXT NOT NULL,
    PRIMARY KEY (story, handle)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_products_handle ON story_products (handle, story);
CREATE TABLE story_revisions (
    key INTEGER PRIMARY KEY,
    story INTEGER NOT NULL REFERENCES stories (key),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    writer INTEGER,
    writer_name TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    at INTEGER NOT NULL,
    base INTEGER NOT NULL,
    parts TEXT NOT NULL,
    restored INTEGER,
    published_at INTEGER,
    published_by TEXT,
    content TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX story_revisions_number ON story_revisions (story, number);
CREATE TABLE story_sports (
    story INTEGER NOT NULL REFERENCES stories (key),
    slug TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (story, slug)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_sports_slug ON story_sports (slug, story);
CREATE TABLE story_texts (
    story INTEGER NOT NULL REFERENCES stories (key),
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    kicker TEXT NOT NULL,
    picture_alt TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (story, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE tallies (
    item INTEGER NOT NULL,
    market TEXT NOT NULL,
    day INTEGER NOT NULL,
    kind TEXT NOT NULL,
    count INTEGER NOT NULL,
    amount_minor INTEGER NOT NULL,
    PRIMARY KEY (item, market, day, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE tax_rates (
    key INTEGER PRIMARY KEY,
    market TEXT NOT NULL,
    region TEXT NOT NULL,
    tax_class TEXT NOT NULL,
    rate_ppm INTEGER NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER NOT NULL,
    CHECK (rate_ppm >= 0),
    CHECK (valid_to > valid_from)
) STRICT;
CREATE INDEX tax_rates_market ON tax_rates (market, region, tax_class, valid_from);
CREATE TABLE told_edges (
    release INTEGER NOT NULL,
    market TEXT NOT NULL,
    channel TEXT NOT NULL,
    edge TEXT NOT NULL,
    at INTEGER NOT NULL,
    told_at INTEGER NOT NULL,
    PRIMARY KEY (release, market, channel, edge, at)
) STRICT, WITHOUT ROWID;
CREATE TABLE unsent_forms (
    person INTEGER NOT NULL REFERENCES people (key),
    screen TEXT NOT NULL,
    subject INTEGER NOT NULL,
    body TEXT NOT NULL,
    kept_at INTEGER NOT NULL,
    PRIMARY KEY (person, screen, subject)
) STRICT, WITHOUT ROWID;
CREATE TABLE variants (
    key INTEGER PRIMARY KEY,
    product INTEGER NOT NULL REFERENCES products (key),
    position INTEGER NOT NULL,
    option1 TEXT NOT NULL,
    option2 TEXT NOT NULL,
    option3 TEXT NOT NULL,
    sku TEXT NOT NULL,
    gtin TEXT NOT NULL,
    grams INTEGER NOT NULL,
    weight_unit TEXT NOT NULL,
    ships INTEGER NOT NULL,
    oversell INTEGER NOT NULL,
    buyer_limit INTEGER,
    picture TEXT NOT NULL,
    extra TEXT NOT NULL,
    removed_at INTEGER,
    CHECK (buyer_limit IS NULL OR buyer_limit > 0)
) STRICT;
CREATE INDEX variants_product ON variants (product, position);
CREATE INDEX variants_sku ON variants (sku);
CREATE TABLE waits (
    name TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX waits_changed ON waits (changed_at);
CREATE TABLE withdrawals (
    key INTEGER PRIMARY KEY,
    release INTEGER NOT NULL REFERENCES releases (key),
    market TEXT NOT NULL,
    channel TEXT NOT NULL,
    start_time TEXT NOT NULL,
    end_time TEXT,
    opens_at INTEGER NOT NULL,
    closes_at INTEGER NOT NULL,
    withdrawn_at INTEGER NOT NULL
) STRICT;
CREATE INDEX withdrawals_release ON withdrawals (release, withdrawn_at);
