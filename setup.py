"""Builds the wheel, with the rules compiled ahead. All else is in pyproject.toml."""

import os
import subprocess
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithRules(build_py):
    """Copies the package, then has it compile its rules; not for an editable installation."""

    def run(self) -> None:
        """Build, and compile into what was built."""
        super().run()
        if self.editable_mode:
            return
        built = Path(self.build_lib).absolute()
        path = os.pathsep.join(filter(None, [str(built), os.environ.get("PYTHONPATH")]))
        command = [sys.executable, "-m", "copylint.ahead", str(built / "copylint")]
        done = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, check=False)
        if done.returncode:
            self.warn("the rules were not compiled ahead; the first runs will compile them")


setup(cmdclass={"build_py": BuildWithRules})
