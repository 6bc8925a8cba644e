"""Where a command finds its configuration: ``--config``, ``SYNDICATION_CONFIG``, ``./config``, the ready one."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from syndication.errors import ConfigError, Fault

FILE_NAME = "syndication.toml"
VARIABLE = "SYNDICATION_CONFIG"


def ready(name: str) -> Path:
    """A folder that comes with the package: ``config`` or ``samples``.

    The wheel holds them inside the package; a checkout has them beside it.
    """
    inside = Path(str(files("syndication"))) / "ready" / name
    return inside if inside.is_dir() else Path(str(files("syndication"))).parent / name


def find(given: Path | None, environ: Mapping[str, str], working_folder: Path) -> tuple[Path, Path]:
    """Return the configuration's folder and the site's folder, to which paths in it are relative.

    ``given`` and the variable may name the folder or its ``syndication.toml``. Without either, and with no
    ``config/`` here, the ready configuration serves the working folder. Raises ConfigError when what was
    named is not there.
    """
    named = given or (Path(environ[VARIABLE]) if environ.get(VARIABLE) else None)
    if named is None:
        here = working_folder / "config"
        return (here, working_folder) if (here / FILE_NAME).is_file() else (ready("config"), working_folder)
    folder = named.parent if named.name == FILE_NAME else named
    if not (folder / FILE_NAME).is_file():
        raise ConfigError([Fault(str(named), "", f"expected a folder that holds {FILE_NAME}, found none")])
    return folder, folder.absolute().parent
