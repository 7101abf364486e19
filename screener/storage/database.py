"""Transactions on a database that may be away, be replaced, or be somebody else's."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Lock

from sqlalchemy import Connection, Engine, false, select, text
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from screener.storage.away import is_away
from screener.storage.engines import LOCK_SECONDS
from screener.storage.flushing import FlushFailed, SharedFlush
from screener.storage.sqlite_contents import FileOverwritten
from screener.storage.sqlite_files import FilesRemoved, Identity, SqliteFiles
from screener.storage.tables import metadata
from screener.storage.turns import WAIT_SECONDS, NoTurn, Turns


class DatabaseUnavailable(Exception):
    """The database does not answer, or not as ours. Nothing was written: no reference may be shown."""


class PerhapsWritten(DatabaseUnavailable):
    """It failed when it was asked to commit, or after that: what was written is there, or not, and may go with the power."""


class NotOurs(Exception):
    """The database answers, and this program must not write to it; the message says why, and what to do."""


class Database:
    """Transactions on one engine. ``prepare`` is done once, before this process writes anything.

    It raises ``NotOurs`` where nothing may be written.
    """

    def __init__(self, engine: Engine, *, prepare: "Callable[[Database], None] | None" = None) -> None:
        self.engine = engine
        self._prepare = prepare
        self._prepared: list[Identity] = []
        self._preparing = Lock()
        self._turns: Turns | None = None
        self._overwritten = False
        self._flush = SharedFlush(engine)
        # Threads that ask SQLite for its write lock look again after a pause that grows; those of one process need not.
        self._writers = Lock() if engine.dialect.name == "sqlite" else None

    def share(self, most: int) -> None:
        """Let at most so many threads of this process use the database at once, so that others can do without it.

        One more waits half a second for its turn, and then finds it unavailable; at once where the others are stuck.
        """
        self._turns = Turns(most)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a transaction that is committed durably at the end, or rolled back as a whole.

        Raises ``DatabaseUnavailable`` when the database does not answer, or is not one to write to, and ``PerhapsWritten``
        when nobody knows whether it was written.
        """
        perhaps = False
        with self._turn():
            self._may_write()
            self._mend()
            try:
                with (
                    self._translated(),
                    self.engine.connect().execution_options(flushed_apart=True) as connection,
                ):
                    with self._alone(), connection.begin():
                        self._flush.promise(connection)
                        yield connection
                        # A server that commits may go before it says so; SQLite says what became of it.
                        perhaps = self._writers is None
                    perhaps = True
                    self._look_again(connection)
                    self._flush.wait(connection)
            except DatabaseUnavailable as fault:
                if perhaps:
                    raise PerhapsWritten(str(fault)) from fault
                raise
        if self._overwritten:
            with suppress(DatabaseUnavailable):
                self.forget_overwritten()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that waits for no writer. Raises ``DatabaseUnavailable`` like ``writing``."""
        with (
            self._turn(),
            self._translated(),
            self.engine.connect().execution_options(read_only=True) as connection,
        ):
            yield connection

    @contextmanager
    def reading_one_moment(self) -> Iterator[Connection]:
        """Give a connection like ``reading``, to which all it is asked looks as at its first question."""
        with self.reading() as connection:
            if connection.dialect.name == "postgresql":  # SQLite has nothing else
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    def forget_overwritten(self) -> None:
        """Take what was overwritten out of SQLite's write-ahead log, at once or after a later writing.

        Who reads may need it still, and nobody waits for them.
        """
        if self.engine.dialect.name != "sqlite":
            return
        self._overwritten = True
        with (
            self._translated(),
            self.engine.connect().execution_options(without_transaction=True) as connection,
        ):
            connection.exec_driver_sql("PRAGMA busy_timeout=0")
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
            connection.exec_driver_sql(f"PRAGMA busy_timeout={int(LOCK_SECONDS * 1000)}")
        self._overwritten = bool(busy)

    def answers(self) -> bool:
        """Tell whether the database answers at all."""
        try:
            with self.reading() as connection:
                connection.execute(text("SELECT 1"))
        except DatabaseUnavailable:
            return False
        return True

    def lacks(self) -> str | None:
        """Return the name of a table that is missing, or lacks a column, and ``None`` where all that we use is there.

        Raises ``DatabaseUnavailable``.
        """
        with _told(), self.engine.connect().execution_options(read_only=True) as connection:
            for table in metadata.sorted_tables:
                try:
                    connection.execute(select(table).where(false()))
                except DBAPIError as error:
                    if is_away(error):
                        raise
                    return table.name
        return None

    def be_prepared(self) -> None:
        """Do, once, what comes before the first write. Raises ``NotOurs`` and ``DatabaseUnavailable``."""
        if self._prepare is None:
            return
        if not self._preparing.acquire(timeout=WAIT_SECONDS):
            raise DatabaseUnavailable("Preparing")
        try:
            if not self._prepared:
                self._prepare(Database(self.engine))
                self._prepared.append(self._file())
        finally:
            self._preparing.release()
        if self._prepared[0] != self._file():
            raise DatabaseUnavailable("FileReplaced")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if self._writers is None:
            yield
            return
        if not self._writers.acquire(timeout=LOCK_SECONDS):
            raise NoTurn
        try:
            yield
        finally:
            self._writers.release()

    def _mend(self) -> None:
        # After a flush that failed the log may have a hole, and what comes behind it would be lost with it: begin a new one.
        if self._flush.failed:
            self.forget_overwritten()
            if self._overwritten:
                raise DatabaseUnavailable(FlushFailed.__name__)
            self._flush.failed = False

    def _may_write(self) -> None:
        try:
            self.be_prepared()
        except NotOurs as fault:
            raise DatabaseUnavailable(type(fault).__name__) from fault

    def _file(self) -> Identity:
        files = SqliteFiles.of(self.engine)
        return files.identity if files else None

    def _look_again(self, connection: Connection) -> None:
        # What was committed into a file that is no longer there is lost, and must not be acknowledged.
        if files := SqliteFiles.of(self.engine):
            if files.was_moved(connection.connection.info):
                raise DatabaseUnavailable("FileMoved")
            files.check(connection.connection.dbapi_connection, connection.connection.info)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if self._turns is None:
            yield
            return
        with self._translated(), self._turns.one():
            yield

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            with _told():
                yield
        except (OperationalError, ProgrammingError) as error:
            # A statement that cannot be made because a table is missing is no mistake of ours.
            if self.lacks() is not None:
                raise DatabaseUnavailable("TableMissing") from error
            raise


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (PoolTimeout, FilesRemoved, FileOverwritten, FlushFailed, NoTurn) as error:
        raise DatabaseUnavailable(type(error).__name__) from error
    except DBAPIError as error:
        if error.connection_invalidated or is_away(error):
            raise DatabaseUnavailable(type(error).__name__) from error
        raise
