"""Failures of the databases, provoked on real ones, in our own words."""

from __future__ import annotations

import pytest
import sqlalchemy

from tme_tui.model.errors import (
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
    StoreUnreachable,
)
from tme_tui.store import tables
from tme_tui.store.connections import Store
from tme_tui.store.faults import ConstraintBroken, StoreRetry
from tme_tui.store.opening import open_store


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("40001", StoreRetry),
        ("40P01", StoreRetry),
        ("55P03", StoreLocked),
        ("57014", StoreLocked),
        ("25006", StoreReadOnly),
        ("42501", StoreReadOnly),
        ("53100", StoreFull),
        ("53200", StoreUnreachable),
        ("53300", StoreUnreachable),
        ("57P01", StoreUnreachable),
        ("08006", StoreUnreachable),
        ("28P01", StoreUnreachable),
        ("XX001", StoreDamaged),
        ("23505", ConstraintBroken),
    ],
)
def test_what_a_server_says_by_number(code: str, error: type[StoreError], postgresql_url: str) -> None:
    store = open_store(postgresql_url)
    with pytest.raises(StoreError) as refusal, store.write() as connection:
        connection.exec_driver_sql(
            f"DO $$ BEGIN RAISE EXCEPTION 'the words of the server' USING ERRCODE = '{code}'; END $$"
        )
    assert type(refusal.value) is error
    assert error is ConstraintBroken or "\n" not in str(refusal.value)
    store.close()


def test_a_mistake_of_ours_stays_what_it_is(store: Store) -> None:
    with pytest.raises(sqlalchemy.exc.DBAPIError, match="nonsense"), store.read() as connection:
        connection.exec_driver_sql("SELECT nonsense")


@pytest.mark.parametrize(
    ("harm", "lacking", "statement"),
    [
        ("ALTER TABLE steps RENAME TO elsewhere", "steps", tables.steps.select()),
        ("ALTER TABLE tasks RENAME COLUMN position TO elsewhere", "position", tables.tasks.select()),
        (
            "ALTER TABLE tags RENAME COLUMN colour TO elsewhere",
            "colour",
            tables.tags.insert().values(id=1, name="x", key="x", colour="red"),
        ),
    ],
)
def test_a_base_that_somebody_took_apart_is_damaged(
    harm: str, lacking: str, statement: sqlalchemy.Executable, store: Store
) -> None:
    with store.write() as connection:
        connection.exec_driver_sql(harm)
    with pytest.raises(StoreDamaged, match=f"lacks '{lacking}'"), store.write() as connection:
        connection.execute(statement)


def test_a_failure_that_is_not_of_the_base_passes_through(store: Store) -> None:
    def open_another_file() -> None:
        open("/nonexistent/file")  # noqa: SIM115

    with pytest.raises(FileNotFoundError), store.write():
        open_another_file()


def test_task_texts_stay_out_of_errors(store: Store) -> None:
    secret = "the diary of Anna"
    with pytest.raises(sqlalchemy.exc.DBAPIError) as failure, store.read() as connection:
        connection.execute(sqlalchemy.text("SELECT nonsense WHERE 'x' = :text"), {"text": secret})
    assert secret not in str(failure.value)
