"""The first tables, and the search index of each database.

On SQLite the index is an FTS5 table of trigrams that triggers keep in step with `search`. On PostgreSQL it is a
column of trigrams that the server derives from `body`, with a GIN index: the extension pg_trgm would need rights
that the owner of a database does not always have.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SQLITE_SEARCH = (
    """
    CREATE VIRTUAL TABLE search_index USING fts5(
        body, content='search', content_rowid='task_id', tokenize='trigram', columnsize=0
    )
    """,
    """
    CREATE TRIGGER search_index_inserted AFTER INSERT ON search BEGIN
        INSERT INTO search_index(rowid, body) VALUES (new.task_id, new.body);
    END
    """,
    """
    CREATE TRIGGER search_index_deleted AFTER DELETE ON search BEGIN
        INSERT INTO search_index(search_index, rowid, body) VALUES ('delete', old.task_id, old.body);
    END
    """,
    """
    CREATE TRIGGER search_index_updated AFTER UPDATE ON search
    WHEN old.body IS NOT new.body OR old.task_id IS NOT new.task_id BEGIN
        INSERT INTO search_index(search_index, rowid, body) VALUES ('delete', old.task_id, old.body);
        INSERT INTO search_index(rowid, body) VALUES (new.task_id, new.body);
    END
    """,
)

_POSTGRESQL_SEARCH = (
    """
    CREATE FUNCTION tme_grams(body text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(DISTINCT first || second || third), '{}')
        FROM (
            SELECT letter AS first, lead(letter, 1) OVER places AS second, lead(letter, 2) OVER places AS third
            FROM unnest(string_to_array(body, NULL)) WITH ORDINALITY AS letters(letter, place)
            WINDOW places AS (ORDER BY place)
        ) AS triples
        WHERE third IS NOT NULL
    $$
    """,
    "ALTER TABLE search ADD COLUMN grams text[] GENERATED ALWAYS AS (tme_grams(body)) STORED",
    "CREATE INDEX ix_search_grams ON search USING gin (grams)",
)


def upgrade() -> None:
    _create_tables()
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _SQLITE_SEARCH if on_sqlite else _POSTGRESQL_SEARCH:
        op.execute(statement)


def _create_tables() -> None:
    op.create_table(
        "categories",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("colour", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Double(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_categories"),
        sa.UniqueConstraint("key", name="uq_categories_key"),
        sa.UniqueConstraint("uid", name="uq_categories_uid"),
    )
    op.create_table(
        "counters",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("next", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counters"),
    )
    op.create_table(
        "inbox",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("update_id", sa.Text(), nullable=False),
        sa.Column("chat", sa.Text(), server_default="", nullable=False),
        sa.Column("payload", sa.Text(), server_default="{}", nullable=False),
        sa.Column("state", sa.Text(), server_default="new", nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "update_id", name="pk_inbox"),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("zone", sa.Text(), server_default="UTC", nullable=False),
        sa.Column("locale", sa.Text(), server_default="en", nullable=False),
        sa.Column("role", sa.Text(), server_default="member", nullable=False),
        sa.Column("schedule", sa.Text(), server_default="{}", nullable=False),
        sa.Column("preferences", sa.Text(), server_default="{}", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("key", name="uq_people_key"),
        sa.UniqueConstraint("uid", name="uq_people_uid"),
    )
    op.create_table(
        "services",
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="starting", nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("heartbeat", sa.BigInteger(), nullable=False),
        sa.Column("details", sa.Text(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("holder", "name", name="pk_services"),
    )
    op.create_table(
        "tags",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("colour", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tags"),
        sa.UniqueConstraint("key", name="uq_tags_key"),
    )
    op.create_table(
        "tallies",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", name="pk_tallies"),
    )
    op.create_table(
        "task_types",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("attributes", sa.Text(), server_default="[]", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_task_types"),
        sa.UniqueConstraint("key", name="uq_task_types_key"),
    )
    op.create_table(
        "addresses",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="linked", nullable=False),
        sa.Column("details", sa.Text(), server_default="{}", nullable=False),
        sa.Column("linked", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name="fk_addresses_person_id_people",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_addresses"),
        sa.UniqueConstraint("channel", "address", name="uq_addresses_channel_address"),
        sa.UniqueConstraint("person_id", "channel", name="uq_addresses_person_id_channel"),
    )
    op.create_table(
        "link_codes",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.Column("used", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name="fk_link_codes_person_id_people",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("digest", name="pk_link_codes"),
    )
    op.create_table(
        "steps",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("origin", sa.Text(), server_default="library", nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), server_default="", nullable=False),
        sa.Column("rows", sa.Integer(), server_default="0", nullable=False),
        sa.Column("reverts", sa.Integer(), nullable=True),
        sa.Column("reverted_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name="fk_steps_person_id_people",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_steps"),
    )
    op.create_index("ix_steps_person", "steps", ["person_id", "id"])
    op.create_index("ix_steps_reverted", "steps", ["person_id", "reverted_by"])
    op.create_table(
        "tasks",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="task", nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("link", sa.Text(), server_default="", nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("type_id", sa.Integer(), nullable=True),
        sa.Column("attributes", sa.Text(), server_default="{}", nullable=False),
        sa.Column("status", sa.Text(), server_default="open", nullable=False),
        sa.Column("priority", sa.SmallInteger(), nullable=True),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("modified", sa.BigInteger(), nullable=False),
        sa.Column("started", sa.BigInteger(), nullable=True),
        sa.Column("completed", sa.BigInteger(), nullable=True),
        sa.Column("starts", sa.Text(), nullable=True),
        sa.Column("starts_utc", sa.BigInteger(), nullable=True),
        sa.Column("ends", sa.Text(), nullable=True),
        sa.Column("ends_utc", sa.BigInteger(), nullable=True),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("due_utc", sa.BigInteger(), nullable=True),
        sa.Column("wait", sa.Text(), nullable=True),
        sa.Column("wait_utc", sa.BigInteger(), nullable=True),
        sa.Column("expires", sa.Text(), nullable=True),
        sa.Column("expires_utc", sa.BigInteger(), nullable=True),
        sa.Column("estimate", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("recurrence", sa.Text(), nullable=True),
        sa.Column("series_start", sa.Text(), nullable=True),
        sa.Column("occurrence", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Double(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("live", sa.Integer(), server_default="0", nullable=False),
        sa.Column("due_key", sa.BigInteger(), server_default="253402300800", nullable=False),
        sa.Column("starts_key", sa.BigInteger(), server_default="253402300800", nullable=False),
        sa.Column("priority_key", sa.SmallInteger(), server_default="5", nullable=False),
        sa.Column("urgency", sa.Double(), server_default="0", nullable=False),
        sa.Column("urgency_since", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("urgency_turns", sa.BigInteger(), server_default="253402300800", nullable=False),
        sa.Column("open_blockers", sa.Integer(), server_default="0", nullable=False),
        sa.Column("blocking", sa.Integer(), server_default="0", nullable=False),
        sa.Column("subtasks", sa.Integer(), server_default="0", nullable=False),
        sa.Column("subtasks_done", sa.Integer(), server_default="0", nullable=False),
        sa.Column("moves_at", sa.BigInteger(), server_default="253402300800", nullable=False),
        sa.ForeignKeyConstraint(
            ["assignee_id"],
            ["people.id"],
            name="fk_tasks_assignee_id_people",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["categories.id"],
            name="fk_tasks_category_id_categories",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["people.id"],
            name="fk_tasks_owner_id_people",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["tasks.id"],
            name="fk_tasks_parent_id_tasks",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["type_id"],
            ["task_types.id"],
            name="fk_tasks_type_id_task_types",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_tasks"),
        sa.UniqueConstraint("uid", name="uq_tasks_uid"),
    )
    op.create_index("ix_tasks_assignee", "tasks", ["assignee_id", "live"])
    op.create_index("ix_tasks_blocked", "tasks", ["live", "open_blockers"])
    op.create_index("ix_tasks_category", "tasks", ["category_id", "live", sa.text("urgency DESC"), "id"])
    op.create_index("ix_tasks_live_due", "tasks", ["live", "due_key", "id"])
    op.create_index("ix_tasks_live_starts", "tasks", ["live", "starts_key", "due_key"])
    op.create_index("ix_tasks_live_urgency", "tasks", ["live", sa.text("urgency DESC"), "id"])
    op.create_index(
        "ix_tasks_live_wait",
        "tasks",
        ["live", "wait_utc", "due_key", "starts_key", "open_blockers", "kind", "category_id", "parent_id"],
        unique=False,
        sqlite_where=sa.text("wait_utc IS NOT NULL"),
        postgresql_where=sa.text("wait_utc IS NOT NULL"),
    )
    op.create_index(
        "ix_tasks_moves",
        "tasks",
        ["moves_at", "id"],
        unique=False,
        sqlite_where=sa.text("moves_at < 253402300800"),
        postgresql_where=sa.text("moves_at < 253402300800"),
    )
    op.create_index("ix_tasks_parent", "tasks", ["parent_id"])
    op.create_index("ix_tasks_status_completed", "tasks", ["status", "completed", "id"])
    op.create_index("ix_tasks_urgency_since", "tasks", ["live", "urgency_since"])
    op.create_index("ix_tasks_urgency_turns", "tasks", ["live", "urgency_turns"])
    op.create_table(
        "views",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), server_default="", nullable=False),
        sa.Column("columns", sa.Text(), server_default="[]", nullable=False),
        sa.Column("position", sa.Double(), server_default="0", nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["people.id"],
            name="fk_views_owner_id_people",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_views"),
        sa.UniqueConstraint("key", name="uq_views_key"),
        sa.UniqueConstraint("uid", name="uq_views_uid"),
    )
    op.create_table(
        "changes",
        sa.Column("step_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["step_id"], ["steps.id"], name="fk_changes_step_id_steps", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("step_id", "seq", name="pk_changes"),
    )
    op.create_index("ix_changes_entity", "changes", ["entity", "key"])
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="reminder", nullable=False),
        sa.Column("reminder_id", sa.Integer(), nullable=True),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("occurrence", sa.Text(), server_default="", nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("due_utc", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), server_default="planned", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("lease_holder", sa.Text(), nullable=True),
        sa.Column("random_id", sa.Integer(), nullable=True),
        sa.Column("receipt", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), server_default="", nullable=False),
        sa.Column("payload", sa.Text(), server_default="{}", nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("sent", sa.BigInteger(), nullable=True),
        sa.Column("acknowledged", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name="fk_deliveries_person_id_people",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["task_id"],
            ["tasks.id"],
            name="fk_deliveries_task_id_tasks",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint(
            "reminder_id",
            "occurrence",
            "person_id",
            "channel",
            name="uq_deliveries_reminder_id_occurrence_person_id_channel",
        ),
        sa.UniqueConstraint("uid", name="uq_deliveries_uid"),
    )
    op.create_index("ix_deliveries_state", "deliveries", ["state", "not_before"])
    op.create_index("ix_deliveries_task", "deliveries", ["task_id"])
    op.create_table(
        "dependencies",
        sa.Column("task_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("blocker_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("link", sa.Text(), server_default="FS", nullable=False),
        sa.Column("lag", sa.Integer(), server_default="0", nullable=False),
        sa.Column("satisfied", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["blocker_id"],
            ["tasks.id"],
            name="fk_dependencies_blocker_id_tasks",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["task_id"],
            ["tasks.id"],
            name="fk_dependencies_task_id_tasks",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("task_id", "blocker_id", name="pk_dependencies"),
    )
    op.create_index("ix_dependencies_blocker", "dependencies", ["blocker_id", "task_id"])
    op.create_table(
        "occurrences",
        sa.Column("task_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("occurrence", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("changes", sa.Text(), server_default="{}", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name="fk_occurrences_person_id_people",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["task_id"],
            ["tasks.id"],
            name="fk_occurrences_task_id_tasks",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("task_id", "occurrence", name="pk_occurrences"),
    )
    op.create_table(
        "participants",
        sa.Column("task_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("decision", sa.Text(), server_default="undecided", nullable=False),
        sa.Column("decided", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name="fk_participants_person_id_people",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["task_id"],
            ["tasks.id"],
            name="fk_participants_task_id_tasks",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("task_id", "person_id", name="pk_participants"),
    )
    op.create_index("ix_participants_person", "participants", ["person_id", "task_id"])
    op.create_table(
        "reminders",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=True),
        sa.Column("at", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("nag", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["task_id"],
            ["tasks.id"],
            name="fk_reminders_task_id_tasks",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reminders"),
    )
    op.create_index("ix_reminders_task", "reminders", ["task_id"])
    op.create_table(
        "search",
        sa.Column("task_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["task_id"], ["tasks.id"], name="fk_search_task_id_tasks", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("task_id", name="pk_search"),
    )
    op.create_table(
        "task_tags",
        sa.Column("task_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tag_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["tag_id"], ["tags.id"], name="fk_task_tags_tag_id_tags", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["task_id"],
            ["tasks.id"],
            name="fk_task_tags_task_id_tasks",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("task_id", "tag_id", name="pk_task_tags"),
    )
    op.create_index("ix_task_tags_tag", "task_tags", ["tag_id", "task_id"])
