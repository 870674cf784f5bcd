"""Folders of articles -> knowledge base: beside the one in service, checked, then in its place in one step."""

from knowledge.build.apart import Order, Progress, build_apart
from knowledge.build.pipeline import Pipeline, shipped_pipeline
from knowledge.build.run import build

__all__ = ["Order", "Pipeline", "Progress", "build", "build_apart", "shipped_pipeline"]
