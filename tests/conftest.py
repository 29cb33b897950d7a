"""Settings of the whole test run."""

from __future__ import annotations

import os

from hypothesis import settings

# No deadlines: a slow machine is no failure. CI tries the same examples each time, so only a wrong change
# makes it red; a laptop tries new ones.
settings.register_profile("laptop", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "laptop")
