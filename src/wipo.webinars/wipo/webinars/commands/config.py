"""The files that Zope reads, rendered from the settings and written below ``DATA_DIR/etc``.

They are written anew on every start, so they hold what the environment says now. A DSN may
hold a password: `zope.conf` refers to it as an environment variable and the secret stays out
of the file.
"""

from pathlib import Path
from wipo.webinars.commands.settings import Settings

THREADS = 4
"""Requests that are worked on at the same time."""

ENVIRONMENT = {
    # .mo files are not in the repository: each start compiles what is newer than its own.
    "zope_i18n_compile_mo_files": "true",
    # The site's languages, and zh_CN, from whose catalogs zh is filled. Reading no others
    # makes a start quicker and the process smaller.
    "zope_i18n_allowed_languages": "ar zh zh_CN en fr ru es",
    # The clock delivers the mail queue: MailHost must not start a second runner of its own.
    "MAILHOST_QUEUE_ONLY": "1",
}

ZOPE_CONF = """\
# Written by `make start` from its environment on every start: do not edit.
%define DATA {data}

instancehome $DATA
clienthome $DATA
pid-filename $DATA/zope.pid
default-zpublisher-encoding utf-8

<environment>
{environment}
</environment>

<zodb_db main>
  mount-point /
  cache-size 30000
{storage}
</zodb_db>
"""

FILE_STORAGE = """\
  <blobstorage>
    blob-dir $DATA/blobstorage
    <filestorage>
      path $DATA/filestorage/Data.fs
    </filestorage>
  </blobstorage>"""

POSTGRESQL = """\
  %import relstorage
  <relstorage>
    keep-history false
    shared-blob-dir false
    blob-dir $DATA/blobcache
    <postgresql>
      driver psycopg2
      dsn $(RELSTORAGE_DSN)
    </postgresql>
  </relstorage>"""

ZOPE_INI = """\
# Written by `make start` from its environment on every start: do not edit.
[app:zope]
use = egg:Zope#main
zope_conf = {zope_conf}

[filter:translogger]
use = egg:Paste#translogger
setup_console_handler = False

[pipeline:main]
pipeline =
    translogger
    egg:Zope#httpexceptions
    zope

[loggers]
keys = root, waitress_queue, access

[handlers]
keys = console, event, access

[formatters]
keys = event, message

[logger_root]
level = INFO
handlers = console, event

[logger_waitress_queue]
level = ERROR
handlers = event
qualname = waitress.queue
propagate = 0

[logger_access]
level = INFO
handlers = access
qualname = wsgi
propagate = 0

[handler_console]
class = StreamHandler
args = (sys.stderr,)
level = ERROR
formatter = event

[handler_event]
class = FileHandler
args = ({event_log!a}, "a", "utf-8")
formatter = event

[handler_access]
class = FileHandler
args = ({access_log!a}, "a", "utf-8")
formatter = message

[formatter_event]
format = %(asctime)s %(levelname)s [%(name)s:%(lineno)s][%(threadName)s] %(message)s

[formatter_message]
format = %(message)s
"""

SITE_ZCML = """\
<configure
    xmlns="http://namespaces.zope.org/zope"
    xmlns:five="http://namespaces.zope.org/five"
    >

  <include package="Zope2.App" />
  <five:loadProducts file="meta.zcml" />
  <five:loadProducts />
  <include package="wipo.webinars" />
  <five:loadProductsOverrides />

</configure>
"""


def environment(settings: Settings) -> dict[str, str]:
    """What must be in the process's environment before Zope is imported."""
    values = dict(ENVIRONMENT)
    if settings.relstorage_dsn:
        values["RELSTORAGE_DSN"] = _named(settings.relstorage_dsn)
    return values


def zope_conf(settings: Settings) -> str:
    """Zope's configuration: where the data lives."""
    return ZOPE_CONF.format(
        data=_escaped(settings.data_dir),
        environment="\n".join(f"  {name} {value}" for name, value in ENVIRONMENT.items()),
        storage=POSTGRESQL if settings.relstorage_dsn else FILE_STORAGE,
    )


def zope_ini(settings: Settings) -> str:
    """The WSGI application: what is around Zope, what is logged and where."""
    return ZOPE_INI.format(
        zope_conf=settings.etc / "zope.conf",
        event_log=str(settings.data_dir / "log" / "event.log"),
        access_log=str(settings.data_dir / "log" / "access.log"),
    )


def server(settings: Settings) -> dict[str, str | int | bool]:
    """The arguments of the WSGI server, waitress: where it listens, how much it does at once."""
    return {
        "host": settings.host,
        "port": settings.port,
        "threads": THREADS,
        "clear_untrusted_proxy_headers": True,
    }


def write(settings: Settings) -> Path:
    """Make the folders, write the files, and give the path of the WSGI configuration.

    The data is for the owner's eyes: it holds addresses and the hashes of passwords.
    """
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in ("etc", "log", "filestorage", "blobstorage", "blobcache"):
        (settings.data_dir / name).mkdir(mode=0o700, exist_ok=True)
    for name, text in (
        ("zope.conf", zope_conf(settings)),
        ("zope.ini", zope_ini(settings)),
        ("site.zcml", SITE_ZCML),
    ):
        (settings.etc / name).write_text(text, encoding="utf-8")
    return settings.etc / "zope.ini"


def _named(dsn: str) -> str:
    # RelStorage appends " application_name='…'" to a DSN that names none: in a URL that would
    # become part of the database's name.
    if "://" not in dsn or "application_name" in dsn:
        return dsn
    return f"{dsn}{'&' if '?' in dsn else '?'}application_name=webinars"


def _escaped(path: Path) -> str:
    # A dollar begins a substitution in ZConfig's files.
    return str(path).replace("$", "$$")
