"""What the two locks name, and what is known of it."""

import re
import tomllib
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.walkthrough.readme import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def locked(name):
    """The lock's packages: canonical name -> Requirement."""
    text = (ROOT / name).read_text().replace("\\\n", " ")
    found = [Requirement(re.sub(r"\s--hash=.*", "", line)) for line in text.splitlines() if line and not line.startswith(("#", " "))]
    return {canonicalize_name(each.name): each for each in found}


def hashes(name):
    """How many hashes each package has."""
    blocks = re.findall(r"^([\w.-]+)==[^\n]*\n((?:\s+--hash=[^\n]*\n?)*)", (ROOT / name).read_text(), re.MULTILINE)
    return {canonicalize_name(package): lines.count("sha256:") for package, lines in blocks}


def declared(*, dev):
    wanted = PROJECT["dependencies"] + (PROJECT["optional-dependencies"]["dev"] if dev else [])
    return {canonicalize_name(each.name): each for each in map(Requirement, wanted)}


def here(requirements):
    """Those that are for this machine."""
    return {name: each for name, each in requirements.items() if each.marker is None or each.marker.evaluate()}


def licence(name):
    """As the package itself says, in as few words."""
    about = metadata.metadata(name)
    named = about.get("License-Expression") or ""
    if not named:
        classes = [each.rpartition(" :: ")[2] for each in about.get_all("Classifier") or () if each.startswith("License :: ")]
        named = ", ".join(each for each in classes if each != "OSI Approved") or (about.get("License") or "").partition("\n")[0]
    return named or "not said"
