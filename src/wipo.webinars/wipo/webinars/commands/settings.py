"""What ``make start`` reads from its environment, checked before anything is done with it.

The names are the contract's ("Running it"). A site that others than this machine can reach
must not have a password that one can guess: that rule is here too, see `read`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import ipaddress
import re

SITE_ID = "Plone"
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
DEFAULT_LANGUAGE = "en"

MIN_PASSWORD = 12
"""Characters that a password has at least when others than this machine reach the site."""

_HOST_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_ADDRESS = re.compile(r"[^@\s<>,;\"]{1,64}@[^@\s<>,;\"]{1,190}")


class SettingsError(Exception):
    """A value in the environment that cannot be used; says which, why and what would do."""


@dataclass(frozen=True)
class Settings:
    """The environment of one start. A password is None when it is to be drawn at random."""

    host: str
    port: int
    data_dir: Path
    demo: bool
    admin_password: str | None
    demo_password: str | None
    relstorage_dsn: str | None
    smtp_host: str | None
    smtp_port: int
    email_from: str

    @property
    def loopback(self) -> bool:
        """Is the site for this machine alone?"""
        return is_loopback(self.host)

    @property
    def url(self) -> str:
        """Where a browser on this machine finds the site.

        Always by name: plone.app.theming leaves pages on 127.0.0.1 without their theme.
        """
        named = not self.loopback and not _is_any_address(self.host)
        host = self.host if named else "localhost"
        if ":" in host:
            host = f"[{host}]"
        return f"http://{host}:{self.port}/{SITE_ID}"

    @property
    def etc(self) -> Path:
        """The folder of the files that Zope reads."""
        return self.data_dir / "etc"

    @property
    def mail_queue(self) -> Path:
        """The maildir in which mail waits until it is delivered."""
        return self.data_dir / "mailqueue"


@dataclass(frozen=True)
class Accounts:
    """Who can sign in to the site. A password is None unless this start drew it at random."""

    demo: bool
    admin_password: str | None = None
    demo_password: str | None = None


def read(environ: Mapping[str, str]) -> Settings:
    """The settings that `environ` asks for; what is unset or empty has its default.

    Raises `SettingsError` on a value that is no port, host or flag, and when ``HOST`` opens
    the site to others while a password is unset or shorter than `MIN_PASSWORD`.
    """
    host = _host(environ, "HOST") or "localhost"
    smtp_host = _host(environ, "SMTP_HOST")
    settings = Settings(
        host=host,
        port=_port(environ, "PORT", 8080),
        data_dir=_folder(environ, "DATA_DIR", "var"),
        demo=_flag(environ, "DEMO", default=True),
        admin_password=environ.get("ADMIN_PASSWORD") or None,
        demo_password=environ.get("DEMO_PASSWORD") or None,
        relstorage_dsn=_dsn(environ),
        smtp_host=smtp_host,
        smtp_port=_port(environ, "SMTP_PORT", 25),
        email_from=_email(environ, host),
    )
    if not settings.loopback:
        check_password("ADMIN_PASSWORD", settings.admin_password, host)
        if settings.demo:
            check_password("DEMO_PASSWORD", settings.demo_password, host)
    return settings


def check_password(name: str, value: str | None, host: str) -> None:
    """Raises `SettingsError` unless the password `value` will do for a site open to others."""
    if value is None:
        found = f"{name} is not set"
    elif len(value) < MIN_PASSWORD:
        found = f"{name} has only {len(value)} characters"
    else:
        return
    raise SettingsError(
        f"HOST={host} opens the site to other machines, but {found}. "
        f"Set {name} to at least {MIN_PASSWORD} characters, or leave HOST unset "
        "to serve this machine only."
    )


def is_loopback(host: str) -> bool:
    """Does `host` name this machine and nothing that others reach?"""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_any_address(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def _folder(environ: Mapping[str, str], name: str, default: str) -> Path:
    path = Path(environ.get(name) or default).expanduser().resolve()
    # PasteDeploy takes a percent sign in the path of its file for a substitution.
    if "%" in str(path) or "\n" in str(path):
        raise SettingsError(f"{name}={str(path)!r}: a path with a percent sign cannot be used.")
    return path


def _host(environ: Mapping[str, str], name: str) -> str | None:
    value = environ.get(name, "").strip()
    if not value:
        return None
    try:
        return str(ipaddress.ip_address(value))
    except ValueError:
        if _HOST_NAME.fullmatch(value):
            return value
    raise SettingsError(f"{name}={value!r} is neither a host name nor an IP address.")


def _port(environ: Mapping[str, str], name: str, default: int) -> int:
    value = environ.get(name, "").strip()
    if not value:
        return default
    if not re.fullmatch(r"[0-9]{1,5}", value) or not 1 <= int(value) <= 65535:
        raise SettingsError(f"{name}={value!r} is not a port: give a number from 1 to 65535.")
    return int(value)


def _flag(environ: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = environ.get(name, "").strip()
    if not value:
        return default
    if value not in ("0", "1"):
        raise SettingsError(f"{name}={value!r} is neither 0 nor 1.")
    return value == "1"


def _dsn(environ: Mapping[str, str]) -> str | None:
    value = environ.get("RELSTORAGE_DSN", "").strip()
    if not value:
        return None
    # A key=value list or a URL, as psycopg2 takes them. The value itself is not shown: it
    # may hold a password.
    is_url = urlsplit(value).scheme in ("postgres", "postgresql")
    if "\n" in value or not (is_url or re.match(r"\w+\s*=", value)):
        raise SettingsError(
            "RELSTORAGE_DSN is no PostgreSQL DSN: give one line such as "
            "\"dbname='webinars' user='webinars' host='localhost'\" or "
            '"postgresql://webinars@localhost/webinars".'
        )
    return value


def _email(environ: Mapping[str, str], host: str) -> str:
    value = environ.get("EMAIL_FROM", "").strip()
    if value:
        if not _ADDRESS.fullmatch(value):
            raise SettingsError(f"EMAIL_FROM={value!r} is no e-mail address.")
        return value
    # Nobody may answer to an address that was never set: .invalid is reserved for that.
    domain = host if _HOST_NAME.fullmatch(host) and not host[-1].isdigit() else "webinars"
    return f"secretariat@{domain.lower()}.invalid"
