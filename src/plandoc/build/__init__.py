"""Orders into files: which outputs are wanted, which are stale, and how they get to the disk whole or not at all.

The stages are handed in as functions, so that this package knows files and workers and no format.
"""

from plandoc.build.building import Plan, Stages, build
from plandoc.build.created import created_time
from plandoc.build.names import nearest
from plandoc.build.outputs import Output, OutputState
from plandoc.build.stopping import stops
from plandoc.build.targets import Offer, Request, Target, plan_targets
from plandoc.build.words import write_words

__all__ = [
    "Offer",
    "Output",
    "OutputState",
    "Plan",
    "Request",
    "Stages",
    "Target",
    "build",
    "created_time",
    "nearest",
    "plan_targets",
    "stops",
    "write_words",
]
