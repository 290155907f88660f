announcements.opening bigint NOT NULL
announcements.language text NOT NULL
announcements.title text NOT NULL
api_keys.key bigint NOT NULL
api_keys.prefix text NOT NULL
api_keys.hash text NOT NULL
api_keys.name text NOT NULL
api_keys.scopes text NOT NULL
api_keys.created_at bigint NOT NULL
api_keys.expires_at bigint
api_keys.last_used_at bigint
api_keys.revoked_at bigint
athlete_events.athlete bigint NOT NULL
athlete_events.position bigint NOT NULL
athlete_events.language text NOT NULL
athlete_events.games text NOT NULL
athlete_events.event text NOT NULL
athlete_results.athlete bigint NOT NULL
athlete_results.position bigint NOT NULL
athlete_results.rank text NOT NULL
athlete_results.medal text NOT NULL
athlete_results.mark text NOT NULL
athlete_texts.athlete bigint NOT NULL
athlete_texts.language text NOT NULL
athlete_texts.name text NOT NULL
athlete_texts.bio text NOT NULL
athletes.key bigint NOT NULL
athletes.slug text NOT NULL
athletes.language text NOT NULL
athletes.country text NOT NULL
athletes.sport bigint NOT NULL
athletes.born bigint
athletes.standing bigint NOT NULL
athletes.changed_at bigint NOT NULL
audit.key bigint NOT NULL
audit.at bigint NOT NULL
audit.author bigint
audit.author_name text NOT NULL
audit.noun text NOT NULL
audit.subject bigint NOT NULL
audit.title text NOT NULL
audit.action text NOT NULL
audit.before text
audit.after text
basket_lines.basket bigint NOT NULL
basket_lines.item bigint NOT NULL
basket_lines.quantity bigint NOT NULL
basket_lines.story bigint
basket_lines.position bigint NOT NULL
baskets.key bigint NOT NULL
baskets.token text NOT NULL
baskets.market text NOT NULL
baskets.created_at bigint NOT NULL
baskets.changed_at bigint NOT NULL
baskets.closed_at bigint
campaign_texts.campaign bigint NOT NULL
campaign_texts.language text NOT NULL
campaign_texts.title text NOT NULL
campaign_texts.line text NOT NULL
campaign_texts.html text NOT NULL
campaign_texts.picture_alt text NOT NULL
campaigns.key bigint NOT NULL
campaigns.slug text NOT NULL
campaigns.language text NOT NULL
campaigns.position bigint NOT NULL
campaigns.picture bigint
campaigns.changed_at bigint NOT NULL
cells.key bigint NOT NULL
cells.name text NOT NULL
cells.capacity bigint NOT NULL
cells.held bigint NOT NULL
cells.sold bigint NOT NULL
changes.key bigint NOT NULL
changes.node bigint NOT NULL
changes.topics text NOT NULL
changes.at bigint NOT NULL
desk_sessions.key bigint NOT NULL
desk_sessions.person bigint NOT NULL
desk_sessions.secret text NOT NULL
desk_sessions.stage text NOT NULL
desk_sessions.created_at bigint NOT NULL
desk_sessions.seen_at bigint NOT NULL
desk_sessions.network text NOT NULL
desk_sessions.agent text NOT NULL
facts.key bigint NOT NULL
facts.kind text NOT NULL
facts.subject bigint NOT NULL
facts.at bigint NOT NULL
film_credits.film bigint NOT NULL
film_credits.position bigint NOT NULL
film_credits.role text NOT NULL
film_credits.name text NOT NULL
film_credits.organisation text NOT NULL
film_products.film bigint NOT NULL
film_products.position bigint NOT NULL
film_products.handle text NOT NULL
film_stories.film bigint NOT NULL
film_stories.position bigint NOT NULL
film_stories.slug text NOT NULL
film_texts.film bigint NOT NULL
film_texts.language text NOT NULL
film_texts.title text NOT NULL
film_texts.logline text NOT NULL
film_texts.html text NOT NULL
film_texts.picture_alt text NOT NULL
films.key bigint NOT NULL
films.slug text NOT NULL
films.language text NOT NULL
films.campaign text NOT NULL
films.position bigint NOT NULL
films.duration_ms bigint
films.picture bigint
films.changed_at bigint NOT NULL
happenings.name text NOT NULL
happenings.kind text NOT NULL
happenings.item bigint NOT NULL
happenings.market text NOT NULL
happenings.count bigint NOT NULL
happenings.amount_minor bigint NOT NULL
happenings.at bigint NOT NULL
hold_lines.hold bigint NOT NULL
hold_lines.cell bigint NOT NULL
hold_lines.count bigint NOT NULL
holds.key bigint NOT NULL
holds.expires_at bigint NOT NULL
holds.created_at bigint NOT NULL
hub_names.name text NOT NULL
hub_names.value text NOT NULL
imports.key bigint NOT NULL
imports.at bigint NOT NULL
imports.author text NOT NULL
imports.kind text NOT NULL
imports.title text NOT NULL
imports.is_dry bigint NOT NULL
imports.created bigint NOT NULL
imports.updated bigint NOT NULL
imports.unchanged bigint NOT NULL
imports.skipped bigint NOT NULL
imports.refused bigint NOT NULL
imports.lines text NOT NULL
item_rights.item bigint NOT NULL
item_rights.market text NOT NULL
item_rights.until_at bigint NOT NULL
item_rights.holder text NOT NULL
jobs.key bigint NOT NULL
jobs.kind text NOT NULL
jobs.subject bigint NOT NULL
jobs.run_at bigint NOT NULL
jobs.leased_until bigint NOT NULL
jobs.attempts bigint NOT NULL
jobs.problem text
labels.sort text NOT NULL
labels.code text NOT NULL
labels.language text NOT NULL
labels.text text NOT NULL
ledger.key bigint NOT NULL
ledger.cell bigint NOT NULL
ledger.movement text NOT NULL
ledger.capacity bigint NOT NULL
ledger.held bigint NOT NULL
ledger.sold bigint NOT NULL
ledger.hold bigint
ledger.at bigint NOT NULL
locations.code text NOT NULL
locations.position bigint NOT NULL
locations.name text NOT NULL
markets.code text NOT NULL
markets.position bigint NOT NULL
markets.name text NOT NULL
markets.currency text NOT NULL
markets.zone text NOT NULL
markets.languages text NOT NULL
markets.tax_mode text NOT NULL
migrations.name text NOT NULL
migrations.applied_at bigint NOT NULL
nodes.number bigint NOT NULL
nodes.name text NOT NULL
nodes.leased_until bigint NOT NULL
openings.key bigint NOT NULL
openings.release bigint NOT NULL
openings.market text NOT NULL
openings.channel text NOT NULL
openings.start_time text NOT NULL
openings.end_time text
openings.opens_at bigint NOT NULL
openings.closes_at bigint NOT NULL
openings.zone_data text NOT NULL
openings.told_start bigint NOT NULL
openings.told_end bigint NOT NULL
openings.held bigint NOT NULL
openings.waived_by text
order_lines.order_key bigint NOT NULL
order_lines.position bigint NOT NULL
order_lines.item bigint NOT NULL
order_lines.title text NOT NULL
order_lines.variant text
order_lines.sku text NOT NULL
order_lines.quantity bigint NOT NULL
order_lines.unit_minor bigint NOT NULL
order_lines.net_minor bigint NOT NULL
order_lines.tax_minor bigint NOT NULL
order_lines.rate_ppm bigint NOT NULL
order_lines.tax_class text NOT NULL
order_lines.story bigint
order_notes.order_key bigint NOT NULL
order_notes.text text NOT NULL
order_notes.changed_at bigint NOT NULL
order_taxes.order_key bigint NOT NULL
order_taxes.rate_ppm bigint NOT NULL
order_taxes.base_minor bigint NOT NULL
order_taxes.tax_minor bigint NOT NULL
orders.key bigint NOT NULL
orders.number text NOT NULL
orders.token text NOT NULL
orders.basket bigint NOT NULL
orders.market text NOT NULL
orders.language text NOT NULL
orders.status text NOT NULL
orders.payment_status text NOT NULL
orders.fulfilment_status text NOT NULL
orders.currency text NOT NULL
orders.total_minor bigint NOT NULL
orders.tax_minor bigint NOT NULL
orders.shipping_minor bigint NOT NULL
orders.email text NOT NULL
orders.address text NOT NULL
orders.hold bigint
orders.placed_at bigint NOT NULL
orders.pay_until bigint NOT NULL
orders.changed_at bigint NOT NULL
orders.cancelled_at bigint
payments.key bigint NOT NULL
payments.order_key bigint NOT NULL
payments.provider text NOT NULL
payments.reference text
payments.amount_minor bigint NOT NULL
payments.currency text NOT NULL
payments.state text NOT NULL
payments.created_at bigint NOT NULL
payments.changed_at bigint NOT NULL
people.key bigint NOT NULL
people.name text NOT NULL
people.email text NOT NULL
people.email_folded text NOT NULL
people.language text NOT NULL
people.roles text NOT NULL
people.state text NOT NULL
people.password text
people.password_at bigint
people.totp_secret bytea
people.totp_pending bytea
people.totp_step bigint NOT NULL
people.created_at bigint NOT NULL
people.changed_at bigint NOT NULL
picture_files.hash text NOT NULL
picture_files.media_type text NOT NULL
picture_files.bytes bytea NOT NULL
picture_texts.picture bigint NOT NULL
picture_texts.language text NOT NULL
picture_texts.alt text NOT NULL
pictures.key bigint NOT NULL
pictures.name text NOT NULL
pictures.hash text NOT NULL
pictures.media_type text NOT NULL
pictures.width bigint NOT NULL
pictures.height bigint NOT NULL
pictures.changed_at bigint NOT NULL
pictures.focus_x bigint NOT NULL
pictures.focus_y bigint NOT NULL
pictures.byte_count bigint NOT NULL
prices.key bigint NOT NULL
prices.variant bigint NOT NULL
prices.market text NOT NULL
prices.minor bigint NOT NULL
prices.before_minor bigint
prices.valid_from bigint NOT NULL
prices.valid_to bigint NOT NULL
product_pictures.product bigint NOT NULL
product_pictures.position bigint NOT NULL
product_pictures.picture bigint NOT NULL
product_pictures.alt text NOT NULL
product_texts.product bigint NOT NULL
product_texts.language text NOT NULL
product_texts.title text NOT NULL
product_texts.title_source text NOT NULL
product_texts.html text NOT NULL
product_texts.html_source text NOT NULL
product_texts.changed_at bigint NOT NULL
products.key bigint NOT NULL
products.handle text NOT NULL
products.title text NOT NULL
products.html text NOT NULL
products.vendor text NOT NULL
products.category text NOT NULL
products.kind text NOT NULL
products.tags text NOT NULL
products.tax_class text NOT NULL
products.state text NOT NULL
products.option1 text NOT NULL
products.option2 text NOT NULL
products.option3 text NOT NULL
products.extra text NOT NULL
products.created_at bigint NOT NULL
products.changed_at bigint NOT NULL
products.language text NOT NULL
products.revision bigint NOT NULL
recovery_codes.person bigint NOT NULL
recovery_codes.hash text NOT NULL
recovery_codes.used_at bigint
refund_lines.refund bigint NOT NULL
refund_lines.position bigint NOT NULL
refund_lines.quantity bigint NOT NULL
refund_lines.amount_minor bigint NOT NULL
refunds.key bigint NOT NULL
refunds.order_key bigint NOT NULL
refunds.payment bigint NOT NULL
refunds.amount_minor bigint NOT NULL
refunds.currency text NOT NULL
refunds.tax_minor bigint NOT NULL
refunds.state text NOT NULL
refunds.reason text NOT NULL
refunds.restocks bigint NOT NULL
refunds.reference text
refunds.request_key text NOT NULL
refunds.created_at bigint NOT NULL
refunds.changed_at bigint NOT NULL
release_items.release bigint NOT NULL
release_items.item bigint NOT NULL
release_items.kind text NOT NULL
releases.key bigint NOT NULL
releases.name text NOT NULL
releases.created_at bigint NOT NULL
releases.lock_lead bigint
releases.owner bigint
releases.owner_name text NOT NULL
releases.changed_at bigint NOT NULL
repeats.scope text NOT NULL
repeats.key text NOT NULL
repeats.digest text NOT NULL
repeats.subject bigint NOT NULL
repeats.at bigint NOT NULL
repeats.status bigint
repeats.location text
repeats.body text
search_blocks.kind bigint NOT NULL
search_blocks.block bigint NOT NULL
search_blocks.living bigint NOT NULL
search_documents.kind bigint NOT NULL
search_documents.number bigint NOT NULL
search_documents.item bigint NOT NULL
search_documents.path text NOT NULL
search_documents.fresh_at bigint NOT NULL
search_documents.digest bigint NOT NULL
search_documents.terms bigint NOT NULL
search_ends.kind bigint NOT NULL
search_ends.next bigint NOT NULL
search_postings.term text NOT NULL
search_postings.kind bigint NOT NULL
search_postings.block bigint NOT NULL
search_postings.bytes bytea NOT NULL
search_slips.rest bigint NOT NULL
search_slips.word bigint NOT NULL
search_titles.item bigint NOT NULL
search_titles.language text NOT NULL
search_titles.title text NOT NULL
search_waiting.item bigint NOT NULL
search_waiting.kind bigint NOT NULL
search_words.key bigint NOT NULL
search_words.word text NOT NULL
secrets.name text NOT NULL
secrets.value text NOT NULL
shipment_lines.shipment bigint NOT NULL
shipment_lines.position bigint NOT NULL
shipment_lines.quantity bigint NOT NULL
shipments.key bigint NOT NULL
shipments.order_key bigint NOT NULL
shipments.carrier text NOT NULL
shipments.tracking text NOT NULL
shipments.request_key text NOT NULL
shipments.shipped_at bigint NOT NULL
shipping_rates.market text NOT NULL
shipping_rates.price_minor bigint NOT NULL
shipping_rates.free_from_minor bigint
sport_names.sport bigint NOT NULL
sport_names.language text NOT NULL
sport_names.name text NOT NULL
sports.key bigint NOT NULL
sports.slug text NOT NULL
sports.language text NOT NULL
sports.changed_at bigint NOT NULL
staff_links.key bigint NOT NULL
staff_links.person bigint NOT NULL
staff_links.kind text NOT NULL
staff_links.secret text NOT NULL
staff_links.made_at bigint NOT NULL
staff_links.ends_at bigint NOT NULL
staff_links.used_at bigint
stock.variant bigint NOT NULL
stock.place text NOT NULL
stock.cell bigint NOT NULL
store_markets.market text NOT NULL
store_markets.store bigint NOT NULL
store_products.store bigint NOT NULL
store_products.product bigint NOT NULL
store_texts.store bigint NOT NULL
store_texts.language text NOT NULL
store_texts.name text NOT NULL
store_texts.line text NOT NULL
store_texts.picture_alt text NOT NULL
store_texts.front text NOT NULL
stores.key bigint NOT NULL
stores.slug text NOT NULL
stores.position bigint NOT NULL
stores.language text NOT NULL
stores.look text NOT NULL
stores.picture bigint
stores.story text NOT NULL
stores.changed_at bigint NOT NULL
stories.key bigint NOT NULL
stories.slug text NOT NULL
stories.language text NOT NULL
stories.author text NOT NULL
stories.state text NOT NULL
stories.published_at bigint NOT NULL
stories.picture bigint
stories.changed_at bigint NOT NULL
story_athletes.story bigint NOT NULL
story_athletes.slug text NOT NULL
story_athletes.position bigint NOT NULL
story_draft_texts.story bigint NOT NULL
story_draft_texts.language text NOT NULL
story_draft_texts.title text NOT NULL
story_draft_texts.folded text NOT NULL
story_draft_texts.missing bigint NOT NULL
story_draft_texts.outdated bigint NOT NULL
story_draft_texts.total bigint NOT NULL
story_drafts.story bigint NOT NULL
story_drafts.version bigint NOT NULL
story_drafts.revision bigint NOT NULL
story_drafts.published bigint
story_drafts.is_changed bigint NOT NULL
story_drafts.is_placed bigint NOT NULL
story_drafts.was_published bigint NOT NULL
story_drafts.parts text NOT NULL
story_drafts.language text NOT NULL
story_drafts.author text NOT NULL
story_drafts.title text NOT NULL
story_drafts.created_at bigint NOT NULL
story_drafts.changed_at bigint NOT NULL
story_drafts.changed_by text NOT NULL
story_products.story bigint NOT NULL
story_products.handle text NOT NULL
story_revisions.key bigint NOT NULL
story_revisions.story bigint NOT NULL
story_revisions.number bigint NOT NULL
story_revisions.kind text NOT NULL
story_revisions.writer bigint
story_revisions.writer_name text NOT NULL
story_revisions.begun_at bigint NOT NULL
story_revisions.at bigint NOT NULL
story_revisions.base bigint NOT NULL
story_revisions.parts text NOT NULL
story_revisions.restored bigint
story_revisions.published_at bigint
story_revisions.published_by text
story_revisions.content text NOT NULL
story_sports.story bigint NOT NULL
story_sports.slug text NOT NULL
story_sports.position bigint NOT NULL
story_texts.story bigint NOT NULL
story_texts.language text NOT NULL
story_texts.title text NOT NULL
story_texts.summary text NOT NULL
story_texts.kicker text NOT NULL
story_texts.picture_alt text NOT NULL
story_texts.body text NOT NULL
tallies.item bigint NOT NULL
tallies.market text NOT NULL
tallies.day bigint NOT NULL
tallies.kind text NOT NULL
tallies.count bigint NOT NULL
tallies.amount_minor bigint NOT NULL
tax_rates.key bigint NOT NULL
tax_rates.market text NOT NULL
tax_rates.region text NOT NULL
tax_rates.tax_class text NOT NULL
tax_rates.rate_ppm bigint NOT NULL
tax_rates.valid_from bigint NOT NULL
tax_rates.valid_to bigint NOT NULL
told_edges.release bigint NOT NULL
told_edges.market text NOT NULL
told_edges.channel text NOT NULL
told_edges.edge text NOT NULL
told_edges.at bigint NOT NULL
told_edges.told_at bigint NOT NULL
unsent_forms.person bigint NOT NULL
unsent_forms.screen text NOT NULL
unsent_forms.subject bigint NOT NULL
unsent_forms.body text NOT NULL
unsent_forms.kept_at bigint NOT NULL
variants.key bigint NOT NULL
variants.product bigint NOT NULL
variants.position bigint NOT NULL
variants.option1 text NOT NULL
variants.option2 text NOT NULL
variants.option3 text NOT NULL
variants.sku text NOT NULL
variants.gtin text NOT NULL
variants.grams bigint NOT NULL
variants.weight_unit text NOT NULL
variants.ships bigint NOT NULL
variants.oversell bigint NOT NULL
variants.buyer_limit bigint
variants.picture text NOT NULL
variants.extra text NOT NULL
variants.removed_at bigint
waits.name text NOT NULL
waits.failures bigint NOT NULL
waits.next_at bigint NOT NULL
waits.changed_at bigint NOT NULL
withdrawals.key bigint NOT NULL
withdrawals.release bigint NOT NULL
withdrawals.market text NOT NULL
withdrawals.channel text NOT NULL
withdrawals.start_time text NOT NULL
withdrawals.end_time text
withdrawals.opens_at bigint NOT NULL
withdrawals.closes_at bigint NOT NULL
withdrawals.withdrawn_at bigint NOT NULL

announcements: FOREIGN KEY (opening) REFERENCES openings(key)
announcements: PRIMARY KEY (opening, language)
api_keys: PRIMARY KEY (key)
api_keys: UNIQUE (prefix)
athlete_events: FOREIGN KEY (athlete) REFERENCES athletes(key)
athlete_events: PRIMARY KEY (athlete, "position", language)
athlete_results: FOREIGN KEY (athlete) REFERENCES athletes(key)
athlete_results: PRIMARY KEY (athlete, "position")
athlete_texts: FOREIGN KEY (athlete) REFERENCES athletes(key)
athlete_texts: PRIMARY KEY (athlete, language)
athletes: FOREIGN KEY (sport) REFERENCES sports(key)
athletes: PRIMARY KEY (key)
athletes: UNIQUE (slug)
audit: PRIMARY KEY (key)
basket_lines: CHECK (((quantity >= 1) AND (quantity <= 20)))
basket_lines: FOREIGN KEY (basket) REFERENCES baskets(key)
basket_lines: PRIMARY KEY (basket, item)
baskets: PRIMARY KEY (key)
baskets: UNIQUE (token)
campaign_texts: FOREIGN KEY (campaign) REFERENCES campaigns(key)
campaign_texts: PRIMARY KEY (campaign, language)
campaigns: FOREIGN KEY (picture) REFERENCES pictures(key)
campaigns: PRIMARY KEY (key)
campaigns: UNIQUE (slug)
cells: CHECK ((((capacity - held) - sold) >= 0))
cells: CHECK ((held >= 0))
cells: CHECK ((sold >= 0))
cells: PRIMARY KEY (key)
cells: UNIQUE (name)
changes: PRIMARY KEY (key)
desk_sessions: FOREIGN KEY (person) REFERENCES people(key)
desk_sessions: PRIMARY KEY (key)
desk_sessions: UNIQUE (secret)
facts: PRIMARY KEY (key)
film_credits: FOREIGN KEY (film) REFERENCES films(key)
film_credits: PRIMARY KEY (film, "position")
film_products: FOREIGN KEY (film) REFERENCES films(key)
film_products: PRIMARY KEY (film, "position")
film_stories: FOREIGN KEY (film) REFERENCES films(key)
film_stories: PRIMARY KEY (film, "position")
film_texts: FOREIGN KEY (film) REFERENCES films(key)
film_texts: PRIMARY KEY (film, language)
films: CHECK (((duration_ms IS NULL) OR (duration_ms > 0)))
films: FOREIGN KEY (picture) REFERENCES pictures(key)
films: PRIMARY KEY (key)
films: UNIQUE (slug)
happenings: PRIMARY KEY (name)
hold_lines: CHECK ((count > 0))
hold_lines: PRIMARY KEY (hold, cell)
holds: PRIMARY KEY (key)
hub_names: PRIMARY KEY (name)
imports: PRIMARY KEY (key)
item_rights: PRIMARY KEY (item, market)
jobs: PRIMARY KEY (key)
jobs: UNIQUE (kind, subject)
labels: PRIMARY KEY (sort, code, language)
ledger: PRIMARY KEY (key)
locations: PRIMARY KEY (code)
markets: PRIMARY KEY (code)
migrations: PRIMARY KEY (name)
nodes: PRIMARY KEY (number)
openings: CHECK ((closes_at > opens_at))
openings: FOREIGN KEY (release) REFERENCES releases(key)
openings: PRIMARY KEY (key)
order_lines: FOREIGN KEY (order_key) REFERENCES orders(key)
order_lines: PRIMARY KEY (order_key, "position")
order_notes: FOREIGN KEY (order_key) REFERENCES orders(key)
order_notes: PRIMARY KEY (order_key)
order_taxes: FOREIGN KEY (order_key) REFERENCES orders(key)
order_taxes: PRIMARY KEY (order_key, rate_ppm)
orders: FOREIGN KEY (basket) REFERENCES baskets(key)
orders: PRIMARY KEY (key)
orders: UNIQUE (basket)
orders: UNIQUE (number)
orders: UNIQUE (token)
payments: FOREIGN KEY (order_key) REFERENCES orders(key)
payments: PRIMARY KEY (key)
people: PRIMARY KEY (key)
people: UNIQUE (email_folded)
picture_files: PRIMARY KEY (hash)
picture_texts: FOREIGN KEY (picture) REFERENCES pictures(key)
picture_texts: PRIMARY KEY (picture, language)
pictures: FOREIGN KEY (hash) REFERENCES picture_files(hash)
pictures: PRIMARY KEY (key)
pictures: UNIQUE (name)
prices: CHECK ((minor >= 0))
prices: CHECK ((valid_to > valid_from))
prices: FOREIGN KEY (variant) REFERENCES variants(key)
prices: PRIMARY KEY (key)
product_pictures: FOREIGN KEY (picture) REFERENCES pictures(key)
product_pictures: FOREIGN KEY (product) REFERENCES products(key)
product_pictures: PRIMARY KEY (product, "position")
product_texts: FOREIGN KEY (product) REFERENCES products(key)
product_texts: PRIMARY KEY (product, language)
products: PRIMARY KEY (key)
products: UNIQUE (handle)
recovery_codes: FOREIGN KEY (person) REFERENCES people(key)
recovery_codes: PRIMARY KEY (person, hash)
refund_lines: CHECK ((quantity > 0))
refund_lines: FOREIGN KEY (refund) REFERENCES refunds(key)
refund_lines: PRIMARY KEY (refund, "position")
refunds: CHECK ((amount_minor > 0))
refunds: CHECK ((tax_minor >= 0))
refunds: FOREIGN KEY (order_key) REFERENCES orders(key)
refunds: FOREIGN KEY (payment) REFERENCES payments(key)
refunds: PRIMARY KEY (key)
refunds: UNIQUE (request_key)
release_items: FOREIGN KEY (release) REFERENCES releases(key)
release_items: PRIMARY KEY (release, item)
releases: PRIMARY KEY (key)
releases: UNIQUE (name)
repeats: PRIMARY KEY (scope, key)
search_blocks: CHECK ((living >= 0))
search_blocks: PRIMARY KEY (kind, block)
search_documents: PRIMARY KEY (kind, number)
search_ends: PRIMARY KEY (kind)
search_postings: PRIMARY KEY (term, kind, block)
search_slips: PRIMARY KEY (rest, word)
search_titles: PRIMARY KEY (item, language)
search_waiting: PRIMARY KEY (item)
search_words: PRIMARY KEY (key)
search_words: UNIQUE (word)
secrets: PRIMARY KEY (name)
shipment_lines: CHECK ((quantity > 0))
shipment_lines: FOREIGN KEY (shipment) REFERENCES shipments(key)
shipment_lines: PRIMARY KEY (shipment, "position")
shipments: FOREIGN KEY (order_key) REFERENCES orders(key)
shipments: PRIMARY KEY (key)
shipments: UNIQUE (request_key)
shipping_rates: PRIMARY KEY (market)
sport_names: FOREIGN KEY (sport) REFERENCES sports(key)
sport_names: PRIMARY KEY (sport, language)
sports: PRIMARY KEY (key)
sports: UNIQUE (slug)
staff_links: FOREIGN KEY (person) REFERENCES people(key)
staff_links: PRIMARY KEY (key)
staff_links: UNIQUE (secret)
stock: FOREIGN KEY (cell) REFERENCES cells(key)
stock: FOREIGN KEY (variant) REFERENCES variants(key)
stock: PRIMARY KEY (variant, place)
store_markets: FOREIGN KEY (store) REFERENCES stores(key)
store_markets: PRIMARY KEY (market)
store_products: FOREIGN KEY (product) REFERENCES products(key)
store_products: FOREIGN KEY (store) REFERENCES stores(key)
store_products: PRIMARY KEY (store, product)
store_texts: FOREIGN KEY (store) REFERENCES stores(key)
store_texts: PRIMARY KEY (store, language)
stores: FOREIGN KEY (picture) REFERENCES pictures(key)
stores: PRIMARY KEY (key)
stores: UNIQUE (slug)
stories: FOREIGN KEY (picture) REFERENCES pictures(key)
stories: PRIMARY KEY (key)
stories: UNIQUE (slug)
story_athletes: FOREIGN KEY (story) REFERENCES stories(key)
story_athletes: PRIMARY KEY (story, slug)
story_draft_texts: FOREIGN KEY (story) REFERENCES stories(key)
story_draft_texts: PRIMARY KEY (story, language)
story_drafts: FOREIGN KEY (story) REFERENCES stories(key)
story_drafts: PRIMARY KEY (story)
story_products: FOREIGN KEY (story) REFERENCES stories(key)
story_products: PRIMARY KEY (story, handle)
story_revisions: FOREIGN KEY (story) REFERENCES stories(key)
story_revisions: PRIMARY KEY (key)
story_sports: FOREIGN KEY (story) REFERENCES stories(key)
story_sports: PRIMARY KEY (story, slug)
story_texts: FOREIGN KEY (story) REFERENCES stories(key)
story_texts: PRIMARY KEY (story, language)
tallies: PRIMARY KEY (item, market, day, kind)
tax_rates: CHECK ((rate_ppm >= 0))
tax_rates: CHECK ((valid_to > valid_from))
tax_rates: PRIMARY KEY (key)
told_edges: PRIMARY KEY (release, market, channel, edge, at)
unsent_forms: FOREIGN KEY (person) REFERENCES people(key)
unsent_forms: PRIMARY KEY (person, screen, subject)
variants: CHECK (((buyer_limit IS NULL) OR (buyer_limit > 0)))
variants: FOREIGN KEY (product) REFERENCES products(key)
variants: PRIMARY KEY (key)
waits: PRIMARY KEY (name)
withdrawals: FOREIGN KEY (release) REFERENCES releases(key)
withdrawals: PRIMARY KEY (key)

CREATE UNIQUE INDEX announcements_pkey ON announcements USING btree (opening, language)
CREATE UNIQUE INDEX api_keys_pkey ON api_keys USING btree (key)
CREATE UNIQUE INDEX api_keys_prefix_key ON api_keys USING btree (prefix)
CREATE UNIQUE INDEX athlete_events_pkey ON athlete_events USING btree (athlete, "position", language)
CREATE UNIQUE INDEX athlete_results_pkey ON athlete_results USING btree (athlete, "position")
CREATE UNIQUE INDEX athlete_texts_pkey ON athlete_texts USING btree (athlete, language)
CREATE INDEX athletes_country ON athletes USING btree (country, standing, key)
CREATE UNIQUE INDEX athletes_pkey ON athletes USING btree (key)
CREATE UNIQUE INDEX athletes_slug_key ON athletes USING btree (slug)
CREATE INDEX athletes_sport ON athletes USING btree (sport, standing, key)
CREATE INDEX athletes_standing ON athletes USING btree (standing, key)
CREATE INDEX audit_author ON audit USING btree (author, key)
CREATE UNIQUE INDEX audit_pkey ON audit USING btree (key)
CREATE INDEX audit_subject ON audit USING btree (noun, subject, key)
CREATE UNIQUE INDEX basket_lines_pkey ON basket_lines USING btree (basket, item)
CREATE UNIQUE INDEX baskets_pkey ON baskets USING btree (key)
CREATE UNIQUE INDEX baskets_token_key ON baskets USING btree (token)
CREATE UNIQUE INDEX campaign_texts_pkey ON campaign_texts USING btree (campaign, language)
CREATE UNIQUE INDEX campaigns_pkey ON campaigns USING btree (key)
CREATE UNIQUE INDEX campaigns_slug_key ON campaigns USING btree (slug)
CREATE UNIQUE INDEX cells_name_key ON cells USING btree (name)
CREATE UNIQUE INDEX cells_pkey ON cells USING btree (key)
CREATE INDEX changes_at ON changes USING btree (at)
CREATE UNIQUE INDEX changes_pkey ON changes USING btree (key)
CREATE INDEX desk_sessions_person ON desk_sessions USING btree (person, key)
CREATE UNIQUE INDEX desk_sessions_pkey ON desk_sessions USING btree (key)
CREATE UNIQUE INDEX desk_sessions_secret_key ON desk_sessions USING btree (secret)
CREATE INDEX desk_sessions_seen ON desk_sessions USING btree (seen_at)
CREATE UNIQUE INDEX facts_pkey ON facts USING btree (key)
CREATE UNIQUE INDEX film_credits_pkey ON film_credits USING btree (film, "position")
CREATE INDEX film_products_handle ON film_products USING btree (handle, film)
CREATE UNIQUE INDEX film_products_pkey ON film_products USING btree (film, "position")
CREATE UNIQUE INDEX film_stories_pkey ON film_stories USING btree (film, "position")
CREATE INDEX film_stories_slug ON film_stories USING btree (slug, film)
CREATE UNIQUE INDEX film_texts_pkey ON film_texts USING btree (film, language)
CREATE UNIQUE INDEX films_pkey ON films USING btree (key)
CREATE INDEX films_position ON films USING btree (campaign, "position", key)
CREATE UNIQUE INDEX films_slug_key ON films USING btree (slug)
CREATE UNIQUE INDEX happenings_pkey ON happenings USING btree (name)
CREATE INDEX hold_lines_cell ON hold_lines USING btree (cell)
CREATE UNIQUE INDEX hold_lines_pkey ON hold_lines USING btree (hold, cell)
CREATE INDEX holds_expires ON holds USING btree (expires_at)
CREATE UNIQUE INDEX holds_pkey ON holds USING btree (key)
CREATE UNIQUE INDEX hub_names_pkey ON hub_names USING btree (name)
CREATE UNIQUE INDEX imports_pkey ON imports USING btree (key)
CREATE UNIQUE INDEX item_rights_pkey ON item_rights USING btree (item, market)
CREATE UNIQUE INDEX jobs_kind_subject_key ON jobs USING btree (kind, subject)
CREATE UNIQUE INDEX jobs_pkey ON jobs USING btree (key)
CREATE INDEX jobs_run_at ON jobs USING btree (run_at)
CREATE UNIQUE INDEX labels_pkey ON labels USING btree (sort, code, language)
CREATE UNIQUE INDEX ledger_pkey ON ledger USING btree (key)
CREATE UNIQUE INDEX locations_pkey ON locations USING btree (code)
CREATE UNIQUE INDEX markets_pkey ON markets USING btree (code)
CREATE UNIQUE INDEX migrations_pkey ON migrations USING btree (name)
CREATE UNIQUE INDEX nodes_pkey ON nodes USING btree (number)
CREATE INDEX openings_closes ON openings USING btree (market, closes_at)
CREATE INDEX openings_opens ON openings USING btree (market, opens_at)
CREATE UNIQUE INDEX openings_pkey ON openings USING btree (key)
CREATE INDEX openings_release ON openings USING btree (release, market)
CREATE INDEX openings_untold_end ON openings USING btree (told_end, closes_at)
CREATE INDEX openings_untold_start ON openings USING btree (told_start, opens_at)
CREATE UNIQUE INDEX order_lines_pkey ON order_lines USING btree (order_key, "position")
CREATE UNIQUE INDEX order_notes_pkey ON order_notes USING btree (order_key)
CREATE UNIQUE INDEX order_taxes_pkey ON order_taxes USING btree (order_key, rate_ppm)
CREATE UNIQUE INDEX orders_basket_key ON orders USING btree (basket)
CREATE UNIQUE INDEX orders_number_key ON orders USING btree (number)
CREATE UNIQUE INDEX orders_pkey ON orders USING btree (key)
CREATE INDEX orders_to_ship ON orders USING btree (key) WHERE ((status = 'placed'::text) AND (payment_status = ANY (ARRAY['paid'::text, 'partly_refunded'::text])) AND (fulfilment_status = ANY (ARRAY['unfulfilled'::text, 'partial'::text])))
CREATE UNIQUE INDEX orders_token_key ON orders USING btree (token)
CREATE INDEX orders_unpaid ON orders USING btree (pay_until) WHERE ((status = 'placed'::text) AND (payment_status = ANY (ARRAY['pending'::text, 'failed'::text])))
CREATE INDEX payments_open ON payments USING btree (changed_at) WHERE (state = ANY (ARRAY['pending'::text, 'action'::text]))
CREATE INDEX payments_order ON payments USING btree (order_key)
CREATE UNIQUE INDEX payments_pkey ON payments USING btree (key)
CREATE UNIQUE INDEX people_email_folded_key ON people USING btree (email_folded)
CREATE UNIQUE INDEX people_pkey ON people USING btree (key)
CREATE UNIQUE INDEX picture_files_pkey ON picture_files USING btree (hash)
CREATE UNIQUE INDEX picture_texts_pkey ON picture_texts USING btree (picture, language)
CREATE INDEX pictures_hash ON pictures USING btree (hash)
CREATE UNIQUE INDEX pictures_name_key ON pictures USING btree (name)
CREATE UNIQUE INDEX pictures_pkey ON pictures USING btree (key)
CREATE INDEX prices_begin ON prices USING btree (market, valid_from)
CREATE INDEX prices_end ON prices USING btree (market, valid_to)
CREATE UNIQUE INDEX prices_pkey ON prices USING btree (key)
CREATE INDEX prices_variant ON prices USING btree (variant, market, valid_from)
CREATE UNIQUE INDEX product_pictures_pkey ON product_pictures USING btree (product, "position")
CREATE UNIQUE INDEX product_texts_pkey ON product_texts USING btree (product, language)
CREATE UNIQUE INDEX products_handle_key ON products USING btree (handle)
CREATE UNIQUE INDEX products_pkey ON products USING btree (key)
CREATE UNIQUE INDEX recovery_codes_pkey ON recovery_codes USING btree (person, hash)
CREATE UNIQUE INDEX refund_lines_pkey ON refund_lines USING btree (refund, "position")
CREATE INDEX refunds_order ON refunds USING btree (order_key)
CREATE UNIQUE INDEX refunds_pkey ON refunds USING btree (key)
CREATE UNIQUE INDEX refunds_request_key_key ON refunds USING btree (request_key)
CREATE INDEX release_items_item ON release_items USING btree (item, release)
CREATE UNIQUE INDEX release_items_pkey ON release_items USING btree (release, item)
CREATE UNIQUE INDEX releases_name_key ON releases USING btree (name)
CREATE UNIQUE INDEX releases_pkey ON releases USING btree (key)
CREATE INDEX repeats_at ON repeats USING btree (at)
CREATE UNIQUE INDEX repeats_pkey ON repeats USING btree (scope, key)
CREATE UNIQUE INDEX search_blocks_pkey ON search_blocks USING btree (kind, block)
CREATE UNIQUE INDEX search_documents_item ON search_documents USING btree (item)
CREATE UNIQUE INDEX search_documents_pkey ON search_documents USING btree (kind, number)
CREATE UNIQUE INDEX search_ends_pkey ON search_ends USING btree (kind)
CREATE INDEX search_postings_block ON search_postings USING btree (kind, block)
CREATE UNIQUE INDEX search_postings_pkey ON search_postings USING btree (term, kind, block)
CREATE UNIQUE INDEX search_slips_pkey ON search_slips USING btree (rest, word)
CREATE UNIQUE INDEX search_titles_pkey ON search_titles USING btree (item, language)
CREATE UNIQUE INDEX search_waiting_pkey ON search_waiting USING btree (item)
CREATE UNIQUE INDEX search_words_pkey ON search_words USING btree (key)
CREATE UNIQUE INDEX search_words_word_key ON search_words USING btree (word)
CREATE UNIQUE INDEX secrets_pkey ON secrets USING btree (name)
CREATE UNIQUE INDEX shipment_lines_pkey ON shipment_lines USING btree (shipment, "position")
CREATE INDEX shipments_order ON shipments USING btree (order_key)
CREATE UNIQUE INDEX shipments_pkey ON shipments USING btree (key)
CREATE UNIQUE INDEX shipments_request_key_key ON shipments USING btree (request_key)
CREATE UNIQUE INDEX shipping_rates_pkey ON shipping_rates USING btree (market)
CREATE UNIQUE INDEX sport_names_pkey ON sport_names USING btree (sport, language)
CREATE UNIQUE INDEX sports_pkey ON sports USING btree (key)
CREATE UNIQUE INDEX sports_slug_key ON sports USING btree (slug)
CREATE INDEX staff_links_person ON staff_links USING btree (person)
CREATE UNIQUE INDEX staff_links_pkey ON staff_links USING btree (key)
CREATE UNIQUE INDEX staff_links_secret_key ON staff_links USING btree (secret)
CREATE UNIQUE INDEX stock_pkey ON stock USING btree (variant, place)
CREATE UNIQUE INDEX store_markets_pkey ON store_markets USING btree (market)
CREATE UNIQUE INDEX store_products_pkey ON store_products USING btree (store, product)
CREATE INDEX store_products_product ON store_products USING btree (product, store)
CREATE UNIQUE INDEX store_texts_pkey ON store_texts USING btree (store, language)
CREATE UNIQUE INDEX stores_pkey ON stores USING btree (key)
CREATE UNIQUE INDEX stores_slug_key ON stores USING btree (slug)
CREATE UNIQUE INDEX stories_pkey ON stories USING btree (key)
CREATE INDEX stories_published ON stories USING btree (published_at, key)
CREATE UNIQUE INDEX stories_slug_key ON stories USING btree (slug)
CREATE UNIQUE INDEX story_athletes_pkey ON story_athletes USING btree (story, slug)
CREATE INDEX story_athletes_slug ON story_athletes USING btree (slug, story)
CREATE UNIQUE INDEX story_draft_texts_pkey ON story_draft_texts USING btree (story, language)
CREATE INDEX story_drafts_changed ON story_drafts USING btree (changed_at, story)
CREATE UNIQUE INDEX story_drafts_pkey ON story_drafts USING btree (story)
CREATE INDEX story_products_handle ON story_products USING btree (handle, story)
CREATE UNIQUE INDEX story_products_pkey ON story_products USING btree (story, handle)
CREATE UNIQUE INDEX story_revisions_number ON story_revisions USING btree (story, number)
CREATE UNIQUE INDEX story_revisions_pkey ON story_revisions USING btree (key)
CREATE UNIQUE INDEX story_sports_pkey ON story_sports USING btree (story, slug)
CREATE INDEX story_sports_slug ON story_sports USING btree (slug, story)
CREATE UNIQUE INDEX story_texts_pkey ON story_texts USING btree (story, language)
CREATE UNIQUE INDEX tallies_pkey ON tallies USING btree (item, market, day, kind)
CREATE INDEX tax_rates_market ON tax_rates USING btree (market, region, tax_class, valid_from)
CREATE UNIQUE INDEX tax_rates_pkey ON tax_rates USING btree (key)
CREATE UNIQUE INDEX told_edges_pkey ON told_edges USING btree (release, market, channel, edge, at)
CREATE UNIQUE INDEX unsent_forms_pkey ON unsent_forms USING btree (person, screen, subject)
CREATE UNIQUE INDEX variants_pkey ON variants USING btree (key)
CREATE INDEX variants_product ON variants USING btree (product, "position")
CREATE INDEX variants_sku ON variants USING btree (sku)
CREATE INDEX waits_changed ON waits USING btree (changed_at)
CREATE UNIQUE INDEX waits_pkey ON waits USING btree (name)
CREATE UNIQUE INDEX withdrawals_pkey ON withdrawals USING btree (key)
CREATE INDEX withdrawals_release ON withdrawals USING btree (release, withdrawn_at)
