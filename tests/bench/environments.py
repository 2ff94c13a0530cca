"""Peers live in environments of their own, made once from the hashes of their lock: `.venv-bench/NAME`."""

import hashlib
import subprocess
import venv
from pathlib import Path

HERE = Path(__file__).parent
ENVIRONMENTS = HERE.parents[1] / ".venv-bench"


def lock_of(peer: str) -> Path:
    """Return the file that names the peer's versions and hashes."""
    return HERE / f"{peer}.lock"


def python_of(peer: str) -> Path:
    """Return the interpreter of a peer's environment, which is built when missing or out of date."""
    folder = ENVIRONMENTS / peer
    python, stamp = folder / "bin" / "python", folder / "installed"
    wanted = hashlib.sha256(lock_of(peer).read_bytes()).hexdigest()
    if not (stamp.exists() and stamp.read_text() == wanted):
        venv.create(folder, clear=True, with_pip=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(lock_of(peer))]
        done = subprocess.run(install, check=False, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{peer} could not be installed into {folder}:\n{done.stderr[-2000:]}")
        stamp.write_text(wanted)
    return python
